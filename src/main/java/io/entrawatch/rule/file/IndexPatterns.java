// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import io.entrawatch.event.DataSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which data sets the indices of a rule hold. */
public final class IndexPatterns {
  private IndexPatterns() {}

  /**
   * The data sets whose data stream ({@code logs-azure.signinlogs-NAMESPACE}) or whose older home
   * ({@code filebeat-*}) one of the patterns can name. As in Elasticsearch a pattern may stand
   * after the name of a cluster, and one with a minus in front takes away what those before named.
   */
  public static Set<DataSet> dataSets(List<String> patterns) {
    Set<DataSet> sets = EnumSet.noneOf(DataSet.class);
    for (String pattern : patterns) {
      boolean excludes = pattern.startsWith("-");
      String index = pattern.substring(Math.max(excludes ? 1 : 0, pattern.indexOf(':') + 1));
      for (DataSet set : DataSet.values()) {
        String stream = "logs-" + set.dataset() + "-*";
        if (excludes && covers(index, stream)) {
          sets.remove(set);
        } else if (!excludes && (meets(index, stream) || meets(index, "filebeat-*"))) {
          sets.add(set);
        }
      }
    }
    return sets;
  }

  /** Whether the pattern matches whatever the stream's namespace is. */
  private static boolean covers(String pattern, String stream) {
    return pattern.endsWith("*") && meets(pattern, stream.substring(0, stream.length() - 1));
  }

  /** Whether there is a text that both patterns match. */
  private static boolean meets(String pattern, String other) {
    boolean[] reached = new boolean[other.length() + 1];
    reached[0] = true;
    for (int i = 0; i <= pattern.length(); i++) {
      boolean[] next = new boolean[other.length() + 1];
      for (int j = 0; j <= other.length(); j++) {
        if (reached[j]) {
          step(pattern, i, other, j, reached, next);
        }
      }
      if (i == pattern.length()) {
        return reached[other.length()];
      }
      reached = next;
    }
    return false;
  }

  private static void step(
      String pattern, int i, String other, int j, boolean[] here, boolean[] next) {
    boolean star = i < pattern.length() && pattern.charAt(i) == '*';
    boolean otherStar = j < other.length() && other.charAt(j) == '*';
    if (otherStar) {
      here[j + 1] = true;
    }
    if (star && j < other.length()) {
      here[j + 1] = true;
    }
    if (i < pattern.length()) {
      if (star || otherStar) {
        next[j] = true;
      }
      if (!star && !otherStar && j < other.length() && pattern.charAt(i) == other.charAt(j)) {
        next[j + 1] = true;
      }
    }
  }
}
