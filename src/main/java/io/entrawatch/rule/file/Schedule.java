// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When Elastic would run the rule, and over which time.
 *
 * @param lookBack how far a run looks back ({@code from})
 * @param interval between two runs
 */
public record Schedule(Duration lookBack, Duration interval) {
  static final String DEFAULT_FROM = "now-6m";
  static final String DEFAULT_INTERVAL = "5m";

  private static final Pattern FROM = Pattern.compile("now-(\\d{1,9}[smhdw])");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhdw])");

  /**
   * The time between now and a moment in Elasticsearch's date math, as far as rules use it.
   *
   * @return null if it is not of the form {@code now-9m}
   */
  static Duration lookBack(String from) {
    Matcher matcher = FROM.matcher(from);
    return matcher.matches() ? duration(matcher.group(1)) : null;
  }

  /**
   * @return null if it is not of the form {@code 5m}
   */
  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }

  /** How much of the time between two runs no run looks at; zero if there is none. */
  public Duration gap() {
    Duration gap = interval.minus(lookBack);
    return gap.isNegative() ? Duration.ZERO : gap;
  }

  /** How much of a run's time the run before has looked at already; zero if there is none. */
  public Duration overlap() {
    Duration overlap = lookBack.minus(interval);
    return overlap.isNegative() ? Duration.ZERO : overlap;
  }
}
