// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.Require;
import io.entrawatch.config.SettingValues;
import io.entrawatch.config.SettingsException;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;

/**
 * How one rule runs.
 *
 * @param readings {@code elastic}, {@code sign-in} or both
 * @param slide of the {@code elastic} reading; equal to the size for a tumbling window
 * @param thresholds every threshold of the rule by name
 */
public record RuleSettings(
    boolean enabled,
    Set<String> readings,
    Duration size,
    Duration slide,
    Map<String, Long> thresholds)
    implements Serializable {
  static final List<String> READINGS = List.of("elastic", "sign-in");

  public RuleSettings {
    readings = Set.copyOf(readings);
    thresholds = Map.copyOf(thresholds);
  }

  public static RuleSettings from(GivenSettings given, RuleCatalogueEntry rule) {
    RuleOptions options = RuleOptions.of(rule);
    Duration size = given.duration(options.size());
    boolean follows = rule.hasBuckets() && !given.has(options.slide());
    RuleSettings settings =
        new RuleSettings(
            given.truth(options.enabled()),
            new LinkedHashSet<>(given.list(options.readings())),
            size,
            follows ? size : given.duration(options.slide()),
            thresholds(given, RuleOptions.prefix(rule), options.thresholds()));
    settings.requireReadings(options.readings().key());
    settings.requireWindow(options.size().key(), options.slide().key());
    if (rule.hasBuckets()) {
      settings.requireBuckets(options.size().key(), options.slide().key());
    }
    return settings;
  }

  /** The rule as it is set. */
  public Rule applyTo(Rule rule) {
    Map<Reading, WindowSpec> windows = new LinkedHashMap<>();
    rule.windows()
        .forEach(
            (reading, spec) -> {
              if (readings.contains(reading.id())) {
                Duration between = reading == Reading.ELASTIC ? slide : spec.slide();
                windows.put(reading, new WindowSpec(spec.clock(), size, between, spec.lateness()));
              }
            });
    return rule.withThresholds(thresholds).withWindows(windows);
  }

  private static Map<String, Long> thresholds(
      GivenSettings given, String prefix, List<ConfigOption<Long>> options) {
    Map<String, Long> thresholds = new LinkedHashMap<>();
    for (ConfigOption<Long> option : options) {
      long value = given.number(option);
      Require.atLeast(option.key(), value, 0);
      thresholds.put(option.key().substring(prefix.length()), value);
    }
    return thresholds;
  }

  private void requireReadings(String key) {
    Require.that(
        !readings.isEmpty(), key + " is empty; name a reading, or set enabled: false instead");
    for (String reading : readings) {
      Require.that(
          READINGS.contains(reading),
          key + ": " + SettingsException.quoted(reading) + " is not one of: elastic, sign-in");
    }
  }

  private void requireWindow(String sizeKey, String slideKey) {
    Require.positive(sizeKey, size);
    Require.wholeSeconds(sizeKey, size);
    Require.positive(slideKey, slide);
    Require.wholeSeconds(slideKey, slide);
    Require.that(
        slide.compareTo(size) <= 0,
        slideKey
            + " is "
            + SettingValues.print(slide)
            + ", longer than "
            + sizeKey
            + " ("
            + SettingValues.print(size)
            + "): sign-ins between two windows would be lost; shorten it");
    Require.that(
        !readings.contains(Reading.SIGN_IN.id()) || size.compareTo(Rule.SIGN_IN_SLIDE) >= 0,
        sizeKey
            + " is "
            + SettingValues.print(size)
            + ", and the windows of the sign-in reading begin "
            + SettingValues.print(Rule.SIGN_IN_SLIDE)
            + " apart: sign-ins between them would be lost; lengthen it, or set readings: [elastic]");
  }

  /** With another slide the elastic reading would not be that of the query, whatever its bucket. */
  private void requireBuckets(String sizeKey, String slideKey) {
    Require.that(
        !readings.contains(Reading.ELASTIC.id()) || slide.equals(size),
        slideKey
            + " is "
            + SettingValues.print(slide)
            + ", but the query's windows are buckets of "
            + sizeKey
            + " ("
            + SettingValues.print(size)
            + "), which do not overlap; leave slide out");
  }
}
