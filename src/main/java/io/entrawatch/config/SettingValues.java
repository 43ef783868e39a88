// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;

/**
 * Reads and prints single values. Every method that reads throws {@link IllegalArgumentException}
 * or {@link ArithmeticException} on a text it cannot take.
 */
public final class SettingValues {
  private static final List<String> BOOLEANS = List.of("true", "false");

  private SettingValues() {}

  /** A duration with its unit: {@code 5m}, {@code 5 min}, {@code 1h 30m}, {@code PT5M}, or 0. */
  static Duration duration(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    // Flink reads a bare number as milliseconds; who writes 24 means hours.
    refuseBareNumber(text);
    Duration duration =
        Character.toUpperCase(text.charAt(0)) == 'P' ? TimeUtils.parseDuration(text) : sum(text);
    // Flink counts in milliseconds; this throws on more of them than fit.
    return Duration.ofMillis(duration.toMillis());
  }

  private static Duration sum(String text) {
    Duration sum = Duration.ZERO;
    for (String part : text.split("(?<=[a-zA-Z])\\s*(?=\\d)")) {
      sum = sum.plus(TimeUtils.parseDuration(part));
    }
    return sum;
  }

  public static String print(Duration duration) {
    return duration.isZero() ? "0" : TimeUtils.formatWithHighestUnit(duration);
  }

  static MemorySize memory(String text) {
    refuseBareNumber(text);
    return MemorySize.parse(text);
  }

  static boolean truth(String text) {
    if (!BOOLEANS.contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return Boolean.parseBoolean(text);
  }

  /** Values between commas, in brackets or not; {@code []} is the empty list. */
  static List<String> list(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String inner = bracketed ? text.substring(1, text.length() - 1) : text;
    if (inner.isBlank()) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (String part : inner.split(",", -1)) {
      if (part.isBlank()) {
        throw new IllegalArgumentException(text);
      }
      values.add(part.strip());
    }
    return List.copyOf(values);
  }

  static <E extends Enum<E>> E choice(String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static void refuseBareNumber(String text) {
    if (text.chars().allMatch(Character::isDigit)) {
      throw new IllegalArgumentException(text);
    }
  }
}
