// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import io.entrawatch.config.SettingsException;

/**
 * A rule file that cannot be used. The message is one line: {@code FILE:LINE:COLUMN: reason;
 * remedy}, without the parts that are not known.
 */
public final class RuleRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final String file;

  /**
   * @param line of the file, from 1; 0 where it is not known
   * @param column from 1; 0 where it is not known
   * @param reason what is wrong and what to do
   */
  public RuleRefused(String file, int line, int column, String reason) {
    super(SettingsException.oneLine(place(file, line, column) + ": " + reason));
    this.file = file;
  }

  private static String place(String file, int line, int column) {
    if (line == 0) {
      return file;
    }
    return file + ":" + line + (column == 0 ? "" : ":" + column);
  }

  public String file() {
    return file;
  }
}
