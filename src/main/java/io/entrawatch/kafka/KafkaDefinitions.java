// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.SettingsException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What Kafka's own clients say of their properties, asked before the job starts: within a task the
 * same refusal would end in restarts.
 */
public final class KafkaDefinitions {
  private static final Set<ConfigDef.Type> NUMBERS =
      Set.of(ConfigDef.Type.INT, ConfigDef.Type.LONG, ConfigDef.Type.SHORT, ConfigDef.Type.DOUBLE);

  /** What no client is made without; the job's own stand there when it runs. */
  private static final Map<String, Object> OF_THE_JOB =
      Map.of(
          "bootstrap.servers", "broker:9092",
          "group.id", "entrawatch",
          "key.deserializer", ByteArrayDeserializer.class,
          "value.deserializer", ByteArrayDeserializer.class,
          "key.serializer", ByteArraySerializer.class,
          "value.serializer", ByteArraySerializer.class);

  /** In place of Kafka's words, where they show what may be a secret. */
  private static final String STANDS_FOR = "look at what the reference stands for";

  private static final Set<String> PASSWORDS =
      Arrays.stream(Client.values())
          .flatMap(client -> client.definition.configKeys().values().stream())
          .filter(key -> key.type == ConfigDef.Type.PASSWORD)
          .map(key -> key.name)
          .collect(Collectors.toUnmodifiableSet());

  /** A kind of client that the job makes. */
  enum Client {
    CONSUMER("consumer", ConsumerConfig.configDef(), ConsumerConfig::new),
    PRODUCER("producer", ProducerConfig.configDef(), ProducerConfig::new),
    /** Asks the brokers for topics, with the properties of either of the others. */
    ADMIN("admin client", AdminClientConfig.configDef(), AdminClientConfig::new);

    private final String title;
    private final ConfigDef definition;
    private final Function<Map<String, Object>, AbstractConfig> together;

    Client(
        String title,
        ConfigDef definition,
        Function<Map<String, Object>, AbstractConfig> together) {
      this.title = title;
      this.definition = definition;
      this.together = together;
    }
  }

  private KafkaDefinitions() {}

  /** Whether Kafka itself hides the property's value. */
  public static boolean isPassword(String key) {
    return PASSWORDS.stream().anyMatch(name -> key.equals(name) || key.endsWith("." + name));
  }

  /**
   * Checks those of the properties that the client knows.
   *
   * @param prefix of their settings
   * @throws SettingsException with the first that it would not take
   */
  static void require(
      Client client, GivenSettings given, String prefix, Map<String, String> properties) {
    for (ConfigValue value : client.definition.validate(properties)) {
      String name = value.name();
      if (properties.containsKey(name) && !value.errorMessages().isEmpty()) {
        String written = given.written(prefix + name);
        String why = reason(name, value.errorMessages().get(0));
        boolean reference = !written.equals(properties.get(name));
        throw new SettingsException(
            prefix
                + name
                + " is "
                + SettingsException.quoted(written)
                + ", which Kafka's "
                + client.title
                + " does not take: "
                + (reference && why.contains(properties.get(name)) ? STANDS_FOR : why)
                + (isNumber(client, name) ? "; write a plain number" : ""));
      }
    }
  }

  /**
   * Checks all that a client is given, as it does itself when it is made.
   *
   * @param prefix of the settings that are for this client alone
   * @throws SettingsException if it would not take them together
   */
  static void requireTogether(Client client, String prefix, ClientProperties properties) {
    Map<String, Object> all = new HashMap<>(properties.values());
    all.putAll(OF_THE_JOB);
    try {
      AbstractConfig unused = client.together.apply(all);
    } catch (ConfigException e) {
      throw new SettingsException(
          KafkaOptions.CLIENT_PREFIX
              + "* and "
              + prefix
              + "*: Kafka's "
              + client.title
              + " refuses them together: "
              + e.getMessage());
    }
  }

  /** Kafka's words without those before, which hold the value. */
  private static String reason(String name, String words) {
    String before = "configuration " + name + ": ";
    int at = words.lastIndexOf(before);
    return at < 0 ? words : words.substring(at + before.length());
  }

  private static boolean isNumber(Client client, String name) {
    return NUMBERS.contains(client.definition.configKeys().get(name).type);
  }
}
