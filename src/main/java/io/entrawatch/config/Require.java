// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/** The ranges that settings must keep; each failure is one line that names key, value and range. */
public final class Require {
  private Require() {}

  public static void positive(String key, Duration value) {
    that(
        !value.isNegative() && !value.isZero(),
        key + " is " + SettingValues.print(value) + "; it must be longer than 0");
  }

  public static void notNegative(String key, Duration value) {
    that(!value.isNegative(), key + " is " + value + "; it must not be negative");
  }

  /**
   * Window bounds are printed to the second and compared with schedules that are written in
   * seconds.
   */
  public static void wholeSeconds(String key, Duration value) {
    that(
        value.getNano() == 0,
        key
            + " is "
            + SettingValues.print(value)
            + "; it must be whole seconds, for example 5m or 90s");
  }

  public static void atMost(String key, MemorySize value, MemorySize most) {
    that(value.compareTo(most) <= 0, key + " is " + value + "; it must be at most " + most);
  }

  public static void atMost(String key, Duration value, Duration most) {
    that(
        value.compareTo(most) <= 0,
        key
            + " is "
            + SettingValues.print(value)
            + "; it must be at most "
            + SettingValues.print(most));
  }

  public static void atLeast(String key, long value, long least) {
    that(value >= least, key + " is " + value + "; it must be at least " + least);
  }

  public static void atMost(String key, long value, long most) {
    that(value <= most, key + " is " + value + "; it must be at most " + most);
  }

  public static void that(boolean condition, String otherwise) {
    if (!condition) {
      throw new SettingsException(otherwise);
    }
  }
}
