// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** The options of one rule; which rules there are and what thresholds they have, the rules say. */
public record RuleOptions(
    ConfigOption<Boolean> enabled,
    ConfigOption<List<String>> readings,
    ConfigOption<Duration> size,
    ConfigOption<Duration> slide,
    List<ConfigOption<Long>> thresholds) {

  public static RuleOptions of(RuleCatalogueEntry rule) {
    String prefix = prefix(rule);
    return new RuleOptions(
        key(prefix + "enabled")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether the rule runs."),
        key(prefix + "readings")
            .stringType()
            .asList()
            .defaultValues(RuleSettings.READINGS.toArray(String[]::new))
            .withDescription(
                "The windows that the rule looks through: `elastic`, the query's own, and `sign-in`,"
                    + " by the time of the sign-ins themselves."),
        key(prefix + "size")
            .durationType()
            .defaultValue(rule.size())
            .withDescription(
                "How much time a window spans; a minute at least where the `sign-in` reading is on."),
        key(prefix + "slide")
            .durationType()
            .defaultValue(rule.slide())
            .withDescription(
                "The time between two windows of the `elastic` reading; whole seconds, at most the"
                    + " size. State and work grow with size / slide. Where the query makes buckets of"
                    + " time, it is their size and is left out."),
        thresholds(prefix, rule));
  }

  static String prefix(RuleCatalogueEntry rule) {
    return "rules." + rule.id() + ".";
  }

  private static List<ConfigOption<Long>> thresholds(String prefix, RuleCatalogueEntry rule) {
    return rule.thresholds().entrySet().stream()
        .map(
            threshold ->
                key(prefix + threshold.getKey())
                    .longType()
                    .defaultValue(threshold.getValue())
                    .withDescription("A threshold of the rule's condition."))
        .toList();
  }

  public List<ConfigOption<?>> all() {
    List<ConfigOption<?>> all = new ArrayList<>(List.of(enabled, readings, size, slide));
    all.addAll(thresholds);
    return all;
  }
}
