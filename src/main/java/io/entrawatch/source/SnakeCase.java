// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of Azure's members as Elastic's azure integration spells them: {@code ipAddress} is {@code
 * ip_address}.
 */
final class SnakeCase {
  /** Names come from the input: what is remembered has a bound. */
  private static final int REMEMBERED = 4_096;

  private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z]+)");

  private final Map<String, String> known = new HashMap<>();

  String of(String key) {
    String snake = known.get(key);
    if (snake == null) {
      snake = HUMP.matcher(key).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
      if (known.size() < REMEMBERED && key.length() < 100) {
        known.put(key, snake);
      }
    }
    return snake;
  }
}
