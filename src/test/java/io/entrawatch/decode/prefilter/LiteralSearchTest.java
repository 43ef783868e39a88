// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiteralSearchTest {
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static List<String> found(List<String> texts, String in, int from, int to) {
    List<String> found = new ArrayList<>();
    LiteralSearch search = new LiteralSearch(texts.stream().map(LiteralSearchTest::ascii).toList());
    search.search(
        ascii(in),
        from,
        to,
        (text, at) -> {
          found.add(texts.get(text) + "@" + at);
          return true;
        });
    return found;
  }

  @Test
  void aTextIsFoundWhereverItStandsAndOnce() {
    String text = "0123456789";
    for (int at = 0; at < 40; at++) {
      for (int behind = 0; behind < 20; behind++) {
        String in = ".".repeat(at) + text + ".".repeat(behind);
        assertThat(found(List.of(text, "0123456789abc"), in, 0, in.length()))
            .as(in)
            .containsExactly(text + "@" + at);
      }
    }
  }

  @Test
  void whatReachesOverTheBoundsIsNotFound() {
    String text = "0123456789";
    String in = "...." + text + text + "....";
    assertThat(found(List.of(text), in, 5, 24)).containsExactly(text + "@14");
    assertThat(found(List.of(text), in, 4, 23)).containsExactly(text + "@4");
    assertThat(found(List.of(text), in, 5, 23)).isEmpty();
    assertThat(found(List.of(text), in, 6, 9)).isEmpty();
  }

  @Test
  void ofTwoLettersEveryOccurrenceIsFound() {
    Random random = new Random(3);
    List<String> texts = List.of("aaaaaaaaaa", "abababababab", "bbbbbbbbbbb");
    for (int i = 0; i < 2_000; i++) {
      StringBuilder in = new StringBuilder();
      while (in.length() < 60) {
        in.append(random.nextInt(8) == 0 ? "b" : texts.get(random.nextInt(3)));
      }
      List<String> expected = new ArrayList<>();
      for (String text : texts) {
        for (int at = in.indexOf(text); at >= 0; at = in.indexOf(text, at + 1)) {
          expected.add(text + "@" + at);
        }
      }
      assertThat(found(texts, in.toString(), 0, in.length()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void manyTextsAreToldApart() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      texts.add("the text %05d".formatted(i * 37));
    }
    for (String text : texts) {
      assertThat(found(texts, "see " + text + " here", 0, text.length() + 9))
          .containsExactly(text + "@4");
    }
  }

  @Test
  void aFindCanBeTheLast() {
    LiteralSearch search = new LiteralSearch(List.of(ascii("0123456789")));
    byte[] in = ascii("0123456789 0123456789 0123456789");
    List<Integer> found = new ArrayList<>();
    assertThat(search.search(in, 0, in.length, (text, at) -> found.add(at) && at == 0)).isFalse();
    assertThat(found).containsExactly(0, 11);
  }
}
