// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {
  private static final Path COMMANDS = Path.of("src/it/docs/commands.txt");
  private static final Pattern ENTRY =
      Pattern.compile("run: (?<run>.+)|not run: (?<command>.+) -- (?<reason>.{10,})");
  private static final Pattern LOOKED_UP =
      Pattern.compile(
          "\\| (?<names>[a-z0-9, -]+?) (before|up to|5) [^(]*\\|.*\\| (?<version>\\d[\\w.]*(-\\d+)?)\\b.*");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

  @Test
  void everyCommandIsRunByAScriptOrSaysWhyNot() throws IOException {
    Set<String> accounted = new TreeSet<>();
    for (String line : Files.readAllLines(COMMANDS)) {
      if (!line.startsWith("#")) {
        Matcher entry = ENTRY.matcher(line);
        assertThat(entry.matches()).as(line).isTrue();
        accounted.add(entry.group("run") == null ? entry.group("command") : entry.group("run"));
      }
    }
    assertThat(accounted).as("of %s", COMMANDS).isEqualTo(DocumentedCommands.all());
  }

  @Test
  void aCommandIsFoundWhereverItStands() {
    assertThat(
            DocumentedCommands.in(
                List.of(
                    "```sh",
                    "some thing   # why",
                    "# a comment",
                    "a \\",
                    "  b",
                    "```",
                    "- in a list",
                    "  ```",
                    "  mvn verify",
                    "  └─ a drawing",
                    "  ```",
                    "<!-- not run: for want of a cluster -->",
                    "```sh",
                    "kubectl get pods",
                    "```",
                    "```yaml",
                    "mvn: no command",
                    "```")))
        .containsExactly("some thing", "a b", "mvn verify");
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        if (!link.group(1).matches("https?:.*")) {
          Path target = Path.of("").resolve(document).resolveSibling(link.group(1)).normalize();
          assertThat(Files.exists(target)).as("%s in %s", link.group(1), document).isTrue();
        }
      }
    }
  }

  @Test
  void theLandingPageNamesEveryDocument() throws IOException {
    String page = Files.readString(Path.of("docs/README.md"));
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.equals("README.md") || page.contains("(" + name + ")"));
    }
  }

  @Test
  void theVersionsWhoseVulnerabilitiesWereLookedUpAreThoseInTheJar() throws IOException {
    String inTheJar = Files.readString(Path.of("THIRD-PARTY.md"));
    int lookedUp = 0;
    for (String row : Files.readAllLines(Path.of("docs/dependencies.md"))) {
      Matcher advisory = LOOKED_UP.matcher(row);
      if (advisory.matches()) {
        for (String name : advisory.group("names").split(", ")) {
          assertThat(inTheJar).contains(":" + name + " | " + advisory.group("version") + " |");
          lookedUp++;
        }
      }
    }
    assertThat(lookedUp).isGreaterThan(8);
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> k8s = Files.walk(Path.of("k8s"))) {
      return Stream.concat(
              Stream.concat(docs, k8s), Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }
}
