// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.jobmaster.JobMaster;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Flink's own options, as its classes declare them. */
public final class FlinkOptions {
  /** Options of a reporter stand below its name. */
  private static final String REPORTER = "metrics\\.reporter\\.\\w+\\.";

  /** Read by what no code here needs: a reporter, and Flink's scripts. */
  private static final List<String> OF_OTHERS =
      List.of(
          "metrics.reporter.prom.port",
          "metrics.reporter.prom.filterLabelValueCharacters",
          "env.java.opts.client");

  private final Map<String, ConfigOption<?>> known = new TreeMap<>();

  public FlinkOptions() throws IOException, ReflectiveOperationException, URISyntaxException {
    for (Class<?> inJar : List.of(CoreOptions.class, RocksDBOptions.class, JobMaster.class)) {
      readOptionsBeside(inJar);
    }
  }

  /** The keys that are not deprecated, with their options. */
  Map<String, ConfigOption<?>> known() {
    return known;
  }

  /** Fails if Flink does not know a key, or cannot read its value. */
  public void check(Map<String, String> texts) {
    Configuration configuration = Configuration.fromMap(texts);
    texts.keySet().stream()
        .filter(key -> !OF_OTHERS.contains(key))
        .forEach(
            key -> {
              ConfigOption<?> option = known.get(key.replaceFirst(REPORTER, ""));
              assertThat(option).as(key).isNotNull();
              assertThatCode(() -> configuration.get(option)).as(key).doesNotThrowAnyException();
            });
  }

  private void readOptionsBeside(Class<?> type)
      throws IOException, ReflectiveOperationException, URISyntaxException {
    URI jar = type.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (FileSystem content = FileSystems.newFileSystem(Path.of(jar));
        Stream<Path> files = Files.walk(content.getPath("/org/apache/flink"))) {
      for (Path file : files.filter(each -> each.toString().endsWith("Options.class")).toList()) {
        String name = file.toString().substring(1).replace('/', '.').replaceFirst("\\.class$", "");
        readOptionsOf(Class.forName(name, false, type.getClassLoader()));
      }
    }
  }

  private void readOptionsOf(Class<?> holder) throws IllegalAccessException {
    for (Field field : holder.getFields()) {
      if (field.getType() == ConfigOption.class && !field.isAnnotationPresent(Deprecated.class)) {
        ConfigOption<?> option = (ConfigOption<?>) field.get(null);
        known.put(option.key(), option);
      }
    }
  }
}
