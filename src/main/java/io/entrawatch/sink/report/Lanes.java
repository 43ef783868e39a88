// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import io.entrawatch.sink.SafeText;
import io.entrawatch.sink.view.SignInRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sign-ins sorted into lanes by what they share, such as an address. Lanes stand in the order of
 * their first sign-in; the last lane holds whatever finds no room.
 */
record Lanes(List<Lane> lanes) {
  private static final int MOST = 12;
  private static final double MARK = 4; // percent that a mark takes, with air around it
  private static final int MOST_LEVELS = 4;

  /**
   * Sign-ins with one value in common.
   *
   * @param others how many values share the lane besides the one that names it
   */
  record Lane(String value, int others, List<SignInRow> signIns) {

    /** For each sign-in that has a time: on which level its mark is, so that marks do not touch. */
    List<Integer> levels(Axis axis) {
      double[] taken = new double[MOST_LEVELS];
      Arrays.fill(taken, Double.NEGATIVE_INFINITY);
      List<Integer> levels = new ArrayList<>();
      for (SignInRow signIn : signIns) {
        double at = signIn.at() == null ? 0 : axis.percent(signIn.at());
        int level = 0;
        while (level < MOST_LEVELS - 1 && at - taken[level] < MARK) {
          level++;
        }
        taken[level] = at;
        levels.add(level);
      }
      return levels;
    }

    /** What a reader hears who does not see the picture. */
    String said() {
      StringBuilder said = new StringBuilder(SafeText.visible(value, 80));
      if (others > 0) {
        said.append(" and ").append(others).append(" others");
      }
      said.append(signIns.size() == 1 ? ": sign-in" : ": sign-ins");
      signIns.stream().limit(60).forEach(s -> said.append(' ').append(s.number()));
      return said.toString();
    }
  }

  static Lanes by(Function<SignInRow, String> value, List<SignInRow> signIns) {
    Map<String, List<SignInRow>> byValue = new LinkedHashMap<>();
    for (SignInRow signIn : signIns) {
      byValue.computeIfAbsent(value.apply(signIn), key -> new ArrayList<>()).add(signIn);
    }
    List<Lane> lanes = new ArrayList<>();
    int own = byValue.size() > MOST ? MOST - 1 : MOST;
    List<SignInRow> rest = new ArrayList<>();
    String first = null;
    for (Map.Entry<String, List<SignInRow>> entry : byValue.entrySet()) {
      if (lanes.size() < own) {
        lanes.add(new Lane(entry.getKey(), 0, entry.getValue()));
      } else {
        first = first == null ? entry.getKey() : first;
        rest.addAll(entry.getValue());
      }
    }
    if (first != null) {
      rest.sort(Comparator.comparingInt(SignInRow::number));
      lanes.add(new Lane(first, byValue.size() - own - 1, rest));
    }
    return new Lanes(lanes);
  }
}
