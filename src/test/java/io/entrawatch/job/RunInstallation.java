// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.util.concurrent.Uninterruptibles;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.FlinkCluster;
import io.entrawatch.platform.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a Kafka broker, an Elasticsearch and a Flink cluster of one JobManager and two
 * TaskManagers, submits the job's jar by {@code flink run}, lets the demo's sign-ins arrive and
 * keeps all running until it is interrupted. See src/it/cluster/run.sh.
 */
public final class RunInstallation {
  private RunInstallation() {}

  /**
   * Runs until it is interrupted.
   *
   * @param arguments the job's jar
   */
  public static void main(String[] arguments) throws Exception {
    interruptAtTheEnd(Thread.currentThread());
    Path jar = Path.of(arguments[0]).toAbsolutePath();
    Path folder = Files.createTempDirectory("entrawatch-installation");
    try (KafkaBroker kafka = KafkaBroker.start();
        ElasticsearchNode elasticsearch = ElasticsearchNode.start();
        FlinkCluster flink = FlinkCluster.start(2, Map.of())) {
      say("Kafka          %s (%d MB)", kafka.bootstrap(), kafka.residentMegabytes());
      say("Elasticsearch  %s (%d MB)", elasticsearch.url(), elasticsearch.residentMegabytes());
      say("Flink          %s %s MB", flink.url(), flink.residentMegabytes());
      Installation installation = new Installation("entrawatch", kafka, elasticsearch);
      Path settings = installation.settings(folder);
      say("Settings       %s", settings);
      String job = flink.run(List.of("-p", "2"), jar, List.of("--config", settings.toString()));
      flink.awaitRunning(job);
      say("Job            %s runs", job);
      installation.playDemo();
      Map<String, JsonNode> alerts = installation.awaitAlerts(Installation.demosAlerts().size());
      alerts.forEach((id, alert) -> say("Alert          %s  %s", id, Installation.title(alert)));
      installation.awaitIndexed(alerts.keySet());
      say("Indexed        %s/entrawatch-*/_search; Ctrl-C ends everything", elasticsearch.url());
      new CountDownLatch(1).await();
    } catch (InterruptedException end) {
      say("Ended");
    }
  }

  // Ctrl-C runs hooks, not finally clauses: the servers' folders would stay behind.
  private static void interruptAtTheEnd(Thread main) {
    Thread hook =
        new Thread(
            () -> {
              main.interrupt();
              Uninterruptibles.joinUninterruptibly(main);
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void say(String line, Object... values) {
    System.out.println(line.formatted(values));
  }
}
