// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import io.entrawatch.alert.AlertSettings;
import io.entrawatch.alert.LimitSettings;
import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.NearestKey;
import io.entrawatch.config.References;
import io.entrawatch.config.Require;
import io.entrawatch.config.SettingsException;
import io.entrawatch.config.SettingsFile;
import io.entrawatch.decode.shape.EnrichmentSettings;
import io.entrawatch.kafka.KafkaOptions;
import io.entrawatch.kafka.KafkaSettings;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.rule.RuleSettings;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchOptions;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.source.InputSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From a file and assignments to settings. Whatever is wrong ends in a {@link SettingsException} of
 * one line.
 */
public final class SettingsParser {
  private static final Pattern ASSIGNMENT = Pattern.compile("([^=\\s]+)\\s*=(.*)", Pattern.DOTALL);

  private final List<RuleCatalogueEntry> rules;
  private final References references;

  /**
   * @param rules what of each rule can be set
   * @param environment what {@code ${env:NAME}} looks into, as a rule {@link System#getenv()}
   */
  public SettingsParser(List<RuleCatalogueEntry> rules, Map<String, String> environment) {
    this.rules = List.copyOf(rules);
    this.references = new References(environment, OptionCatalogue::isSecret);
  }

  /** Settings of assignments alone. */
  public Settings parse(List<String> assignments) {
    return settings(Map.of(), assignments);
  }

  /**
   * Settings of a YAML file, overridden by assignments.
   *
   * @param assignments each {@code KEY=VALUE}; of two with one key, the later wins
   */
  public Settings parse(Path file, List<String> assignments) {
    return settings(SettingsFile.read(file), assignments);
  }

  private Settings settings(Map<String, String> file, List<String> assignments) {
    Set<String> known = OptionCatalogue.keys(rules);
    Map<String, String> texts = new LinkedHashMap<>(file);
    // A section whose every line is commented out.
    texts
        .entrySet()
        .removeIf(entry -> entry.getValue().isEmpty() && isSection(entry.getKey(), known));
    assignments.forEach(assignment -> assign(assignment, texts));
    texts.keySet().forEach(key -> refuseUnknown(key, known));
    GivenSettings given = new GivenSettings(texts, references);
    Map<String, RuleSettings> ruleSettings = new LinkedHashMap<>();
    rules.forEach(rule -> ruleSettings.put(rule.id(), RuleSettings.from(given, rule)));
    return new Settings(
        InputSettings.from(given),
        EnrichmentSettings.from(given),
        kafka(given),
        elasticsearch(given),
        AlertSettings.from(given),
        BackfillSettings.from(given),
        LimitSettings.from(given),
        ruleSettings);
  }

  private static void assign(String assignment, Map<String, String> texts) {
    Matcher matcher = ASSIGNMENT.matcher(assignment.strip());
    if (!matcher.matches()) {
      // Not the whole text: it may be a secret that was meant as the value.
      String start = assignment.strip().split("[^a-zA-Z0-9._-]", 2)[0];
      throw new SettingsException(
          "--set " + SettingsException.quoted(start) + ": write KEY=VALUE, with an = between them");
    }
    texts.put(matcher.group(1), matcher.group(2).strip());
  }

  private static void refuseUnknown(String key, Set<String> known) {
    if (!known.contains(key) && !OptionCatalogue.isPassedOn(key)) {
      throw unknown(key, known);
    }
  }

  private static boolean isSection(String key, Set<String> known) {
    return known.stream().anyMatch(other -> other.startsWith(key + "."))
        || OptionCatalogue.PASSED_ON.contains(key + ".");
  }

  private static SettingsException unknown(String key, Set<String> known) {
    if (isSection(key, known)) {
      return new SettingsException(key + " is a section, not a setting; set a key below it");
    }
    String hint =
        NearestKey.to(key, known)
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("docs/configuration.md lists those that exist");
    return new SettingsException("unknown setting " + SettingsException.quoted(key) + "; " + hint);
  }

  private static Optional<KafkaSettings> kafka(GivenSettings given) {
    return given.hasAnyUnder(KafkaOptions.SECTION)
        ? Optional.of(KafkaSettings.from(given))
        : Optional.empty();
  }

  private static Optional<ElasticsearchSettings> elasticsearch(GivenSettings given) {
    if (!given.has(ElasticsearchOptions.HOSTS)) {
      Require.that(
          !given.hasAnyUnder(ElasticsearchOptions.SECTION),
          "elasticsearch.* is set but elasticsearch.hosts is not; set it, or to [] for no such sink");
      return Optional.empty();
    }
    return given.list(ElasticsearchOptions.HOSTS).isEmpty()
        ? Optional.empty()
        : Optional.of(ElasticsearchSettings.from(given));
  }
}
