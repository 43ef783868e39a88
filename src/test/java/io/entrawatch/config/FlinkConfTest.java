// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobmaster.JobMaster;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkConfTest {
  private static final Map<String, ConfigOption<?>> KNOWN = new HashMap<>();

  /** Options of a reporter stand below its name. */
  private static final String REPORTER = "metrics\\.reporter\\.\\w+\\.";

  /** Read by the reporter itself, in flink-metrics-prometheus, which no code here needs. */
  private static final List<String> OF_REPORTERS = List.of("metrics.reporter.prom.port");

  @BeforeAll
  static void readFlinksOwnOptions() throws Exception {
    for (Class<?> inJar : List.of(CoreOptions.class, RocksDBOptions.class, JobMaster.class)) {
      readOptionsBeside(inJar);
    }
    assertThat(KNOWN).containsKeys("state.backend.type", "rest.port");
    assertThat(KNOWN).as("deprecated keys").doesNotContainKey("state.backend");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink-conf/config.yaml", "flink-conf/local/config.yaml"})
  void everyKeyIsOneThatFlinkKnowsWithAValueOfItsType(String file) {
    Map<String, String> texts = SettingsFile.read(Path.of(file));
    Configuration configuration =
        GlobalConfiguration.loadConfiguration(Path.of(file).getParent().toString());
    assertThat(texts).isNotEmpty();
    texts.keySet().stream()
        .filter(key -> !OF_REPORTERS.contains(key))
        .forEach(
            key -> {
              ConfigOption<?> option = KNOWN.get(key.replaceFirst(REPORTER, ""));
              assertThat(option).as("%s in %s", key, file).isNotNull();
              assertThatCode(() -> configuration.get(option)).as(key).doesNotThrowAnyException();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink-conf/config.yaml", "flink-conf/local/config.yaml"})
  void everyKeyHasItsReasonAboveIt(String file) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file));
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
        assertThat(lines.get(i - 1)).as("above " + lines.get(i)).startsWith("# ");
      }
    }
  }

  @Test
  void whatDecidesWhetherStateCanMoveIsTheSameHereAndThere() {
    Map<String, String> production = SettingsFile.read(Path.of("flink-conf/config.yaml"));
    Map<String, String> local = SettingsFile.read(Path.of("flink-conf/local/config.yaml"));
    assertThat(production).containsKey("pipeline.max-parallelism");
    production.forEach(
        (key, value) -> {
          if (key.startsWith("pipeline.")) {
            assertThat(local).containsEntry(key, value);
          }
        });
  }

  @Test
  void theEmbeddedClusterListensOnThisMachineOnly() {
    Configuration local = GlobalConfiguration.loadConfiguration("flink-conf/local");
    assertThat(local.get(RestOptions.BIND_ADDRESS)).isEqualTo("localhost");
    assertThat(local.get(JobManagerOptions.BIND_HOST)).isEqualTo("localhost");
    assertThat(local.get(TaskManagerOptions.BIND_HOST)).isEqualTo("localhost");
  }

  private static void readOptionsBeside(Class<?> type) throws Exception {
    URI jar = type.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (FileSystem content = FileSystems.newFileSystem(Path.of(jar));
        Stream<Path> files = Files.walk(content.getPath("/org/apache/flink"))) {
      for (Path file : files.filter(each -> each.toString().endsWith("Options.class")).toList()) {
        String name = file.toString().substring(1).replace('/', '.').replaceFirst("\\.class$", "");
        readOptionsOf(Class.forName(name, false, type.getClassLoader()));
      }
    }
  }

  private static void readOptionsOf(Class<?> holder) throws IllegalAccessException {
    for (Field field : holder.getFields()) {
      if (field.getType() == ConfigOption.class && !field.isAnnotationPresent(Deprecated.class)) {
        ConfigOption<?> option = (ConfigOption<?>) field.get(null);
        KNOWN.put(option.key(), option);
      }
    }
  }
}
