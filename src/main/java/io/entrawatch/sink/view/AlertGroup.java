// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import io.entrawatch.sink.view.AlertRanking.Ranked;
import java.util.ArrayList;
import java.util.List;

/**
 * Alerts of several rules about one incident: the foremost of them, and what the others are called.
 *
 * @param others in the order of the ranking
 */
public record AlertGroup(Ranked foremost, List<Headline> others) {
  /** Groups alerts that are ranked; the groups keep that order. */
  public static List<AlertGroup> of(List<Ranked> ranked) {
    List<AlertGroup> groups = new ArrayList<>();
    for (Ranked one : ranked) {
      groups.stream()
          .filter(group -> group.holds(one.headline()))
          .findFirst()
          .ifPresentOrElse(
              group -> group.others.add(one.headline()),
              () -> groups.add(new AlertGroup(one, new ArrayList<>())));
    }
    return groups;
  }

  private boolean holds(Headline headline) {
    return foremost.headline().isSameIncident(headline)
        && others.stream().noneMatch(other -> other.rule().equals(headline.rule()));
  }

  public Headline headline() {
    return foremost.headline();
  }
}
