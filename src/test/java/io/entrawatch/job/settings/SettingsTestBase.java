// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entrawatch.config.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.io.TempDir;

/** Settings from a YAML text and assignments, and the line that bad ones end in. */
abstract class SettingsTestBase {
  @TempDir Path folder;

  private final SettingsParser parser =
      new SettingsParser(TestRules.all(), Map.of("TOKEN", "hunter2", "BLANK", ""));

  Settings parse(String yaml, String... assignments) {
    return parser.parse(write("settings.yaml", yaml), List.of(assignments));
  }

  Settings set(String... assignments) {
    return parser.parse(List.of(assignments));
  }

  AbstractStringAssert<?> errorOf(String yaml, String... assignments) {
    return error(() -> parse(yaml, assignments));
  }

  AbstractStringAssert<?> errorOfSet(String... assignments) {
    return error(() -> set(assignments));
  }

  static AbstractStringAssert<?> error(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    SettingsException exception = catchThrowableOfType(SettingsException.class, call);
    assertThat(exception).as("a SettingsException").isNotNull();
    return assertThat(exception.getMessage()).doesNotContain("\n", "hunter2");
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
