// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** Whoever changes a setting finds out before what becomes of open alerts and windows. */
class SettingsChangeTest {
  @Test
  void theTableInOperationsHasARowForEverySettingAndNoOther() throws Exception {
    String document = Files.readString(Path.of("docs", "operations.md"));
    String section =
        document.split("## What a change of settings does to what is open")[1].split("\n## ")[0];
    List<String> named =
        section
            .lines()
            .filter(line -> line.startsWith("| `"))
            .flatMap(line -> Pattern.compile("`([^`]+)`").matcher(line.split("\\|")[1]).results())
            .map(result -> result.group(1))
            .toList();
    Stream<String> declared =
        OptionCatalogue.HOLDERS.stream()
            .flatMap(holder -> OptionCatalogue.declaredIn(holder).stream())
            .map(ConfigOption::key);
    Stream<String> others =
        Stream.of(
            "kafka.properties.*",
            "kafka.consumer.*",
            "kafka.producer.*",
            "rules.<id>.enabled",
            "rules.<id>.readings",
            "rules.<id>.size",
            "rules.<id>.slide",
            "rules.<id>.min-*");
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(declared, others).collect(Collectors.toSet()));
  }
}
