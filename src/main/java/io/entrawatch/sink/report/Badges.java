// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import io.entrawatch.sink.view.DisplayTime;
import io.entrawatch.sink.view.Headline;
import java.io.IOException;

/** What marks an incident at a glance: a word and a shape as well as a colour. */
final class Badges {
  private Badges() {}

  static void write(Markup html, Headline headline) throws IOException {
    html.open("span", "class", "badge tone-" + headline.tone());
    html.open("svg", "class", "bars", "aria-hidden", "true", "viewBox", "0 0 16 12");
    int bars =
        switch (headline.tone()) {
          case "critical" -> 4;
          case "high" -> 3;
          case "medium" -> 2;
          default -> 1;
        };
    for (int i = 0; i < 4; i++) {
      int height = 3 + 3 * i;
      html.single(
          "rect",
          "class",
          i < bars ? "on" : "off",
          "x",
          Integer.toString(4 * i),
          "y",
          Integer.toString(12 - height),
          "width",
          "3",
          "height",
          Integer.toString(height));
    }
    html.close().foreign(Words.capital(headline.severity()), 20).close();
    if (!headline.confidence().isEmpty()) {
      html.open("span", "class", "confidence");
      html.foreign(headline.confidence(), 20).text(" confidence").close();
    }
  }

  /** When it was, in a few characters. */
  static String span(Headline headline) {
    if (headline.first() == null || headline.last() == null) {
      return "";
    }
    return DisplayTime.date(headline.first())
        + " "
        + DisplayTime.seconds(headline.first(), headline.first())
        + " to "
        + DisplayTime.seconds(headline.last(), headline.first());
  }
}
