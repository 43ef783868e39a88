// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.terminal;

import io.entrawatch.sink.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Lays out rows in columns that fit a width together. The widest columns give way first, and before
 * all others those that were named: a cut time or address says nothing.
 */
final class Table {
  private static final int GAP = 2;
  private static final int NARROWEST = 4;

  private final Set<Integer> yielding;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param yielding the columns that give way first
   */
  Table(Set<Integer> yielding) {
    this.yielding = yielding;
  }

  /** Adds a row; all rows have as many cells. */
  void row(List<String> cells) {
    rows.add(cells.stream().map(SafeText::visible).toList());
  }

  /** The rows as lines no wider than {@code width} columns. */
  List<String> lines(int width) {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] widths = widths(width);
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private int[] widths(int width) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(i -> rows.stream().mapToInt(row -> SafeText.width(row.get(i))).max().orElse(0))
            .toArray();
    int columns = (int) IntStream.of(widths).filter(w -> w > 0).count();
    int room = Math.max(width - GAP * (columns - 1), NARROWEST * columns);
    for (int excess = IntStream.of(widths).sum() - room; excess > 0; excess--) {
      widths[widest(widths)]--;
    }
    return widths;
  }

  private int widest(int[] widths) {
    int widest = widest(widths, yielding::contains);
    return widest >= 0 && widths[widest] > NARROWEST ? widest : widest(widths, i -> true);
  }

  /** The last of the widest columns among some; -1 where there are none. */
  private static int widest(int[] widths, IntPredicate among) {
    return IntStream.range(0, widths.length)
        .filter(among)
        .reduce((a, b) -> widths[b] >= widths[a] ? b : a)
        .orElse(-1);
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0) {
        String cell = SafeText.cut(row.get(i), widths[i]);
        line.append(cell).append(" ".repeat(widths[i] - SafeText.width(cell) + GAP));
      }
    }
    return line.toString().stripTrailing();
  }
}
