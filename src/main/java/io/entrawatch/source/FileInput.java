// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * Files that sign-ins are read from, once, to their ends. A folder stands for all files in it and
 * below it, except those whose name, or a folder's name on the way, begins with a dot or an
 * underscore.
 *
 * @param paths files and folders, at least one; a path or a URI of a file system that Flink knows
 */
public record FileInput(List<String> paths) {
  public FileInput {
    paths = List.copyOf(paths);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("no input path; name at least one file or folder");
    }
  }

  /**
   * A source that reads them and ends.
   *
   * @param clock tells when the run begins: no record can have come later
   * @throws IllegalArgumentException where a local path is not there
   */
  public FileSource<Decoded> source(DecoderSettings settings, Relevance relevance, Clock clock) {
    Path[] roots = roots();
    NamedOrVisible input = NamedOrVisible.under(roots);
    return FileSource.forBulkFileFormat(
            new FileRecordFormat(settings, relevance, clock.millis()), roots)
        .setFileEnumerator(() -> new NonSplittingRecursiveEnumerator(input))
        .build();
  }

  /**
   * The same files, for who reads them without a job.
   *
   * @throws IllegalArgumentException where a local path is not there
   * @throws IOException if a folder cannot be read
   */
  public Collection<FileSourceSplit> files() throws IOException {
    Path[] roots = roots();
    return new NonSplittingRecursiveEnumerator(NamedOrVisible.under(roots))
        .enumerateSplits(roots, 1);
  }

  private Path[] roots() {
    return paths.stream().map(FileInput::resolved).distinct().toArray(Path[]::new);
  }

  private static Path resolved(String path) {
    if (isUri(path)) {
      return new Path(path);
    }
    File file = new File(path).toPath().toAbsolutePath().normalize().toFile();
    if (!file.exists()) {
      throw new IllegalArgumentException(
          "input path '" + path + "' does not exist; name a file or a folder");
    }
    return new Path(file.toURI());
  }

  private static boolean isUri(String path) {
    return path.contains("://") || path.startsWith("file:");
  }

  /** Takes what was named as it is, and what was found in a folder unless it is hidden. */
  private record NamedOrVisible(Set<String> named) implements Predicate<Path>, Serializable {
    static NamedOrVisible under(Path[] roots) {
      return new NamedOrVisible(
          List.of(roots).stream().map(Path::getPath).collect(Collectors.toSet()));
    }

    @Override
    public boolean test(Path path) {
      String name = path.getName();
      return named.contains(path.getPath()) || !(name.startsWith(".") || name.startsWith("_"));
    }
  }
}
