// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.entrawatch.kafka.KafkaSinkSettings.Delivery;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** Where sign-ins come from and alerts go to. */
public final class KafkaOptions {
  public static final String SECTION = "kafka.";

  /** For every client. */
  public static final String CLIENT_PREFIX = "kafka.properties.";

  public static final String CONSUMER_PREFIX = "kafka.consumer.";
  public static final String PRODUCER_PREFIX = "kafka.producer.";

  public static final ConfigOption<List<String>> BOOTSTRAP_SERVERS =
      key("kafka.bootstrap-servers")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription("Brokers to ask for the cluster's members, each `host:port`. Required.");

  public static final ConfigOption<List<String>> EVENT_TOPICS =
      key("kafka.topics.events")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription("The topics that hold the sign-in records, of any shape. Required.");

  public static final ConfigOption<String> ALERTS_TOPIC =
      key("kafka.topics.alerts")
          .stringType()
          .defaultValue("entrawatch-alerts")
          .withDescription("Every revision of every alert, keyed by the alert's id.");

  public static final ConfigOption<String> DEAD_LETTERS_TOPIC =
      key("kafka.topics.dead-letters")
          .stringType()
          .defaultValue("entrawatch-dead-letters")
          .withDescription("Records that could not be used, whole, each with its reason.");

  public static final ConfigOption<String> LATE_TOPIC =
      key("kafka.topics.late")
          .stringType()
          .defaultValue("entrawatch-late")
          .withDescription("Sign-ins that came when no window of a rule could still take them.");

  public static final ConfigOption<String> EXCEPTIONS_TOPIC =
      key("kafka.topics.exceptions")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A compacted topic of exceptions, see docs/exceptions.md: the key is the entry's id, the"
                  + " value the entry as JSON, a record without a value deletes it. Without it there"
                  + " are none, or those of `alerts.exceptions.file`.");

  public static final ConfigOption<String> SUPPRESSED_TOPIC =
      key("kafka.topics.suppressed")
          .stringType()
          .defaultValue("entrawatch-suppressed")
          .withDescription(
              "Alerts that an exception held back, each with the exception. Needed only where there"
                  + " are exceptions.");

  public static final ConfigOption<String> GROUP_ID =
      key("kafka.group-id")
          .stringType()
          .defaultValue("entrawatch")
          .withDescription(
              "The consumer group that progress is committed to, for lag monitors; a restored job"
                  + " goes on from its checkpoint instead.");

  public static final ConfigOption<String> START =
      key("kafka.start")
          .stringType()
          .defaultValue("committed")
          .withDescription(
              "Where a job without a checkpoint begins: `committed` (where the group stopped, and"
                  + " earlier as far as windows and alerts were open there, see docs/operations.md;"
                  + " the oldest record where it has committed nothing), `earliest`, `latest` or"
                  + " `timestamp:` and a time, ISO-8601 or ms since the epoch.");

  public static final ConfigOption<Delivery> DELIVERY =
      key("kafka.delivery")
          .enumType(Delivery.class)
          .defaultValue(Delivery.AT_LEAST_ONCE)
          .withDescription(
              "`at-least-once` repeats revisions after a failure, which readers that keep the highest"
                  + " never notice. `exactly-once` writes in transactions: readers with"
                  + " `read_committed` see an alert only at the next checkpoint, and"
                  + " `kafka.producer.transaction.timeout.ms` must outlast any outage and stay within"
                  + " the broker's `transaction.max.timeout.ms`.");

  public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
      key("kafka.transactional-id-prefix")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Names the transactions of `exactly-once`; two jobs on one Kafka cluster must not share"
                  + " it. Without it, `kafka.group-id`.");

  private KafkaOptions() {}
}
