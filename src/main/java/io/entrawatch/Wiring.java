// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import io.entrawatch.alert.AlertId;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.config.AlertSettings;
import io.entrawatch.config.ElasticsearchCredentials;
import io.entrawatch.config.ElasticsearchSettings;
import io.entrawatch.config.EnrichmentSettings;
import io.entrawatch.config.InputSettings;
import io.entrawatch.config.KafkaSinkSettings;
import io.entrawatch.config.KafkaSourceSettings;
import io.entrawatch.config.RuleCatalogueEntry;
import io.entrawatch.config.RuleSettings;
import io.entrawatch.config.Settings;
import io.entrawatch.config.SettingsException;
import io.entrawatch.config.Start;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.Rules;
import io.entrawatch.rule.WindowSpec;
import io.entrawatch.signin.Field;
import io.entrawatch.signin.SignIn;
import io.entrawatch.sink.elasticsearch.Delivery;
import io.entrawatch.sink.elasticsearch.ElasticsearchOutput;
import io.entrawatch.sink.elasticsearch.IndexTemplate;
import io.entrawatch.sink.json.Names;
import io.entrawatch.sink.json.Pseudonyms;
import io.entrawatch.sink.kafka.KafkaOutput;
import io.entrawatch.source.DecoderSettings;
import io.entrawatch.source.GeoDatabases;
import io.entrawatch.source.KafkaInput;
import io.entrawatch.source.Relevance;
import io.entrawatch.source.StartPosition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From what the settings say to what each part takes. Settings know no part and parts no settings,
 * so this is where the two meet.
 */
public final class Wiring {
  private static final Duration PARTITION_DISCOVERY = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  private Wiring() {}

  /** What can be set of each rule. */
  public static List<RuleCatalogueEntry> catalogue() {
    return Rules.all().stream()
        .map(
            rule -> {
              WindowSpec elastic = rule.windows().get(Reading.ELASTIC);
              return new RuleCatalogueEntry(
                  rule.id(), rule.thresholds(), elastic.size(), elastic.slide());
            })
        .toList();
  }

  /** The rules that are switched on, as they are set. */
  public static List<Rule> rules(Settings settings) {
    return Rules.all().stream()
        .filter(rule -> settings.rules().get(rule.id()).enabled())
        .map(rule -> set(rule, settings.rules().get(rule.id())))
        .toList();
  }

  private static Rule set(Rule rule, RuleSettings settings) {
    Map<Reading, WindowSpec> windows = new LinkedHashMap<>();
    rule.windows()
        .forEach(
            (reading, spec) -> {
              if (settings.readings().contains(reading.id())) {
                Duration slide = reading == Reading.ELASTIC ? settings.slide() : spec.slide();
                windows.put(
                    reading, new WindowSpec(spec.clock(), settings.size(), slide, spec.lateness()));
              }
            });
    return rule.withThresholds(settings.thresholds()).withWindows(windows);
  }

  public static AlertPolicy policy(Settings settings, AlertPolicy.Revisions revisions) {
    return new AlertPolicy(
        settings.alerts().period(),
        settings.limits().signInsPerWindow(),
        settings.limits().signInsPerAlert(),
        revisions,
        ids(settings.alerts()));
  }

  private static AlertId ids(AlertSettings alerts) {
    return alerts.pseudonymKey() == null
        ? AlertId.PLAIN
        : AlertId.keyed(alerts.pseudonymKey().reveal());
  }

  /**
   * How records are decoded.
   *
   * @throws SettingsException if a database of the enrichment cannot be used
   */
  public static DecoderSettings decoder(Settings settings) {
    InputSettings input = settings.input();
    GeoDatabases databases = databases(settings.enrichment());
    return new DecoderSettings(
        input.maxRecordSize(),
        input.maxSkew(),
        input.timestampSource() == InputSettings.TimestampSource.TIME
            ? DecoderSettings.TimestampSource.TIME
            : DecoderSettings.TimestampSource.CREATED_DATE_TIME,
        input.deduplicate() ? DecoderSettings.Identity.ID : DecoderSettings.Identity.POSITION,
        databases);
  }

