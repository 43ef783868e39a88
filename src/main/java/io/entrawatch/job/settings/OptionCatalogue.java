// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import io.entrawatch.alert.AlertOptions;
import io.entrawatch.alert.LimitOptions;
import io.entrawatch.decode.shape.EnrichmentOptions;
import io.entrawatch.kafka.KafkaDefinitions;
import io.entrawatch.kafka.KafkaOptions;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.rule.RuleOptions;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchOptions;
import io.entrawatch.source.InputOptions;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(.*\\.)?(api-key|password|secret|sasl\\.jaas\\.config|ssl\\.(.*\\.)?key|pseudonymise\\.key)");

  private OptionCatalogue() {}

  /** Whether the value of this key must not be written into a file or onto a command line. */
  static boolean isSecret(String key) {
    return SECRET_KEY.matcher(key).matches() || isPassedOn(key) && KafkaDefinitions.isPassword(key);
  }

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
      throw new IllegalStateException("option " + field + " is not public", e);
    }
  }

  static Set<String> keys(List<RuleCatalogueEntry> rules) {
    Set<String> keys = new TreeSet<>();
    HOLDERS.forEach(holder -> declaredIn(holder).forEach(option -> keys.add(option.key())));
    rules.forEach(rule -> RuleOptions.of(rule).all().forEach(option -> keys.add(option.key())));
    return keys;
  }
}
