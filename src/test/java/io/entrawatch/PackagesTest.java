// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the code to the table of packages in docs/architecture.md. */
class PackagesTest {
  private static final String ROOT = "io.entrawatch.";
  private static final int MOST_FILES = 25;
  private static final Pattern ROW = Pattern.compile("\\| `([a-z./]+)` \\|.*\\| (.*) \\|");
  private static final Pattern FILE = Pattern.compile("\\d+\\. `(\\S+)`: ");
  private static final Pattern NAME = Pattern.compile("`([a-z./]+)`");

  /** What each package depends on. */
  private static final Map<String, Set<String>> ACTUAL = new TreeMap<>();

  /** The table: each package, from top to bottom, with what it may know. */
  private static final Map<String, Set<String>> DRAWN = new LinkedHashMap<>();

  @BeforeAll
  static void read() throws IOException {
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.entrawatch")) {
      Set<String> known = ACTUAL.computeIfAbsent(name(type), name -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT) && !name(target).equals(name(type))) {
          known.add(name(target));
        }
      }
    }
    for (String line : Files.readAllLines(Path.of("docs/architecture.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Set<String> known = new TreeSet<>();
        NAME.matcher(row.group(2)).results().forEach(found -> known.add(found.group(1)));
        DRAWN.put(row.group(1), known);
      }
    }
  }

  private static String name(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()).replace('.', '/') : "";
  }

  @Test
  void startReadingHereNamesTenFilesThatExist() throws IOException {
    List<Path> named = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("docs/architecture.md"))) {
      Matcher item = FILE.matcher(line);
      if (item.lookingAt()) {
        named.add(Path.of(item.group(1)));
      }
    }

    assertThat(named).hasSize(10).doesNotHaveDuplicates().allMatch(Files::isRegularFile);
  }

  @Test
  void theTableNamesEachPackageAndWhatItKnows() {
    assertThat(DRAWN).containsExactlyInAnyOrderEntriesOf(ACTUAL);
  }

  @Test
  void aPackageKnowsOnlyThoseAboveItInTheTableSoThereIsNoCycle() {
    List<String> above = new ArrayList<>();
    DRAWN.forEach(
        (name, known) -> {
          assertThat(above).as(name).containsAll(known);
          above.add(name);
        });
  }

  @Test
  void noClassStandsInTheRoot() {
    assertThat(ACTUAL).doesNotContainKey("");
  }

  @Test
  void noFolderHoldsMoreFilesThanOneCanOverlook() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java")).filter(Files::isDirectory)) {
      for (Path folder : folders.toList()) {
        try (Stream<Path> files = Files.list(folder).filter(Files::isRegularFile)) {
          assertThat(files.count()).as(folder.toString()).isLessThanOrEqualTo(MOST_FILES);
        }
      }
    }
  }
}
