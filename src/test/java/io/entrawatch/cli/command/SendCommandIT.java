// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.cli.LocalActions;
import io.entrawatch.cli.Main;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.platform.Topic;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServers.class)
class SendCommandIT {
  @TempDir Path folder;

  private static int send(Path config, Object... more) {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    String[] args = new String[4 + more.length];
    args[0] = "send";
    args[1] = "--config";
    args[2] = config.toString();
    args[3] = "--input";
    for (int i = 0; i < more.length; i++) {
      args[4 + i] = more[i].toString();
    }
    return Main.open(new LocalActions(), RuleCatalogueEntry.all(), Map.of(), out, out, args);
  }

  private Path config(KafkaBroker kafka, String topic) throws IOException {
    return Files.writeString(
        folder.resolve("settings.yaml"),
        "kafka: {bootstrap-servers: '%s', topics: {events: %s}}"
            .formatted(kafka.bootstrap(), topic));
  }

  @Test
  void theRecordsOfFilesOfAnyFormAreOnTheTopicAsTheyStand(KafkaBroker kafka) throws Exception {
    kafka.createTopic("sent", 1);
    Path lines =
        Files.writeString(folder.resolve("a.ndjson"), "{\"a\":1}\n{\"a\": 2 }\nnonsense\n");
    Path pretty = Files.writeString(folder.resolve("b.json"), "{\n  \"b\": 1\n}\n");
    assertThat(send(config(kafka, "sent"), lines, pretty)).isZero();
    assertThat(Topic.read(kafka, "sent"))
        .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
        .containsExactlyInAnyOrder("{\"a\":1}", "{\"a\": 2 }", "nonsense", "{\n  \"b\": 1\n}");
  }

  @Test
  void whatIsTooLargeIsLeftOutAndTold(KafkaBroker kafka) throws Exception {
    kafka.createTopic("sent-too-large", 1);
    String large = "{\"a\":\"" + "x".repeat(1_100_000) + "\"}\n";
    Path file = Files.writeString(folder.resolve("large.ndjson"), large + "{\"a\":1}\n");
    assertThat(send(config(kafka, "sent-too-large"), file)).isEqualTo(1);
    assertThat(Topic.read(kafka, "sent-too-large")).hasSize(1);
  }

  @Test
  void aTopicThatIsNotThereIsRefused(KafkaBroker kafka) throws Exception {
    Path file = Files.writeString(folder.resolve("a.ndjson"), "{}\n");
    assertThat(send(config(kafka, "not-there"), file)).isEqualTo(2);
  }
}
