// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where lines go: a file, a device, a pipe or standard output. */
public sealed interface LineTarget extends Serializable {

  /** Opens the target, at the start of the job; what a regular file held is gone. */
  default LineWriter open() throws IOException {
    return new LineWriter(stream());
  }

  /** As {@link #open}, for what does not consist of lines. */
  OutputStream stream() throws IOException;

  /**
   * What a command-line argument means.
   *
   * @param argument a path, or {@code -} for standard output
   * @throws IllegalArgumentException with one clear line if nothing can be written there
   */
  static LineTarget of(String argument) {
    // Opened by its name, a redirected standard output would be cut to nothing.
    if (argument.equals("-") || argument.equals("/dev/stdout")) {
      return new StandardOutput();
    }
    Path path = Path.of(argument);
    Path folder = path.toAbsolutePath().getParent();
    if (argument.isEmpty() || Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "'" + argument + "' is a folder: name a file, or - for standard output");
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "'" + argument + "' cannot be written: create the folder '" + folder + "' first");
    }
    if (!Files.isWritable(Files.exists(path) ? path : folder)) {
      throw new IllegalArgumentException(
          "'" + argument + "' cannot be written: this user may not, choose another place");
    }
    return new OfFile(argument);
  }

  /** A file, a device or a pipe; opened and written, never renamed over. */
  record OfFile(String path) implements LineTarget {
    @Override
    public OutputStream stream() throws IOException {
      OutputStream out =
          Files.newOutputStream(
              Path.of(path),
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      return new BufferedOutputStream(out);
    }
  }

  /** Standard output; left open. */
  record StandardOutput() implements LineTarget {
    @Override
    public OutputStream stream() {
      return new StandardOutputStream();
    }
  }
}
