// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.Require;
import io.entrawatch.config.SettingsException;
import io.entrawatch.kafka.KafkaDefinitions.Client;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;

/** The Kafka side of a job; both ends are clients of one cluster. */
public record KafkaSettings(KafkaSourceSettings source, KafkaSinkSettings sink) {
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Pattern SERVER = Pattern.compile("[^\\s/]+:\\d{1,5}");

  /** Properties that belong to the job, and what sets them. */
  private static final Map<String, String> OWN =
      Map.of(
          "bootstrap.servers", "set " + KafkaOptions.BOOTSTRAP_SERVERS.key(),
          "group.id", "set " + KafkaOptions.GROUP_ID.key(),
          "auto.offset.reset", "set " + KafkaOptions.START.key(),
          "transactional.id", "set " + KafkaOptions.TRANSACTIONAL_ID_PREFIX.key(),
          "enable.auto.commit", "offsets are committed with checkpoints",
          "key.deserializer", "the job reads bytes",
          "value.deserializer", "the job reads bytes",
          "key.serializer", "the job writes bytes",
          "value.serializer", "the job writes bytes");

  public KafkaSettings {
    Set<String> read = new HashSet<>(source.topics());
    for (String topic : others(source, sink)) {
      Require.that(
          read.add(topic),
          "topic " + topic + " stands for two things; give each of kafka.topics.* its own");
    }
  }

  private static List<String> others(KafkaSourceSettings source, KafkaSinkSettings sink) {
    List<String> others =
        new ArrayList<>(
            List.of(
                sink.alertsTopic(),
                sink.deadLettersTopic(),
                sink.lateTopic(),
                sink.suppressedTopic()));
    if (source.exceptionsTopic() != null) {
      others.add(source.exceptionsTopic());
    }
    return others;
  }

  /** Every topic that the job reads or writes. */
  public Set<String> topics() {
    Set<String> all = new HashSet<>(source.topics());
    all.addAll(others(source, sink));
    return all;
  }

  public static KafkaSettings from(GivenSettings given) {
    requireGiven(given, KafkaOptions.BOOTSTRAP_SERVERS, "host:9092");
    requireGiven(given, KafkaOptions.EVENT_TOPICS, "[sign-ins]");
    ClientProperties common =
        new ClientProperties(
            passedOn(given, KafkaOptions.CLIENT_PREFIX, Client.CONSUMER, Client.PRODUCER));
    return new KafkaSettings(
        KafkaSourceSettings.from(
            given, client(given, common, KafkaOptions.CONSUMER_PREFIX, Client.CONSUMER)),
        KafkaSinkSettings.from(
            given, client(given, common, KafkaOptions.PRODUCER_PREFIX, Client.PRODUCER)));
  }

  private static ClientProperties client(
      GivenSettings given, ClientProperties common, String prefix, Client client) {
    ClientProperties properties = common.and(passedOn(given, prefix, client));
    KafkaDefinitions.requireTogether(client, prefix, properties);
    return properties;
  }

  private static void requireGiven(
      GivenSettings given, ConfigOption<List<String>> option, String example) {
    Require.that(
        given.has(option) && !given.list(option).isEmpty(),
        option.key() + " is missing; set it, for example " + option.key() + ": " + example);
  }

  private static Map<String, String> passedOn(
      GivenSettings given, String prefix, Client... clients) {
    Map<String, String> properties = given.under(prefix);
    for (String name : properties.keySet()) {
      Require.that(!OWN.containsKey(name), prefix + name + " cannot be set here: " + OWN.get(name));
    }
    for (Client client : clients) {
      KafkaDefinitions.require(client, given, prefix, properties);
    }
    KafkaDefinitions.require(Client.ADMIN, given, prefix, properties);
    return properties;
  }

  static String servers(GivenSettings given) {
    List<String> servers = given.list(KafkaOptions.BOOTSTRAP_SERVERS);
    for (String server : servers) {
      Require.that(
          SERVER.matcher(server).matches(),
          KafkaOptions.BOOTSTRAP_SERVERS.key()
              + ": "
              + SettingsException.quoted(server)
              + " is not host:port, for example broker-1:9092");
    }
    return String.join(",", servers);
  }

  public static void requireTopic(String key, String topic) {
    Require.that(
        TOPIC.matcher(topic).matches(),
        key
            + ": "
            + SettingsException.quoted(topic)
            + " is not a topic's name; use letters, digits, '.', '_' and '-'");
  }
}
