// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.cli.Main;
import io.entrawatch.cli.RecordingActions;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServers.class)
class DiffCommandIT {
  private static final String ALERT =
      """
      {"rule":{"id":"a-rule"},"user":{"name":"ada"},"entrawatch":{"alert":{"id":"%s"},\
      "revision":%d,"period":{"start":"2026-01-15T00:00:00.000Z","end":"2026-01-16T00:00:00.000Z"}}}""";

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int diff(String... arguments) {
    out.reset();
    return Main.open(
        new RecordingActions(),
        RuleCatalogueEntry.all(),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments);
  }

  @Test
  void topicsAreReadToTheirEndWithoutAConsumerGroup(KafkaBroker kafka) throws Exception {
    kafka.createTopic("diff-live", 2);
    kafka.createTopic("diff-shadow", 1);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      for (String id : List.of("1", "2", "3")) {
        send(producer, "diff-live", id, ALERT.formatted(id, 5));
        send(producer, "diff-live", id, ALERT.formatted(id, 4));
      }
      send(producer, "diff-live", "3", null);
      send(producer, "diff-live", null, null);
      send(producer, "diff-shadow", "2", ALERT.formatted("2", 5));
    }
    String config =
        Files.writeString(
                folder.resolve("settings.yaml"),
                "kafka: {bootstrap-servers: '%s', topics: {events: none}}"
                    .formatted(kafka.bootstrap()))
            .toString();

    assertThat(diff("diff", "--config", config, "kafka:diff-live", "kafka:diff-shadow"))
        .isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            lost     1  a-rule  ada  2026-01-15T00:00:00.000Z
            1 the same, 0 new, 1 lost, 0 changed
            """);
    assertThat(diff("diff", "--config", config, "kafka:diff-live", "kafka:nowhere")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no topic nowhere");
  }

  private static void send(
      KafkaProducer<String, String> producer, String topic, String id, String alert)
      throws Exception {
    producer.send(new ProducerRecord<>(topic, id, alert)).get(30, TimeUnit.SECONDS);
  }
}
