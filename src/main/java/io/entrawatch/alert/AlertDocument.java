// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.judgement.Advice;
import io.entrawatch.alert.judgement.Judgement;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import io.entrawatch.rule.Column;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.RuleInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes alerts as ECS documents (docs/alert.schema.json). Nothing in them depends on a clock, on
 * arrival or on the order of a map.
 */
public final class AlertDocument {
  /** Of docs/alert.schema.json. */
  public static final String SCHEMA_VERSION = "1.1";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Rule rule;
  private final AlertPolicy policy;

  public AlertDocument(Rule rule, AlertPolicy policy) {
    this.rule = rule;
    this.policy = policy;
  }

  /**
   * The alert.
   *
   * @param group the group's key
   */
  public Alert alert(String group, AlertContent content) {
    String id = policy.ids().of(rule.id(), group, content.period());
    ConditionHit completed = content.first().completed();
    Excerpt excerpt = new Excerpt(policy.eventsPerAlert());
    ObjectNode document = JSON.objectNode();
    document.put("@timestamp", Times.iso(completed.ingested()));
    about(document);
    List<Event> signIns = content.signIns();
    who(document, signIns, excerpt);
    for (Field field : rule.groupFields()) {
      nest(document, field.path(), excerpt.list(field, signIns.get(0).get(field)));
    }
    for (Column column : rule.stats()) {
      nest(document, column.name(), excerpt.column(column, signIns));
    }
    document.set("entrawatch", entrawatch(id, content, excerpt));
    return new Alert(
        id,
        content.revision(),
        content.closed(),
        rule.id(),
        content.period().start(),
        completed.ingested(),
        document.toString());
  }

  private void about(ObjectNode document) {
    RuleInfo about = rule.about();
    ObjectNode event = document.putObject("event");
    event.put("kind", "alert");
    event.putArray("category").add("threat");
    event.putArray("type").add("indicator");
    event.put("severity", about.riskScore());
    event.put("risk_score", about.riskScore());
    ObjectNode said = document.putObject("rule");
    said.put("id", rule.id());
    said.put("uuid", about.uuid());
    said.put("name", about.name());
    said.put("version", about.version());
    said.put("description", about.description());
    said.put("reference", about.reference());
    ObjectNode threat = document.putObject("threat");
    threat.put("framework", "MITRE ATT&CK");
    Set<RuleInfo.Attack> techniques = new LinkedHashSet<>();
    about.threats().forEach(t -> techniques.addAll(t.techniques()));
    attack(threat, "tactic", about.threats().stream().map(RuleInfo.Threat::tactic).toList());
    ObjectNode technique =
        attack(threat, "technique", techniques.stream().filter(t -> !isSub(t)).toList());
    List<RuleInfo.Attack> subs = techniques.stream().filter(AlertDocument::isSub).toList();
    if (!subs.isEmpty()) {
      attack(technique, "subtechnique", subs);
    }
  }

  private static boolean isSub(RuleInfo.Attack technique) {
    return technique.id().contains(".");
  }

  private static ObjectNode attack(ObjectNode parent, String name, List<RuleInfo.Attack> attacks) {
    ObjectNode node = parent.putObject(name);
    ArrayNode ids = node.putArray("id");
    ArrayNode names = node.putArray("name");
    ArrayNode references = node.putArray("reference");
    for (RuleInfo.Attack attack : attacks) {
      ids.add(attack.id());
      names.add(attack.name());
      references.add(attack.reference());
    }
    return node;
  }

  private static void who(ObjectNode document, List<Event> signIns, Excerpt excerpt) {
    ObjectNode user = JSON.objectNode();
    set(user, "id", excerpt.firstOf(Field.USER_ID, signIns));
    set(user, "name", excerpt.firstOf(Field.USER_PRINCIPAL_NAME, signIns));
    JsonNode fullName = excerpt.firstOf(Field.USER_DISPLAY_NAME, signIns);
    set(user, "full_name", fullName != null ? fullName : excerpt.firstOf(Field.IDENTITY, signIns));
    document.set("user", user);
    ArrayNode ips = excerpt.arrayOf(signIns, Field.SOURCE_IP);
    document.putObject("source").set("ip", ips);
    ObjectNode related = document.putObject("related");
    related.set("ip", ips.deepCopy());
    related.set(
        "user",
        excerpt.arrayOf(
            signIns, Field.USER_ID, Field.USER_PRINCIPAL_NAME, Field.USER_DISPLAY_NAME));
  }

  private ObjectNode entrawatch(String id, AlertContent content, Excerpt excerpt) {
    ConditionHit completed = content.first().completed();
    List<Event> signIns = content.signIns();
    ObjectNode own = JSON.objectNode();
    own.put("schema_version", SCHEMA_VERSION);
    own.putObject("alert").put("id", id);
    own.put("severity", rule.about().severity());
    own.put("revision", content.revision());
    own.put("status", content.closed() ? "final" : "open");
    ObjectNode period = own.putObject("period");
    period.put("start", Times.iso(content.period().start()));
    period.put("end", Times.iso(content.period().end()));
    own.put("first_seen", Times.iso(min(signIns)));
    own.put("last_seen", Times.iso(max(signIns)));
    own.put("sign_in_count", signIns.size());
    ArrayNode readings = own.putArray("readings");
    content.windows().stream()
        .map(MatchingWindow::reading)
        .distinct()
        .sorted()
        .forEach(readings::add);
    own.set("windows", Evidence.windows(content.windows(), policy));
    own.put("group_incomplete", rule.by().stream().anyMatch(f -> signIns.get(0).get(f).isEmpty()));
    own.set("clauses", Evidence.clauses(content.first()));
    own.set("completed_by", Evidence.step(completed));
    own.putObject("time_to_detect")
        .put("from_sign_in", completed.ingested() - completed.timestamp());
    ArrayNode timeline = excerpt.timeline(signIns, completed);
    own.set("timeline", timeline);
    own.put("timeline_omitted", signIns.size() - timeline.size());
    own.set("judgement", Advice.judgement(Judgement.of(signIns)));
    own.set("triage", Advice.triage(rule));
    ArrayNode cut = Evidence.cut(content, timeline.size(), policy, excerpt.isCut());
    own.set("cut", cut);
    own.put("truncated", !cut.isEmpty());
    return own;
  }

  private static long min(List<Event> signIns) {
    return signIns.stream().mapToLong(Event::timestamp).min().orElseThrow();
  }

  private static long max(List<Event> signIns) {
    return signIns.stream().mapToLong(Event::timestamp).max().orElseThrow();
  }

  /** Sets a value that may be absent. */
  static void set(ObjectNode node, String name, JsonNode value) {
    if (value != null) {
      node.set(name, value);
    }
  }

  /** Sets {@code a.b.c} as {@code {"a":{"b":{"c":...}}}}. */
  static void nest(ObjectNode node, String path, JsonNode value) {
    if (value == null) {
      return;
    }
    ObjectNode parent = node;
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      parent = parent.withObjectProperty(names[i]);
    }
    parent.set(names[names.length - 1], value);
  }
}
