// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a Kafka broker, an Elasticsearch and a Flink cluster of one JobManager and two
 * TaskManagers, submits a job's jar by {@code flink run} and keeps all running until it is
 * interrupted. See src/it/cluster/run.sh.
 */
public final class RunCluster {
  private RunCluster() {}

  /**
   * Runs until it is interrupted.
   *
   * @param arguments of the job; {@code {kafka}} and {@code {elasticsearch}} in them stand for the
   *     servers' addresses
   */
  public static void main(String[] arguments) throws Exception {
    interruptAtTheEnd(Thread.currentThread());
    try (KafkaBroker kafka = KafkaBroker.start();
        ElasticsearchNode elasticsearch = ElasticsearchNode.start();
        FlinkCluster flink = FlinkCluster.start(2, Map.of())) {
      say("Kafka          %s (%d MB)", kafka.bootstrap(), kafka.residentMegabytes());
      say("Elasticsearch  %s (%d MB)", elasticsearch.url(), elasticsearch.residentMegabytes());
      say("Flink          %s %s MB", flink.url(), flink.residentMegabytes());
      List<String> resolved =
          Arrays.stream(arguments)
              .map(argument -> argument.replace("{kafka}", kafka.bootstrap()))
              .map(argument -> argument.replace("{elasticsearch}", elasticsearch.url()))
              .toList();
      String job = flink.run(List.of("-p", "2"), jar(), resolved);
      flink.awaitRunning(job);
      say("Job            %s runs; Ctrl-C ends everything", job);
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

  private static Path jar() {
    return Path.of(System.getProperty("entrawatch.job.jar", "target/entrawatch.jar"));
  }

  private static void say(String line, Object... values) {
    System.out.println(line.formatted(values));
  }
}
