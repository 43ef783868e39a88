// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.config.SettingsException;
import io.entrawatch.event.DataSet;
import io.entrawatch.rule.file.RuleCheck;
import io.entrawatch.rule.file.Schedule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code rules check} prints of a rule. */
final class RuleCheckPage {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RuleCheckPage() {}

  /** One JSON object; every key is there, null if it is not known. */
  static String json(RuleCheck check) {
    ObjectNode line = JSON.objectNode();
    line.put("file", check.file());
    line.put("id", check.id());
    line.put("type", check.type() == null ? null : check.type().id());
    line.put("class", check.kind() == null ? "refused" : check.kind().id());
    ArrayNode sets = line.putArray("data_sets");
    check.dataSets().forEach(set -> sets.add(set.id()));
    ArrayNode windows = line.putArray("windows");
    for (RuleCheck.Window window : check.windows()) {
      windows
          .addObject()
          .put("reading", window.reading())
          .put("clock", window.clock())
          .put("size", RuleCheck.show(window.size()))
          .put("slide", RuleCheck.show(window.slide()));
    }
    ArrayNode literals = line.putArray("literals");
    for (Set<String> alternatives : check.texts()) {
      ArrayNode texts = literals.addArray();
      alternatives.forEach(texts::add);
    }
    Schedule schedule = check.schedule();
    if (schedule == null) {
      line.putNull("schedule");
    } else {
      ObjectNode times = line.putObject("schedule");
      times.put("look_back", RuleCheck.show(schedule.lookBack()));
      times.put("interval", RuleCheck.show(schedule.interval()));
      ArrayNode loses = times.putArray("loses");
      check.loses().forEach(loses::add);
    }
    line.put("reason", check.reason());
    return line.toString();
  }

  /** A line, and indented ones for what there is to say of a rule that can run. */
  static String text(RuleCheck check) {
    if (check.kind() == null) {
      return "refused     " + SettingsException.oneLine(check.reason()) + "\n";
    }
    StringBuilder text = new StringBuilder();
    text.append("%-11s %s%n".formatted(check.kind().id(), SettingsException.oneLine(check.file())));
    add(text, "rule", check.id() + ", " + check.type().id() + " over " + ids(check.dataSets()));
    for (RuleCheck.Window window : check.windows()) {
      add(
          text,
          "window",
          "%s: %s of %s every %s"
              .formatted(
                  window.reading(),
                  RuleCheck.show(window.size()),
                  window.clock(),
                  RuleCheck.show(window.slide())));
    }
    add(text, "reads", check.texts().isEmpty() ? "every record" : texts(check.texts()));
    if (check.costly()) {
      add(text, "costly", "each window is judged at its end, whatever it holds");
    }
    check.loses().forEach(loss -> add(text, "schedule", loss));
    return text.toString();
  }

  private static void add(StringBuilder text, String name, String value) {
    text.append("    %-9s %s%n".formatted(name, SettingsException.oneLine(value)));
  }

  private static String ids(Set<DataSet> sets) {
    return sets.stream().map(DataSet::id).collect(Collectors.joining(", "));
  }

  private static String texts(List<Set<String>> texts) {
    return texts.stream()
        .map(any -> any.stream().map(SettingsException::quoted).collect(Collectors.joining(" or ")))
        .collect(Collectors.joining(", and ", "records with ", ""));
  }
}
