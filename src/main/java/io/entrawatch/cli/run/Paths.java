// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.config.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks of input paths, and of outputs against inputs, before anything is read or written. */
public final class Paths {
  private static final String REMEDY = "; name a file or a folder with NDJSON, plain or .gz";

  private Paths() {}

  /**
   * @throws SettingsException if one of them holds nothing that can be read
   */
  public static void requireReadable(List<Path> inputs) {
    for (Path input : inputs) {
      if (!Files.exists(input)) {
        throw bad(input, "no such file or folder" + REMEDY);
      }
      if (!Files.isReadable(input)) {
        throw bad(input, "no permission to read it");
      }
      if (Files.isDirectory(input)) {
        requireFiles(input);
      } else if (!Files.isRegularFile(input)) {
        throw bad(input, "neither a file nor a folder" + REMEDY);
      }
    }
  }

  /**
   * @throws SettingsException if a name would not stay one as a value of a list of settings
   */
  public static void requireListable(List<Path> inputs) {
    for (Path input : inputs) {
      String name = input.toString();
      if (name.contains(",") || name.contains("${") || !name.equals(name.strip())) {
        throw bad(
            input,
            "a name with a comma, with ${ or with a space at its ends cannot be listed; rename it,"
                + " or name the folder that it is in");
      }
    }
  }

  private static void requireFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      if (files.noneMatch(file -> Files.isRegularFile(file) && !isHidden(folder, file))) {
        throw bad(folder, "a folder without files" + REMEDY);
      }
    } catch (IOException | UncheckedIOException e) {
      throw bad(folder, "a folder in it cannot be read");
    }
  }

  /** As Flink's file source sees it: what begins with a dot or an underscore is not input. */
  private static boolean isHidden(Path folder, Path file) {
    for (Path part : folder.relativize(file)) {
      if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  /**
   * @throws SettingsException if an output would overwrite or become input, or two would overwrite
   *     each other
   */
  public static void requireApart(List<Path> inputs, List<Destination> outputs) {
    Map<Path, String> taken = new HashMap<>();
    for (Destination output : outputs) {
      Path file = output.file().map(Paths::real).orElse(null);
      if (file == null || Files.exists(file) && !Files.isRegularFile(file)) {
        continue; // Standard output, devices and pipes may be shared.
      }
      String other = taken.put(file, output.option());
      if (other != null) {
        throw new SettingsException(
            output.option() + " " + file + ": " + other + " writes there too; name another file");
      }
      for (Path input : inputs) {
        if (file.startsWith(real(input))) {
          throw new SettingsException(
              output.option() + " " + file + ": it would be read as input; write it elsewhere");
        }
      }
    }
  }

  /** The path without links, also of a file that does not exist yet. */
  private static Path real(Path path) {
    try {
      if (Files.exists(path)) {
        return path.toRealPath();
      }
      Path absolute = path.toAbsolutePath();
      return absolute.getParent().toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static SettingsException bad(Path input, String what) {
    return new SettingsException("--input " + input + ": " + what);
  }
}
