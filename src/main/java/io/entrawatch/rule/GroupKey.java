// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import java.util.List;

/** Text that stands for a list of values, some of them null: in the way of a JSON array. */
public final class GroupKey {
  private GroupKey() {}

  /** The same text for the same values, and for no others. */
  public static String of(List<String> values) {
    StringBuilder key = new StringBuilder(128).append('[');
    for (String value : values) {
      if (key.length() > 1) {
        key.append(',');
      }
      key.append(value == null ? "null" : quoted(value));
    }
    return key.append(']').toString();
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
