// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import io.entrawatch.sink.SafeText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is well-formed XML too. Names are the program's own; texts and values of
 * attributes may be anybody's: what is active in HTML is escaped, and what is invisible or turns
 * the reading direction is made visible. There is no way to write anything unescaped but {@link
 * #raw}.
 */
final class Markup {
  private final Appendable out;
  private final Deque<String> open = new ArrayDeque<>();

  Markup(Appendable out) {
    this.out = out;
  }

  /**
   * Begins an element.
   *
   * @param attributes name, value, name, value ...; a null value leaves the attribute out
   */
  Markup open(String name, String... attributes) throws IOException {
    start(name, attributes).out.append('>');
    open.push(name);
    return this;
  }

  /** Ends the element that was begun last. */
  Markup close() throws IOException {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element that HTML never ends, such as {@code meta}, or one of SVG without content. */
  Markup single(String name, String... attributes) throws IOException {
    start(name, attributes).out.append("/>");
    return this;
  }

  /** An element with nothing but text in it. */
  Markup element(String name, String text, String... attributes) throws IOException {
    return open(name, attributes).text(text).close();
  }

  /** The program's own words, or what it has already made of others'. */
  Markup text(String text) throws IOException {
    escape(SafeText.visible(text));
    return this;
  }

  /**
   * Somebody's text, cut to so many columns, set apart so that its direction does not spread.
   *
   * @param most columns, escapes included
   */
  Markup foreign(String text, int most) throws IOException {
    return element("bdi", SafeText.visible(text, most));
  }

  /** The program's own markup. */
  Markup raw(String markup) throws IOException {
    out.append(markup);
    return this;
  }

  private Markup start(String name, String... attributes) throws IOException {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(SafeText.visible(attributes[i + 1]));
        out.append('"');
      }
    }
    return this;
  }

  private void escape(String visible) throws IOException {
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
