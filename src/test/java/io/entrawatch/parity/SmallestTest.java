// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallestTest {
  private static final List<Integer> THOUSAND = IntStream.range(0, 1_000).boxed().toList();

  @Test
  void findsTheOnlyElementThatShows() throws Exception {
    assertThat(Smallest.part(THOUSAND, part -> part.contains(617))).containsExactly(617);
  }

  @Test
  void keepsWhatShowsOnlyTogetherInItsOrder() throws Exception {
    List<Integer> needed = List.of(3, 500, 501, 999);
    assertThat(Smallest.part(THOUSAND, part -> part.containsAll(needed))).isEqualTo(needed);
  }

  @Test
  void leavesOutWhatMerelyAddsUp() throws Exception {
    assertThat(Smallest.part(THOUSAND, part -> part.size() >= 7)).hasSize(7);
  }

  @Test
  void aSingleElementIsSmallest() throws Exception {
    assertThat(Smallest.part(List.of(1), part -> true)).containsExactly(1);
  }
}
