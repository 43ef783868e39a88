// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.FlinkCluster;
import io.entrawatch.platform.KafkaBroker;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Starts what the job needs, and no job: a Kafka broker whose topic holds the demo's sign-ins, an
 * Elasticsearch and a Flink cluster with the settings of production and one slot more than the job
 * takes, for a backfill. Ends when its standard input does. See src/it/operations/run.sh.
 */
public final class RunServers {
  private RunServers() {}

  /**
   * @param arguments a folder, to write into: {@code settings.yaml} of the job, {@code
   *     conf/config.yaml} for Flink's command line and, when all is up, {@code environment} for a
   *     shell
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    Map<String, String> conf =
        new TreeMap<>(GlobalConfiguration.loadConfiguration("flink-conf").toMap());
    // The processes share this machine, which the settings of production do not think of.
    conf.put("metrics.reporter.prom.port", "9249-9260");
    conf.put("execution.checkpointing.interval", "5 s");
    conf.put("execution.checkpointing.min-pause", "1 s");
    conf.put("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    try (KafkaBroker kafka = KafkaBroker.start();
        ElasticsearchNode elasticsearch = ElasticsearchNode.start();
        FlinkCluster flink = FlinkCluster.start(3, conf)) {
      Installation installation = new Installation("entrawatch", kafka, elasticsearch);
      Files.move(installation.settings(folder), folder.resolve("settings.yaml"));
      installation.playDemo();
      kafka.createTopic("alerts-shadow", 1);
      URI rest = URI.create(flink.url());
      conf.put("rest.address", rest.getHost());
      conf.put("rest.port", Integer.toString(rest.getPort()));
      Files.createDirectories(folder.resolve("conf"));
      Files.write(
          folder.resolve("conf/config.yaml"),
          conf.entrySet().stream().map(e -> e.getKey() + ": '" + e.getValue() + "'").toList());
      Files.writeString(
          folder.resolve("environment.part"),
          "ELASTICSEARCH=%s%nKAFKA=%s%nFLINK=%s%n"
              .formatted(elasticsearch.url(), kafka.bootstrap(), flink.url()));
      Files.move(folder.resolve("environment.part"), folder.resolve("environment"));
      while (System.in.read() >= 0) {
        // What is written to it says nothing; its end does.
      }
    }
  }
}