  private static GeoDatabases databases(EnrichmentSettings enrichment) {
    GeoDatabases databases =
        new GeoDatabases(
            enrichment.cityDatabase().orElse(null), enrichment.asnDatabase().orElse(null));
    try {
      databases.require();
    } catch (GeoDatabases.UnusableException e) {
      throw new SettingsException("enrichment: " + e.getMessage());
    }
    enrichment.missing().ifPresent(LOG::info);
    return databases;
  }

  /** The topics that sign-ins are read from. */
  public static KafkaInput input(KafkaSourceSettings kafka) {
    return new KafkaInput(
        kafka.bootstrapServers(),
        kafka.topics(),
        kafka.groupId(),
        start(kafka.start()),
        PARTITION_DISCOVERY,
        kafka.properties().values());
  }

  private static StartPosition start(Start start) {
    if (start instanceof Start.At at) {
      return new StartPosition.At(at.time());
    }
    if (start instanceof Start.Latest) {
      return new StartPosition.Latest();
    }
    return start instanceof Start.Earliest
        ? new StartPosition.Earliest()
        : new StartPosition.Committed();
  }

  /** An output to one of the topics; each has transactions of its own. */
  static KafkaOutput output(KafkaSinkSettings kafka, String topic) {
    boolean exactlyOnce = kafka.delivery() == KafkaSinkSettings.Delivery.EXACTLY_ONCE;
    return new KafkaOutput(
        kafka.bootstrapServers(),
        topic,
        exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE,
        kafka.transactionalIdPrefix() + "-" + topic,
        kafka.properties().toProperties());
  }

  /** How people's names stand on Kafka's topics of alerts. */
  static Names names(AlertSettings alerts) {
    return alerts.pseudonymKey() == null
        ? Names.PLAIN
        : new Pseudonyms(alerts.pseudonymKey().reveal(), Rules.notPersonalColumns());
  }

  /** Never in transactions: they would share their ids with the live job's and end them. */
  static KafkaOutput backfillOutput(KafkaSinkSettings kafka, String topic) {
    return new KafkaOutput(
        kafka.bootstrapServers(),
        topic,
        DeliveryGuarantee.AT_LEAST_ONCE,
        null,
        kafka.properties().toProperties());
  }

  public static ElasticsearchOutput output(ElasticsearchSettings elasticsearch) {
    return new ElasticsearchOutput(
        elasticsearch.hosts(),
        credentials(elasticsearch.credentials()),
        elasticsearch.caFile(),
        elasticsearch.indexPrefix(),
        IndexTemplate.INSTALL,
        new Delivery(
            elasticsearch.maxBuffered(),
            elasticsearch.bulkAlerts(),
            elasticsearch.bulkBytes(),
            FIRST_PAUSE,
            LONGEST_PAUSE));
  }

  private static io.entrawatch.sink.elasticsearch.ElasticsearchCredentials credentials(
      ElasticsearchCredentials credentials) {
    if (credentials instanceof ElasticsearchCredentials.ApiKey apiKey) {
      return new io.entrawatch.sink.elasticsearch.ElasticsearchCredentials.ApiKey(
          apiKey.key().reveal());
    }
    if (credentials instanceof ElasticsearchCredentials.Basic basic) {
      return new io.entrawatch.sink.elasticsearch.ElasticsearchCredentials.Basic(
          basic.username(), basic.password().reveal());
    }
    return new io.entrawatch.sink.elasticsearch.ElasticsearchCredentials.Anonymous();
  }

  /** What the source may leave out: what no rule takes. */
  public record RelevantTo(List<Rule> rules) implements Relevance {
    @Override
    public boolean takes(SignIn signIn) {
      for (Rule rule : rules) {
        if (rule.takes(signIn)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Field ambiguousGroup(SignIn signIn) {
      for (Rule rule : rules) {
        Field ambiguous = rule.takes(signIn) ? rule.ambiguousGroup(signIn) : null;
        if (ambiguous != null) {
          return ambiguous;
        }
      }
      return null;
    }

    @Override
    public List<List<Need>> needs() {
      return rules.stream()
          .map(
              rule ->
                  rule.where().stream()
                      .filter(condition -> !condition.oneOf().isEmpty())
                      .map(condition -> new Need(condition.field(), condition.oneOf()))
                      .toList())
          .toList();
    }
  }
}
