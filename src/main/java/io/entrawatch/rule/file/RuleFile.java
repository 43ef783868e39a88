// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import io.entrawatch.config.SettingsException;
import io.entrawatch.rule.RuleInfo;
import io.entrawatch.rule.RuleInfo.Attack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A rule in the file format of elastic/detection-rules, as it stands there. The query is text; its
 * language is another matter.
 *
 * <p>Source: <a href="https://github.com/elastic/detection-rules">elastic/detection-rules</a>, and
 * the rule API of Kibana for the defaults.
 *
 * @param file the name by which messages call it
 * @param id of the rule in settings and alerts: {@code [entrawatch] id}, else the file's name
 * @param identity what alert ids are made of: {@code [entrawatch] id}, else {@code rule_id}
 * @param queryLine the line of the file on which the query begins; 0 where it is not known
 * @param index patterns of indices; empty where the query names them itself
 * @param timestampOverride the time by which a run looks back: {@code event.ingested}, or {@code
 *     @timestamp}
 * @param deprecated {@code maturity = "deprecated"}: left out where a folder is read
 * @param enabled whether the rule is on unless a setting says otherwise
 * @param buildingBlock whether its alerts are for other rules, not for people
 * @param maxSignals how many alerts Elastic makes in one run at most
 * @param suppression null where there is none
 * @param threshold null unless the type is {@link RuleType#THRESHOLD}
 * @param newTerms null unless the type is {@link RuleType#NEW_TERMS}
 * @param investigationFields what an analyst wants to see first
 */
public record RuleFile(
    String file,
    String id,
    String identity,
    RuleType type,
    String query,
    int queryLine,
    List<String> index,
    String timestampOverride,
    Schedule schedule,
    boolean deprecated,
    boolean enabled,
    boolean buildingBlock,
    long maxSignals,
    Suppression suppression,
    Threshold threshold,
    NewTerms newTerms,
    RuleInfo about,
    List<String> investigationFields) {

  /** Keys on which neither what the rule finds nor what its alerts say depends. */
  private static final Set<String> NO_MEANING =
      Set.of(
          "author",
          "false_positives",
          "license",
          "references",
          "setup",
          "tags",
          "timeline_id",
          "timeline_title");

  private static final Set<String> METADATA =
      Set.of(
          "bypass_bbr_timing",
          "creation_date",
          "deprecated_reason",
          "deprecation_date",
          "integration",
          "min_stack_comments",
          "min_stack_version",
          "promotion",
          "updated_date");

  private static final Set<String> SEVERITIES = Set.of("low", "medium", "high", "critical");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
  private static final long DEFAULT_MAX_SIGNALS = 100;
  private static final long HIGHEST = 1_000_000_000;
  private static final int MOST_TERMS = 3;

  /**
   * Reads a rule file.
   *
   * @param file its name or path, for messages; the rule is named after its last part
   * @throws RuleRefused if it is not one, or says something that is not supported
   */
  public static RuleFile parse(String file, byte[] bytes) throws RuleRefused {
    TomlText text = TomlText.of(file, bytes);
    TomlTable root = text.root();
    TomlTable rule = root.table("rule");
    if (rule == null) {
      throw root.refused("rule", "is missing: not a rule file");
    }
    root.ignore(Set.of("transform"));
    boolean deprecated = isDeprecated(root.table("metadata"));
    TomlTable own = root.table("entrawatch");
    root.refuseOtherKeys();
    String ruleId = rule.text("rule_id");
    String ownId = own == null ? null : id(own);
    RuleType type = type(rule);
    String query = rule.text("query");
    RuleFile read =
        new RuleFile(
            file,
            ownId == null ? stem(file) : ownId,
            ownId == null ? ruleId : ownId,
            type,
            query,
            text.lineOfText(query),
            rule.texts("index"),
            timestampOverride(rule),
            schedule(rule),
            deprecated,
            rule.truth("enabled", true),
            rule.text("building_block_type", null) != null,
            rule.has("max_signals") ? rule.number("max_signals", 1, HIGHEST) : DEFAULT_MAX_SIGNALS,
            suppression(rule.table("alert_suppression")),
            type == RuleType.THRESHOLD ? threshold(rule) : null,
            type == RuleType.NEW_TERMS ? newTerms(rule) : null,
            about(rule, ruleId),
            investigationFields(rule.table("investigation_fields")));
    rule.ignore(NO_MEANING);
    rule.refuseOtherKeys();
    return read;
  }

  private static boolean isDeprecated(TomlTable metadata) throws RuleRefused {
    if (metadata == null) {
      return false;
    }
    String maturity = metadata.text("maturity", "");
    metadata.ignore(METADATA);
    metadata.refuseOtherKeys();
    return maturity.equals("deprecated");
  }

  private static String id(TomlTable own) throws RuleRefused {
    String id = own.text("id");
    if (!ID.matcher(id).matches()) {
      throw own.refused("id", "may hold letters, digits, '-' and '_', at most 128");
    }
    own.refuseOtherKeys();
    return id;
  }

  /** The name of the file without its ending. */
  private static String stem(String file) throws RuleRefused {
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    String stem = name.endsWith(".toml") ? name.substring(0, name.length() - 5) : name;
    if (!ID.matcher(stem).matches()) {
      throw new RuleRefused(
          file,
          0,
          0,
          "the rule is named after its file, and a rule's name may hold letters, digits, '-' and"
              + " '_', at most 128; rename the file, or add an id under [entrawatch]");
    }
    return stem;
  }

  private static RuleType type(TomlTable rule) throws RuleRefused {
    String name = rule.text("type");
    RuleType type =
        RuleType.of(name)
            .orElseThrow(
                () ->
                    rule.refused(
                        "type",
                        SettingsException.quoted(name)
                            + " cannot run as a stream; there are "
                            + RuleType.all()));
    String language = rule.text("language", type.language());
    if (!language.equals(type.language())) {
      throw rule.refused(
          "language",
          "is "
              + SettingsException.quoted(language)
              + "; a rule of type "
              + name
              + " is written in "
              + type.language());
    }
    return type;
  }

  private static String timestampOverride(TomlTable rule) throws RuleRefused {
    String field = rule.text("timestamp_override", "@timestamp");
    if (!field.equals("event.ingested") && !field.equals("@timestamp")) {
      throw rule.refused(
          "timestamp_override",
          "is " + SettingsException.quoted(field) + "; it can be event.ingested or @timestamp");
    }
    return field;
  }

  private static Schedule schedule(TomlTable rule) throws RuleRefused {
    Duration lookBack = Schedule.lookBack(rule.text("from", Schedule.DEFAULT_FROM));
    if (lookBack == null || lookBack.isZero()) {
      throw rule.refused("from", "has to be of the form now-9m");
    }
    Duration interval = Schedule.duration(rule.text("interval", Schedule.DEFAULT_INTERVAL));
    if (interval == null || interval.isZero()) {
      throw rule.refused("interval", "has to be of the form 5m");
    }
    return new Schedule(lookBack, interval);
  }

  private static Suppression suppression(TomlTable table) throws RuleRefused {
    if (table == null) {
      return null;
    }
    List<String> groupBy = table.texts("group_by");
    TomlTable time = table.table("duration");
    Duration duration = null;
    if (time != null) {
      duration = Schedule.duration(time.number("value", 1, HIGHEST) + time.text("unit"));
      if (duration == null) {
        throw time.refused("unit", "has to be s, m or h");
      }
      time.refuseOtherKeys();
    }
    String missing = table.text("missing_fields_strategy", "suppress");
    if (!missing.equals("suppress") && !missing.equals("doNotSuppress")) {
      throw table.refused("missing_fields_strategy", "has to be suppress or doNotSuppress");
    }
    table.refuseOtherKeys();
    return new Suppression(groupBy, duration, missing.equals("suppress"));
  }

  private static Threshold threshold(TomlTable rule) throws RuleRefused {
    TomlTable table = rule.table("threshold");
    if (table == null) {
      throw rule.refused("threshold", "is missing; add it");
    }
    List<String> fields = table.texts("field").stream().filter(field -> !field.isEmpty()).toList();
    long value = table.number("value", 1, HIGHEST);
    List<TomlTable> cardinalities = table.tables("cardinality");
    if (cardinalities.size() > 1) {
      throw table.refused("cardinality", "has several entries; keep one");
    }
    Threshold.Cardinality cardinality = null;
    for (TomlTable each : cardinalities) {
      cardinality = new Threshold.Cardinality(each.text("field"), each.number("value", 1, HIGHEST));
      each.refuseOtherKeys();
    }
    table.refuseOtherKeys();
    return new Threshold(fields, value, cardinality);
  }

  private static NewTerms newTerms(TomlTable rule) throws RuleRefused {
    TomlTable table = rule.table("new_terms");
    if (table == null) {
      throw rule.refused("new_terms", "is missing; add it");
    }
    table.ignore(Set.of("field"));
    List<String> fields = table.texts("value");
    if (fields.isEmpty() || fields.size() > MOST_TERMS) {
      throw table.refused("value", "has to name one to three fields");
    }
    Duration history = null;
    for (TomlTable each : table.tables("history_window_start")) {
      each.ignore(Set.of("field"));
      history = Schedule.lookBack(each.text("value"));
      each.refuseOtherKeys();
    }
    if (history == null || history.isZero()) {
      throw table.refused("history_window_start", "has to hold a value of the form now-14d");
    }
    table.refuseOtherKeys();
    return new NewTerms(fields, history);
  }

  private static RuleInfo about(TomlTable rule, String ruleId) throws RuleRefused {
    String severity = rule.text("severity");
    if (!SEVERITIES.contains(severity)) {
      throw rule.refused("severity", "has to be low, medium, high or critical");
    }
    return new RuleInfo(
        ruleId,
        rule.text("name"),
        "1",
        rule.text("description"),
        severity,
        (int) rule.number("risk_score", 0, 100),
        threats(rule),
        Guide.triage(rule.text("note", "")));
  }

  private static List<RuleInfo.Threat> threats(TomlTable rule) throws RuleRefused {
    List<RuleInfo.Threat> threats = new ArrayList<>();
    for (TomlTable threat : rule.tables("threat")) {
      threat.ignore(Set.of("framework"));
      TomlTable tactic = threat.table("tactic");
      if (tactic == null) {
        throw threat.refused("tactic", "is missing; add it");
      }
      List<Attack> techniques = new ArrayList<>();
      for (TomlTable technique : threat.tables("technique")) {
        List<TomlTable> subtechniques = technique.tables("subtechnique");
        techniques.add(attack(technique));
        for (TomlTable subtechnique : subtechniques) {
          techniques.add(attack(subtechnique));
        }
      }
      threats.add(new RuleInfo.Threat(attack(tactic), List.copyOf(techniques)));
      threat.refuseOtherKeys();
    }
    return List.copyOf(threats);
  }

  private static Attack attack(TomlTable table) throws RuleRefused {
    Attack attack = new Attack(table.text("id"), table.text("name"));
    table.ignore(Set.of("reference"));
    table.refuseOtherKeys();
    return attack;
  }

  private static List<String> investigationFields(TomlTable table) throws RuleRefused {
    if (table == null) {
      return List.of();
    }
    List<String> fields = table.texts("field_names");
    table.refuseOtherKeys();
    return fields;
  }
}
