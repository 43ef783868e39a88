// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.Ports;
import io.entrawatch.platform.Scrape;
import io.entrawatch.platform.SharedServers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/entrawatch run} as a process of its own. */
@ExtendWith(SharedServers.class)
class RunCommandIT {
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

  @TempDir private Path folder;
  private Process run;

  @AfterEach
  void stop() throws InterruptedException {
    if (run != null) {
      run.destroy();
      assertThat(run.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    }
  }

  @Test
  void metricsAreServedToThisMachineAloneAndTheLogHoldsOurLinesOnly(KafkaBroker kafka)
      throws Exception {
    for (String topic : List.of("sign-ins", "alerts", "dead-letters", "late")) {
      kafka.createTopic("run-" + topic, 1);
    }
    int port = Ports.free();
    start(kafka, Integer.toString(port));
    send(kafka, "no JSON");

    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () -> {
              assertThat(run.isAlive()).as(said()).isTrue();
              List<String> shown = Scrape.of(port, port);
              assertThat(Scrape.names(shown))
                  .contains(
                      "flink_jobmanager_job_uptime",
                      OPERATOR + "dead_records",
                      OPERATOR + "deserializer_tenant_category_newest_expected_sign_in");
              assertThat(shown.get(0)).contains("operator_name=\"device-code-retuned-admission\"");
            });

    for (InetAddress address : addressesOfOthers()) {
      assertThatThrownBy(() -> new Socket(address, port).close())
          .as("%s", address)
          .isInstanceOf(ConnectException.class);
    }
    assertThat(said().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("message.timestamp.type=CreateTime"),
            line -> assertThat(line).startsWith("entrawatch: kafka.start: committed: "),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "entrawatch: metrics at http://localhost:%d/metrics".formatted(port)),
            line -> assertThat(line).isEqualTo("entrawatch: running; Ctrl-C stops it"));
    assertThat(log()).isNotEmpty().allMatch(line -> line.contains(" INFO  i.e."));
  }

  @Test
  void aPortThatIsTakenEndsTheStartWithOneLine(KafkaBroker kafka) throws Exception {
    int taken = Integer.parseInt(kafka.bootstrap().split(":")[1]);
    start(kafka, "127.0.0.1:" + taken);
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(2);
    assertThat(said())
        .isEqualTo(
            ("entrawatch: --metrics 127.0.0.1:%d cannot be used (Address already in use); give a"
                    + " free port, and an address of this machine\n")
                .formatted(taken));
  }

  private void start(KafkaBroker kafka, String metrics) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("settings.yaml"),
            """
            kafka:
              bootstrap-servers: %s
              group-id: run
              topics: {events: run-sign-ins, alerts: run-alerts, dead-letters: run-dead-letters, late: run-late}
            input.expected-sources: ["*/SignInLogs"]
            """
                .formatted(kafka.bootstrap()));
    ProcessBuilder command =
        new ProcessBuilder(
            "bin/entrawatch", "run", "--config", settings.toString(), "--metrics", metrics);
    command.environment().put("ENTRAWATCH_LOG", folder.resolve("log").toString());
    run = command.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
  }

  private static void send(KafkaBroker kafka, String record) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("run-sign-ins", record.getBytes(UTF_8))).get();
    }
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("log"));
  }

  /** By which others reach this machine; none where it has no network. */
  private static List<InetAddress> addressesOfOthers() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }
}
