// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterIT {
  private static FlinkCluster cluster;

  @TempDir private Path temporary;

  @BeforeAll
  static void startCluster() {
    cluster = FlinkCluster.start(2, Map.of());
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aJobOutlivesATaskManagerAndMovesByASavepoint() throws Exception {
    Path jar = countingJob(temporary.resolve("counting.jar"));
    assertThat(cluster.get("/overview").get("slots-total").asInt()).isEqualTo(2);

    String first = cluster.run(List.of("-p", "2"), jar, List.of());
    cluster.awaitCheckpoints(first, 1);
    cluster.killTaskManager("tm2");
    cluster.startTaskManagers(List.of("tm3"));
    cluster.awaitRunningWithout(first, "tm2");
    String savepoint = cluster.stop(first, temporary.resolve("savepoints"));
    String second = cluster.run(List.of("-p", "1", "-s", savepoint), jar, List.of());
    cluster.awaitRunning(second);

    assertThat(cluster.get("/jobs/" + first).get("state").asText()).isEqualTo("FINISHED");
    assertThat(
            cluster
                .get("/jobs/" + second + "/checkpoints")
                .at("/latest/restored/external_path")
                .asText())
        .isEqualTo(savepoint);
  }

  private static Path countingJob(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, CountingJob.class.getName());
    Path classes = Path.of("target/test-classes/io/entrawatch/platform");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.list(classes)) {
      for (Path file : files.filter(path -> path.toString().contains("CountingJob")).toList()) {
        out.putNextEntry(new JarEntry("io/entrawatch/platform/" + file.getFileName()));
        try (InputStream in = Files.newInputStream(file)) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }
}
