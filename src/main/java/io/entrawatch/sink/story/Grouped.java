// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.story;

import io.entrawatch.sink.story.Ranking.Ranked;
import java.util.ArrayList;
import java.util.List;

/**
 * Alerts of several rules about one incident: the foremost of them, and what the others are called.
 *
 * @param others in the order of the ranking
 */
public record Grouped(Ranked foremost, List<Headline> others) {
  /** Groups alerts that are ranked; the groups keep that order. */
  public static List<Grouped> of(List<Ranked> ranked) {
    List<Grouped> groups = new ArrayList<>();
    for (Ranked one : ranked) {
      groups.stream()
          .filter(group -> group.holds(one.headline()))
          .findFirst()
          .ifPresentOrElse(
              group -> group.others.add(one.headline()),
              () -> groups.add(new Grouped(one, new ArrayList<>())));
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
