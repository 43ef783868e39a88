// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.doctor;

import io.entrawatch.sink.SafeText;
import java.util.Locale;

/** Plain text of sections, rows of counts and paragraphs, no wider than a page. */
final class PlainPage {
  static final int WIDTH = 100;

  private static final String INDENT = "  ";
  private static final int NAMES = 54;

  private final StringBuilder text = new StringBuilder();

  /** Begins a section. */
  void section(String title) {
    text.append(text.isEmpty() ? "" : "\n").append(title).append('\n');
  }

  /** A name with its count, and the share of it in all. The name may be a sender's. */
  void count(String name, long count, long all) {
    row(name, number(count), share(count, all));
  }

  /** A name with a text instead of its count. */
  void row(String name, String value, String further) {
    String shown = SafeText.visible(name, NAMES);
    String gap = " ".repeat(NAMES - SafeText.width(shown));
    String line = String.format(Locale.ROOT, "%s%s%s%12s%10s", INDENT, shown, gap, value, further);
    text.append(line.stripTrailing()).append('\n');
  }

  /** A line that is cut where it is too long; it may be a sender's. */
  void line(String indent, String line) {
    text.append(INDENT)
        .append(indent)
        .append(SafeText.visible(line, WIDTH - INDENT.length() - indent.length()))
        .append('\n');
  }

  /** Says how many further ones there are; nothing where there are none. */
  void more(int more, String what) {
    if (more > 0) {
      line("", "and %s more %s".formatted(number(more), what));
    }
  }

  /** A paragraph of our own words that goes on over as many lines as it takes. */
  void paragraph(String paragraph) {
    hanging("", paragraph);
  }

  /** The same for what must not be overlooked. */
  void warning(String paragraph) {
    hanging("! ", paragraph);
  }

  /** The same with a label: in front of it if both fit on a line, else above it. */
  void labelled(String label, String paragraph) {
    String lead = label + INDENT;
    if (INDENT.length() + lead.length() + SafeText.width(paragraph) <= WIDTH) {
      hanging(lead, paragraph);
    } else {
      line("", label.stripTrailing());
      hanging(INDENT + INDENT, paragraph);
    }
  }

  /** The same behind a lead, further lines under its end. */
  private void hanging(String lead, String paragraph) {
    String margin = " ".repeat(INDENT.length() + lead.length());
    StringBuilder line = new StringBuilder(INDENT).append(lead);
    boolean begun = false;
    for (String word : paragraph.split(" ")) {
      if (begun && SafeText.width(line.toString()) + 1 + SafeText.width(word) > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(margin);
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
    }
    text.append(line).append('\n');
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Neither all nor nothing is said of what is only nearly so. */
  static String share(long count, long all) {
    if (all == 0) {
      return "";
    }
    double percent = 100.0 * count / all;
    if (count > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    double shown = count < all ? Math.min(percent, 99.9) : percent;
    return String.format(Locale.ROOT, "%.1f %%", shown);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
