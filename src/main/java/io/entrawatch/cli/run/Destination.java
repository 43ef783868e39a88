// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.config.SettingsException;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where output goes: standard output, or a file, which may be a device or a pipe.
 *
 * @param option the command-line option that named it
 * @param file empty for standard output
 */
public record Destination(String option, Optional<Path> file) {
  private static final String DASH = "-";

  static final Destination STANDARD_OUTPUT = new Destination("standard output", Optional.empty());

  /**
   * The destination of that name, null for null.
   *
   * @throws SettingsException if it could not be written to
   */
  public static Destination named(String option, String name) {
    if (name == null) {
      return null;
    }
    if (name.equals(DASH)) {
      return new Destination(option, Optional.empty());
    }
    try {
      Path file = Path.of(name);
      requireWritable(option, file);
      return new Destination(option, Optional.of(file));
    } catch (InvalidPathException e) {
      throw new SettingsException(
          option + ": " + SettingsException.quoted(name) + " is not a path");
    }
  }

  /** As it would be written on the command line. */
  public String name() {
    return file.map(Path::toString).orElse(DASH);
  }

  private static void requireWritable(String option, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new SettingsException(option + " " + file + ": this is a folder; name a file in it");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new SettingsException(
          option + " " + file + ": there is no folder " + folder + "; create it first");
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new SettingsException(option + " " + file + ": no permission to write there");
    }
  }

  /**
   * Opens it, buffered; a file is emptied. Closing it flushes standard output and leaves it open.
   *
   * @param standardOutput what stands for standard output
   */
  public OutputStream open(OutputStream standardOutput) throws IOException {
    return new BufferedOutputStream(
        file.isPresent() ? Files.newOutputStream(file.get()) : unclosable(standardOutput), 1 << 16);
  }

  private static OutputStream unclosable(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }
}
