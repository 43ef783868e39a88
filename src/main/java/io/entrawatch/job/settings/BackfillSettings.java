// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.Require;
import io.entrawatch.kafka.KafkaSettings;
import io.entrawatch.kafka.OffsetBound;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A range to replay.
 *
 * @param files empty: Kafka's topics are read
 */
public record BackfillSettings(OffsetBound from, OffsetBound to, Target target, List<String> files)
    implements Serializable {

  /** Where its alerts go. */
  public sealed interface Target extends Serializable {}

  /** Into a topic of their own. */
  public record Shadow(String topic) implements Target {}

  /** Where the live job's go. */
  public record Live() implements Target {}

  public BackfillSettings {
    files = List.copyOf(files);
    Require.that(
        !(from instanceof OffsetBound.At begin && to instanceof OffsetBound.At end)
            || begin.moment().isBefore(end.moment()),
        BackfillOptions.TO.key() + " is not after " + BackfillOptions.FROM.key() + "; swap them");
    Require.that(
        !(target instanceof Live)
            || !(from instanceof OffsetBound.Offsets || to instanceof OffsetBound.Offsets),
        BackfillOptions.LIVE.key()
            + " needs times: it begins earlier than asked; give offsets with backfill.into only");
    Require.that(
        files.isEmpty() || from instanceof OffsetBound.At && to instanceof OffsetBound.At,
        BackfillOptions.INPUT.key()
            + " needs times in backfill.from and backfill.to: between which the files hold all");
  }

  /** Whether its alerts join the live job's. */
  public boolean isLive() {
    return target instanceof Live;
  }

  /** The time of a boundary that is one. */
  public static Optional<Instant> time(OffsetBound edge) {
    return edge instanceof OffsetBound.At at ? Optional.of(at.moment()) : Optional.empty();
  }

  static Optional<BackfillSettings> from(GivenSettings given) {
    if (!given.has(BackfillOptions.FROM)) {
      Require.that(
          !given.hasAnyUnder(BackfillOptions.SECTION),
          "backfill.* is set but backfill.from is not; say where the range begins");
      return Optional.empty();
    }
    String form = "2026-01-31T00:00:00Z, offsets:0=120,1=95 or %s";
    return Optional.of(
        new BackfillSettings(
            given.parsed(
                BackfillOptions.FROM,
                text -> OffsetBound.parse(text, "earliest"),
                form.formatted("earliest")),
            given.parsed(
                BackfillOptions.TO, text -> OffsetBound.parse(text, "now"), form.formatted("now")),
            target(given),
            given.has(BackfillOptions.INPUT) ? given.list(BackfillOptions.INPUT) : List.of()));
  }

  private static Target target(GivenSettings given) {
    String into = given.text(BackfillOptions.INTO);
    Require.that(
        (into != null) != given.truth(BackfillOptions.LIVE),
        "a backfill goes into a topic or to where the live alerts are; set backfill.into or"
            + " backfill.live: true");
    if (into == null) {
      return new Live();
    }
    KafkaSettings.requireTopic(BackfillOptions.INTO.key(), into);
    return new Shadow(into);
  }
}
