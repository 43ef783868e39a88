// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.sink.terminal.Palette;

/**
 * What a person sits in front of, as {@code bin/entrawatch} found it.
 *
 * @param out whether standard output is one
 * @param err whether standard error is one
 * @param width columns
 */
public record Terminal(boolean out, boolean err, int width) {
  private static final int NO_TERMINAL = 120;

  public static Terminal ofThisProcess() {
    return new Terminal(
        Boolean.getBoolean("entrawatch.terminal.out"),
        Boolean.getBoolean("entrawatch.terminal.err"),
        Integer.getInteger("entrawatch.terminal.width", NO_TERMINAL));
  }

  Palette palette() {
    return out ? Palette.ANSI : Palette.PLAIN;
  }
}
