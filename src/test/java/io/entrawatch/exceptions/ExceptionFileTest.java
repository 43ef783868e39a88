// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExceptionFileTest {
  private static final String GOOD =
      """
      - id: %s
        network: [198.51.100.0/24]
        author: jane
        reason: the office
        expires: 2026-12-31
      """;

  @TempDir private Path folder;

  private ExceptionFile read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("exceptions.yaml"), text);
    return ExceptionFile.read(file, new ExceptionEntryParser(Set.of("a-rule")));
  }

  @Test
  void readsAListOfEntries() throws IOException {
    ExceptionFile file = read(GOOD.formatted("a") + GOOD.formatted("b"));
    assertThat(file.list().entries()).extracting(ExceptionEntry::id).containsExactly("a", "b");
    assertThat(file.problems()).isEmpty();
  }

  @Test
  void reportsASingleBrokenEntryAndObeysTheOthers() throws IOException {
    ExceptionFile file =
        read(GOOD.formatted("a") + "- id: b\n  netwrk: 10.0.0.0/8\n" + GOOD.formatted("a"));
    assertThat(file.list().entries()).extracting(ExceptionEntry::id).containsExactly("a");
    assertThat(file.problems()).hasSize(2);
    assertThat(file.problems().get(0))
        .contains("exception 2 (b) of", "not obeyed: \"netwrk\" is no key");
    assertThat(file.problems().get(1)).contains("exception 3 (a) of", "id a is taken");
  }

  @Test
  void anEmptyFileIsAnEmptyList() throws IOException {
    assertThat(read("").list().entries()).isEmpty();
    assertThat(read("# none yet\n").list().entries()).isEmpty();
  }

  @Test
  void brokenSyntaxEndsItWithOneLine() {
    assertThatThrownBy(() -> read("- id: [a\n"))
        .isInstanceOf(ExceptionFile.UnusableException.class)
        .hasMessageContaining("not valid YAML")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> read("id: a\n")).hasMessageContaining("is no list");
    assertThatThrownBy(() -> read("- id: a\n  id: b\n")).hasMessageContaining("stands twice");
    assertThatThrownBy(
            () ->
                ExceptionFile.read(folder.resolve("none.yaml"), new ExceptionEntryParser(Set.of())))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void namesThoseThatHaveExpired() throws IOException {
    ExceptionList list = read(GOOD.formatted("a")).list();
    assertThat(ExceptionFile.expired(list, 1798675200000L - 1)).isEmpty();
    assertThat(ExceptionFile.expired(list, 1798675200000L))
        .containsExactly("exception a expired at 2026-12-31T00:00:00.000Z; remove it");
  }
}
