// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.format;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as Elastic's azure integration spells Microsoft's. */
final class SnakeCase {
  private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z]+)");

  private SnakeCase() {}

  /**
   * For example {@code ip_address} of {@code ipAddress}, and {@code ipaddress} of {@code
   * IPAddress}.
   */
  static String of(String name) {
    return HUMP.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }
}
