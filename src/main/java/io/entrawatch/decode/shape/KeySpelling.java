// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of members without their spelling: {@code ipAddress}, {@code IPADDRESS}, {@code ip_address}
 * and {@code Ip Address} are one. Azure, Elastic, Stream Analytics, ksqlDB and PowerShell each
 * spell the same members in a way of their own.
 */
public final class KeySpelling {
  /** Names come from the input: what is remembered has a bound. */
  private static final int REMEMBERED = 4_096;

  private static final int LONGEST_REMEMBERED = 100;

  private final Map<String, String> known = new HashMap<>();

  /** The name in lower case, without underscores, hyphens and spaces. */
  String plain(String key) {
    String plain = known.get(key);
    if (plain == null) {
      plain = plainOf(key);
      if (known.size() < REMEMBERED && key.length() < LONGEST_REMEMBERED) {
        known.put(key, plain);
      }
    }
    return plain;
  }

  /** The same, not remembered. */
  public static String plainOf(String key) {
    StringBuilder plain = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        plain.append((char) (c + ('a' - 'A')));
      } else if (c != '_' && c != '-' && c != ' ') {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
