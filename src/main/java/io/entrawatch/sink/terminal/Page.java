// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.terminal;

import io.entrawatch.sink.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Text of labelled lines, none wider than the page. */
final class Page {
  private static final int LABEL = 10;
  private static final int NARROWEST = 60;
  private static final int MAX_ROWS = 20;

  private final StringBuilder text = new StringBuilder();
  private final Palette palette;
  private final int width;

  Page(Palette palette, int width) {
    this.palette = palette;
    this.width = Math.max(width, NARROWEST);
  }

  void title(String severity, String title) {
    String badge = SafeText.visible(severity, LABEL).toUpperCase(Locale.ROOT);
    text.append(palette.severity(severity, badge))
        .append("  ")
        .append(palette.title(SafeText.visible(title, width - SafeText.width(badge) - 2)))
        .append('\n');
  }

  /** A line with a label; nothing if the value is empty. */
  void field(String label, String value) {
    if (!value.isEmpty()) {
      line(label, SafeText.visible(value, width - LABEL - 2));
    }
  }

  /** Rows in columns under one label, the first of them; nothing if there are none. */
  void list(String label, List<List<String>> rows, Integer... yielding) {
    Table table = new Table(Set.of(yielding));
    rows.stream().limit(MAX_ROWS).forEach(table::row);
    String shown = label;
    for (String row : table.lines(width - LABEL - 2)) {
      line(shown, row);
      shown = "";
    }
    if (rows.size() > MAX_ROWS) {
      line("", "… and " + (rows.size() - MAX_ROWS) + " more");
    }
  }

  private void line(String label, String visible) {
    text.append("  ")
        .append(palette.label(label))
        .append(" ".repeat(LABEL - label.length()))
        .append(visible)
        .append('\n');
  }

  String text() {
    return text.toString();
  }
}
