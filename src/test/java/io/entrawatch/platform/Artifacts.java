// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where Maven has put the servers' artifacts. */
final class Artifacts {
  private Artifacts() {}

  /** The class path of a server, as {@code java -cp} takes it. */
  static String classPath(String server) {
    return existing(folder(server).resolve("lib")) + "/*";
  }

  /** The unpacked distribution of Elasticsearch. */
  static Path elasticsearchHome() {
    Path folder = existing(folder("elasticsearch"));
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> homes = entries.filter(Files::isDirectory).toList();
      if (homes.size() != 1) {
        throw new IllegalStateException("one distribution expected in " + folder + ": " + homes);
      }
      return homes.get(0);
    } catch (IOException e) {
      throw new IllegalStateException("cannot list " + folder, e);
    }
  }

  private static Path folder(String server) {
    String root = System.getProperty("entrawatch.platform", "target/platform");
    return Path.of(root, server).toAbsolutePath();
  }

  private static Path existing(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          folder
              + " is missing: run `mvn pre-integration-test -Dtest=none` once, it is filled then");
    }
    return folder;
  }
}
