// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.rule.RuleCatalogueEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
  private static final Path FILE = Path.of("docs", "configuration.md");
  private static final String WRITE = "entrawatch.write-docs";

  @Test
  void theDocumentSaysWhatTheOptionsSay() throws IOException {
    String expected = ConfigurationDocument.of(RuleCatalogueEntry.all());
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(FILE, expected);
    }
    assertThat(Files.readString(FILE))
        .as(
            "%s is stale; write it anew: mvn test -Dtest=%s -D%s=true",
            FILE, getClass().getSimpleName(), WRITE)
        .isEqualTo(expected);
  }

  @Test
  void everyOptionHasAKeyOfItsSectionAndAMeaning() {
    Set<String> keys = new HashSet<>();
    for (Class<?> holder : OptionCatalogue.HOLDERS) {
      String section = OptionCatalogue.declaredIn(holder).get(0).key().split("\\.")[0];
      for (ConfigOption<?> option : OptionCatalogue.declaredIn(holder)) {
        assertThat(keys.add(option.key())).as(option.key() + " is declared once").isTrue();
        assertThat(option.key()).startsWith(section + ".");
        assertThat(ConfigurationDocument.of(RuleCatalogueEntry.all()))
            .containsPattern("\\| `" + option.key() + "` \\| [^|]+\\|[^|]*\\| [A-Z`].{15,}\\. \\|");
      }
    }
  }

  @Test
  void everyClassThatDeclaresOptionsIsInTheCatalogue() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith("Options.java") && !name.startsWith("Rule")))
          .containsExactlyInAnyOrderElementsOf(
              OptionCatalogue.HOLDERS.stream()
                  .map(type -> type.getSimpleName() + ".java")
                  .toList());
    }
  }
}
