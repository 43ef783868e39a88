// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;

/**
 * Every option there is. Read off the classes that declare them, so that none can be declared and
 * stay unknown or undocumented.
 */
final class OptionCatalogue {
  /** The classes that declare options, in the order to document them. */
  static final List<Class<?>> HOLDERS =
      List.of(
          InputOptions.class,
          EnrichmentOptions.class,
          KafkaOptions.class,
          ElasticsearchOptions.class,
          AlertOptions.class,
          BackfillOptions.class,
          LimitOptions.class);

  /** Below these, any key is passed on to a Kafka client. */
  static final List<String> PASSED_ON =
      List.of(
          KafkaOptions.CLIENT_PREFIX, KafkaOptions.CONSUMER_PREFIX, KafkaOptions.PRODUCER_PREFIX);

  private OptionCatalogue() {}

  static boolean isPassedOn(String key) {
    return PASSED_ON.stream()
        .anyMatch(prefix -> key.startsWith(prefix) && key.length() > prefix.length());
  }

  static List<ConfigOption<?>> declaredIn(Class<?> holder) {
    List<ConfigOption<?>> options = new ArrayList<>();
    for (Field field : holder.getDeclaredFields()) {
      if (ConfigOption.class.isAssignableFrom(field.getType())) {
        options.add(valueOf(field));
      }
    }
    return options;
  }

  private static ConfigOption<?> valueOf(Field field) {
    try {
      return (ConfigOption<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("option " + field + " is hidden from its package", e);
    }
  }

  static Set<String> keys(List<RuleCatalogueEntry> rules) {
    Set<String> keys = new TreeSet<>();
    HOLDERS.forEach(holder -> declaredIn(holder).forEach(option -> keys.add(option.key())));
    rules.forEach(rule -> RuleOptions.of(rule).all().forEach(option -> keys.add(option.key())));
    return keys;
  }
}
