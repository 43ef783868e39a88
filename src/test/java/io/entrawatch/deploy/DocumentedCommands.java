// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commands in the documents: every line of a block that is marked {@code sh}, and in a block
 * without a mark those that begin with a program of ours or of the tools. A block below a comment
 * {@code <!-- not run: REASON -->} is left out.
 */
final class DocumentedCommands {
  private static final Path OPERATIONS = Path.of("docs/operations.md");
  private static final Pattern NOT_RUN = Pattern.compile("\\s*<!-- not run: .{5,} -->");
  private static final Pattern COMMAND =
      Pattern.compile("(bin/|src/it/|mvn |flink |java |curl |kubectl |docker |promtool ).*");

  private DocumentedCommands() {}

  /** All but those of docs/operations.md, which has a script of its own. */
  static Set<String> all() throws IOException {
    Set<String> commands = new TreeSet<>();
    for (Path document : documents()) {
      if (!document.equals(OPERATIONS)) {
        commands.addAll(in(Files.readAllLines(document)));
      }
    }
    return commands;
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String root : List.of("docs", "k8s")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
      }
    }
    documents.add(Path.of("README.md"));
    documents.add(Path.of("CONTRIBUTING.md"));
    return documents;
  }

  static List<String> in(List<String> lines) {
    List<String> commands = new ArrayList<>();
    String block = null;
    boolean skipped = false;
    StringBuilder command = new StringBuilder();
    for (String raw : lines) {
      String line = raw.strip();
      if (line.startsWith("```")) {
        block = block == null ? line.substring(3) + (skipped ? "skipped" : "") : null;
        skipped = false;
      } else if (block == null) {
        skipped = NOT_RUN.matcher(raw).matches() || skipped && line.isEmpty();
      } else if (block.equals("sh") || block.isEmpty()) {
        command.append(line.replaceFirst("\\\\$", ""));
        boolean ours = block.equals("sh") || COMMAND.matcher(command).matches();
        if (!line.endsWith("\\")) {
          String whole = command.toString().replaceFirst("\\s+# .*$", "").strip();
          if (ours && !whole.isEmpty() && !whole.startsWith("#")) {
            commands.add(whole);
          }
          command.setLength(0);
        }
      }
    }
    return commands;
  }
}
