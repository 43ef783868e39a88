// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.terminal;

import io.entrawatch.sink.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lays out rows in columns that fit a width together; the widest columns give way first. */
final class Table {
  private static final int GAP = 2;
  private static final int NARROWEST = 4;

  private final List<List<String>> rows = new ArrayList<>();

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
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> rows.stream().mapToInt(row -> SafeText.width(row.get(i))).max().orElse(0))
            .toArray();
    int room = Math.max(width - GAP * (columns - 1), NARROWEST * columns);
    while (IntStream.of(widths).sum() > room) {
      int widest = 0;
      for (int i = 1; i < columns; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      int excess = IntStream.of(widths).sum() - room;
      int next = nextTo(widths, widest);
      widths[widest] -= Math.max(1, Math.min(excess, widths[widest] - next));
    }
    return widths;
  }

  private static int nextTo(int[] widths, int widest) {
    return IntStream.range(0, widths.length)
        .filter(i -> i != widest)
        .map(i -> widths[i])
        .max()
        .orElse(NARROWEST);
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = SafeText.cut(row.get(i), widths[i]);
      line.append(cell);
      if (i < widths.length - 1) {
        line.append(" ".repeat(widths[i] - SafeText.width(cell) + GAP));
      }
    }
    return line.toString().stripTrailing();
  }
}
