// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.InertJson;
import io.entrawatch.sink.SafeText;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes down how alerts differ. Names and values are an attacker's text: none of it acts. */
public final class DiffPrinter {
  private static final int WIDEST = 60;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final PrintStream out;

  public DiffPrinter(PrintStream out) {
    this.out = out;
  }

  /** For a person: a line an alert, a line a field of it that changed. */
  public void text(AlertDiff diff) {
    for (AlertDiff.Difference each : diff.differences()) {
      line(
          "%-7s  %s  %s  %s  %s",
          each.kind(),
          each.id(),
          each.text("/rule/id"),
          each.text("/user/name"),
          each.text("/entrawatch/period/start"));
      for (AlertDiff.Change change : each.changes()) {
        line("           %s: %s", change.field(), words(change));
      }
    }
    line(
        "%d the same, %d new, %d lost, %d changed",
        diff.same(),
        count(diff, AlertDiff.Kind.NEW),
        count(diff, AlertDiff.Kind.LOST),
        count(diff, AlertDiff.Kind.CHANGED));
  }

  private void line(String format, Object... values) {
    write((SafeText.visible(format.formatted(values)) + '\n').getBytes(StandardCharsets.UTF_8));
  }

  private void write(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
  }

  private static long count(AlertDiff diff, AlertDiff.Kind kind) {
    return diff.differences().stream().filter(each -> each.kind() == kind).count();
  }

  private static String words(AlertDiff.Change change) {
    JsonNode before = change.before();
    JsonNode after = change.after();
    if (isList(before) || isList(after)) {
      return listed(before, after);
    }
    return shown(before) + " -> " + shown(after);
  }

  private static boolean isList(JsonNode node) {
    return node != null && node.isArray();
  }

  /** One value is a list of one, none a list of none. */
  private static Set<JsonNode> values(JsonNode node) {
    Set<JsonNode> values = new LinkedHashSet<>();
    if (isList(node)) {
      node.forEach(values::add);
    } else if (node != null) {
      values.add(node);
    }
    return values;
  }

  private static String listed(JsonNode before, JsonNode after) {
    Set<JsonNode> gone = values(before);
    Set<JsonNode> come = values(after);
    Set<JsonNode> kept = new HashSet<>(gone);
    kept.retainAll(come);
    gone.removeAll(kept);
    come.removeAll(kept);
    if (gone.isEmpty() && come.isEmpty()) {
      return "another order";
    }
    return (signed("+", come) + " " + signed("-", gone)).strip();
  }

  /** A value by itself, several by their number. */
  private static String signed(String sign, Set<JsonNode> values) {
    if (values.isEmpty()) {
      return "";
    }
    JsonNode only = values.iterator().next();
    return values.size() == 1 && only.isValueNode()
        ? sign + shown(only)
        : sign + values.size() + (values.size() == 1 ? " entry" : " entries");
  }

  private static String shown(JsonNode node) {
    return node == null ? "none" : SafeText.visible(node.asText(node.toString()), WIDEST);
  }

  /** For a program: one JSON object a line, for each alert that differs. */
  public void json(AlertDiff diff) {
    for (AlertDiff.Difference each : diff.differences()) {
      ObjectNode line = JSON.objectNode();
      line.put("change", each.kind().toString());
      line.put("id", each.id());
      line.set("rule", each.alert().at("/rule/id"));
      line.set("user", each.alert().at("/user/name"));
      line.set("period", each.alert().at("/entrawatch/period"));
      if (each.kind() == AlertDiff.Kind.CHANGED) {
        ObjectNode fields = line.putObject("fields");
        each.changes()
            .forEach(
                change -> {
                  ObjectNode field = fields.putObject(change.field());
                  field.set("before", change.before());
                  field.set("after", change.after());
                });
      }
      write(InertJson.bytes(line.toString()));
      write(new byte[] {'\n'});
    }
  }
}
