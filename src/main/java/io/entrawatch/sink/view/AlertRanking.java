// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import io.entrawatch.alert.Alert;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The foremost alerts, up to a number and a size together. Which they are depends on the alerts
 * alone, not on the order in which they come: whoever has been crowded out closes the door for all
 * behind him.
 */
public final class AlertRanking {
  private static final Comparator<Ranked> ORDER =
      Comparator.comparing(Ranked::headline, Headline.RANK);

  /** An alert and its place. */
  public record Ranked(Headline headline, Alert alert) {
    private long size() {
      return alert.document().length();
    }
  }

  private final int most;
  private final long mostCharacters;
  private final TreeSet<Ranked> kept = new TreeSet<>(ORDER);
  private Headline door;
  private long characters;
  private long seen;

  /**
   * @param most alerts
   * @param mostCharacters of their documents
   */
  public AlertRanking(int most, long mostCharacters) {
    this.most = most;
    this.mostCharacters = mostCharacters;
  }

  public void add(Headline headline, Alert alert) {
    seen++;
    Ranked ranked = new Ranked(headline, alert);
    if (door != null && Headline.RANK.compare(headline, door) > 0 || !kept.add(ranked)) {
      return;
    }
    characters += ranked.size();
    while (kept.size() > most || characters > mostCharacters) {
      Ranked last = kept.pollLast();
      characters -= last.size();
      door = last.headline();
    }
  }

  /** Those that are kept, the foremost first. */
  public List<Ranked> kept() {
    return List.copyOf(kept);
  }

  /** All that ever came. */
  public long seen() {
    return seen;
  }
}
