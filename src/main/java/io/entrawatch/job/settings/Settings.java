// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import io.entrawatch.alert.AlertOptions;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.AlertSettings;
import io.entrawatch.alert.LimitOptions;
import io.entrawatch.alert.LimitSettings;
import io.entrawatch.config.Require;
import io.entrawatch.config.SettingsException;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.EnrichmentSettings;
import io.entrawatch.kafka.KafkaOptions;
import io.entrawatch.kafka.KafkaSettings;
import io.entrawatch.kafka.OffsetBound;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.RuleSettings;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.source.InputSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a run, one part per consumer.
 *
 * @param kafka empty where no key of it is set
 * @param elasticsearch empty where it has no hosts: then there is no such sink
 * @param backfill empty for a job that goes on for ever
 * @param rules by id, all that there are, in the catalogue's order
 */
public record Settings(
    InputSettings input,
    EnrichmentSettings enrichment,
    Optional<KafkaSettings> kafka,
    Optional<ElasticsearchSettings> elasticsearch,
    AlertSettings alerts,
    Optional<BackfillSettings> backfill,
    LimitSettings limits,
    Map<String, RuleSettings> rules) {
  public Settings {
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    Require.that(
        rules.values().stream().anyMatch(RuleSettings::enabled),
        "every rule is off; leave rules.<id>.enabled true for one at least");
    rules.forEach((id, rule) -> requireWithinLimit(id, rule, limits));
    backfill.ifPresent(range -> requireShadowOfItsOwn(range, kafka));
    Require.that(
        alerts.exceptionsFile() == null || kafka.map(k -> k.source().exceptionsTopic()).isEmpty(),
        AlertOptions.EXCEPTIONS_FILE.key()
            + " and "
            + KafkaOptions.EXCEPTIONS_TOPIC.key()
            + " are both set; keep the exceptions in one place");
  }

  /**
   * The Kafka settings, for a run that cannot do without.
   *
   * @throws SettingsException if there are none
   */
  public KafkaSettings requireKafka() {
    return kafka.orElseThrow(
        () ->
            new SettingsException(
                KafkaOptions.BOOTSTRAP_SERVERS.key()
                    + " is missing; set it to the host:port of a broker"));
  }

  /** The rules that are switched on, as they are set. */
  public List<Rule> activeRules() {
    return BuiltInRules.all().stream()
        .filter(rule -> rules.get(rule.id()).enabled())
        .map(rule -> rules.get(rule.id()).applyTo(rule))
        .toList();
  }

  public AlertPolicy alertPolicy(AlertPolicy.Revisions revisions) {
    return new AlertPolicy(
        alerts.period(),
        limits.eventsPerWindow(),
        limits.eventsPerAlert(),
        revisions,
        alerts.ids());
  }

  /**
   * How records are decoded.
   *
   * @throws SettingsException if a database of the enrichment cannot be used
   */
  public DecoderSettings decoder() {
    return input.decoder(enrichment.databases());
  }

  private static void requireShadowOfItsOwn(
      BackfillSettings backfill, Optional<KafkaSettings> kafka) {
    if (backfill.target() instanceof BackfillSettings.Shadow shadow && kafka.isPresent()) {
      Require.that(
          !kafka.get().topics().contains(shadow.topic()),
          BackfillOptions.INTO.key()
              + ": topic "
              + shadow.topic()
              + " is the live job's; name another one, or set backfill.live: true");
    }
    boolean byOffset =
        backfill.from() instanceof OffsetBound.Offsets
            || backfill.to() instanceof OffsetBound.Offsets;
    Require.that(
        !byOffset || kafka.map(k -> k.source().topics().size()).orElse(1) == 1,
        "backfill.from and backfill.to give offsets, of one topic; name one in"
            + " kafka.topics.events");
  }

  /** A window that stops counting below a threshold could never match. */
  private static void requireWithinLimit(String id, RuleSettings rule, LimitSettings limits) {
    rule.thresholds()
        .forEach(
            (name, value) ->
                Require.that(
                    value <= limits.eventsPerWindow(),
                    "rules."
                        + id
                        + "."
                        + name
                        + " is "
                        + value
                        + ", more than a window counts; lower it or raise "
                        + LimitOptions.EVENTS_PER_WINDOW.key()
                        + " ("
                        + limits.eventsPerWindow()
                        + ")"));
  }
}
