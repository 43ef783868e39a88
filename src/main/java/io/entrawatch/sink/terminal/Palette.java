// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.terminal;

import java.util.Locale;

/** How text is set off: not at all, or with the colours of a terminal. */
public enum Palette {
  PLAIN {
    @Override
    String paint(String code, String text) {
      return text;
    }
  },
  ANSI {
    @Override
    String paint(String code, String text) {
      return "\u001b[" + code + 'm' + text + "\u001b[0m";
    }
  };

  abstract String paint(String code, String text);

  String title(String text) {
    return paint("1", text);
  }

  String label(String text) {
    return paint("2", text);
  }

  /** Text coloured by a severity's name. */
  String severity(String severity, String text) {
    return switch (severity.toLowerCase(Locale.ROOT)) {
      case "critical", "high" -> paint("1;31", text);
      case "medium" -> paint("1;33", text);
      default -> paint("1;36", text);
    };
  }
}
