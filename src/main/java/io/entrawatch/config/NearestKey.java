// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which key was meant by one that does not exist. */
public final class NearestKey {
  private NearestKey() {}

  /** The known key that differs least, unless even that one differs too much to be meant. */
  public static Optional<String> to(String key, Collection<String> known) {
    String wanted = key.toLowerCase(Locale.ROOT).replace('_', '-');
    Optional<String> longer =
        known.stream().filter(candidate -> candidate.endsWith("." + wanted)).sorted().findFirst();
    if (longer.isPresent()) {
      return longer;
    }
    int limit = Math.max(2, key.length() / 3);
    return known.stream()
        .min(
            Comparator.comparingInt((String candidate) -> distance(wanted, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .filter(candidate -> distance(wanted, candidate) <= limit);
  }

  /** Levenshtein's distance: how many letters to add, drop or change. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[right.length()];
  }
}
