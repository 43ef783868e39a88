// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rule files and folders of them, each checked. */
public final class RuleFolder {
  private static final String ENDING = ".toml";

  private RuleFolder() {}

  /**
   * Checks the files, and those in the folders at any depth, in the order of their paths.
   * Deprecated rules of folders are left out. Of two files with one identity the second is refused.
   */
  public static List<RuleCheck> check(List<Path> paths) throws IOException {
    Map<String, String> identities = new HashMap<>();
    List<RuleCheck> checks = new ArrayList<>();
    for (Path path : paths) {
      boolean folder = Files.isDirectory(path);
      for (Path file : folder ? files(path) : List.of(path)) {
        RuleCheck check = check(file, folder, identities);
        if (check != null) {
          checks.add(check);
        }
      }
    }
    return checks;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    }
  }

  /**
   * @return null for a deprecated rule of a folder
   */
  private static RuleCheck check(Path file, boolean inFolder, Map<String, String> identities)
      throws IOException {
    String name = file.toString();
    if (Files.size(file) > TomlText.LARGEST) {
      return RuleCheck.refused(name, TomlText.tooLarge(name).getMessage());
    }
    RuleFile rule;
    try {
      rule = RuleFile.parse(name, Files.readAllBytes(file));
    } catch (RuleRefused e) {
      return RuleCheck.refused(name, e.getMessage());
    }
    if (inFolder && rule.deprecated()) {
      return null;
    }
    String other = identities.putIfAbsent(rule.identity(), name);
    return other == null
        ? RuleCheck.of(rule)
        : RuleCheck.refused(
            name,
            name + ": has the identity " + rule.identity() + " of " + other + "; give it another");
  }
}
