// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.window;

/** Memory is freed in steps of event time: one timer for each step, not one for each sign-in. */
public final class MemorySteps {
  private static final long STEP = 10 * 60_000L;

  private MemorySteps() {}

  /** The first step after a time, both in ms since the epoch. */
  public static long after(long time) {
    return Math.floorDiv(time, STEP) * STEP + STEP;
  }
}
