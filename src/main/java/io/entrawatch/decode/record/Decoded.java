// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.record;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;

/**
 * What one record of the input became: a sign-in that some rule can use, a dead letter, or, with
 * neither, just the passing of time. Never more than one of them.
 *
 * <p>A line or Kafka message gives one of these for every record in it, or, where it opened into
 * none (an empty batch, something unreadable), one that stands for the whole of it. Records that a
 * glance was enough for come together, one of these for all that are alike.
 *
 * @param time {@code event.ingested} of a usable record in ms since the epoch, what the watermark
 *     follows, or what it has followed already; {@link #NO_TIME} for a dead letter or an empty
 *     batch
 * @param index which record of its line or message it is, from 0, or the first of them; {@link
 *     #WHOLE} where it stands for the whole
 * @param otherLog the name of the log, if it is a record of another than the sign-in logs; else
 *     null
 * @param shape what it was recognised as; null for a dead letter or an empty batch
 * @param file the file that it stands in; null for a topic
 * @param records how many it stands for: one, or with neither sign-in nor dead letter several; none
 *     where it stands for the whole
 * @param sessions how many of them are sign-ins with a session id
 * @param ignored how many values in them were not of their field's type, and were dropped
 * @param implausible of how many the Kafka timestamp was needed and cannot be true
 * @param again whether an earlier run has read it before: only its sign-in and its time count
 */
public record Decoded(
    long time,
    Event signIn,
    DeadLetter deadLetter,
    int index,
    String otherLog,
    Shape shape,
    String file,
    int records,
    int sessions,
    int ignored,
    int implausible,
    boolean again) {
  public static final long NO_TIME = Long.MIN_VALUE;
  public static final int WHOLE = -1;

  public static Decoded relevant(Event signIn, int index, int ignored) {
    return new Decoded(
        signIn.ingested(),
        signIn,
        null,
        index,
        null,
        null,
        null,
        1,
        sessions(signIn),
        ignored,
        0,
        false);
  }

  public static Decoded irrelevant(long ingested, int index, int sessions, int ignored) {
    return new Decoded(
        ingested, null, null, index, null, null, null, 1, sessions, ignored, 0, false);
  }

  /** How many session ids count of a sign-in: one, or none. */
  public static int sessions(Event signIn) {
    String session = signIn.first(Field.SESSION_ID);
    return session == null || session.isEmpty() ? 0 : 1;
  }

  public static Decoded ofOtherLog(long ingested, int index, String log) {
    return new Decoded(ingested, null, null, index, log, null, null, 1, 0, 0, 0, false);
  }

  public static Decoded dead(DeadLetter deadLetter, int index) {
    int records = index == WHOLE ? 0 : 1;
    return new Decoded(NO_TIME, null, deadLetter, index, null, null, null, records, 0, 0, 0, false);
  }

  public static Decoded emptyBatch() {
    return new Decoded(NO_TIME, null, null, WHOLE, null, null, null, 0, 0, 0, 0, false);
  }

  /** Sign-ins that no rule takes, at a moment to which the watermark has come by others. */
  public static Decoded settled(
      long time, int first, int records, int sessions, Shape shape, String file) {
    return new Decoded(time, null, null, first, null, shape, file, records, sessions, 0, 0, false);
  }

  /** The same, and what it came as from where. */
  public Decoded from(RecordOrigin place, Shape as) {
    return new Decoded(
        time,
        signIn,
        deadLetter,
        index,
        otherLog,
        as,
        place.file(),
        records,
        sessions,
        ignored,
        implausible,
        again);
  }

  /** The same, of so many records whose Kafka timestamps were needed and are implausible. */
  public Decoded withImplausible(int count) {
    return count == implausible
        ? this
        : new Decoded(
            time,
            signIn,
            deadLetter,
            index,
            otherLog,
            shape,
            file,
            records,
            sessions,
            ignored,
            count,
            again);
  }

  /** The same, read a second time. */
  public Decoded asReadAgain() {
    return new Decoded(
        time,
        signIn,
        deadLetter,
        index,
        otherLog,
        shape,
        file,
        records,
        sessions,
        ignored,
        implausible,
        true);
  }

  /** Whether it stands for sign-ins. */
  public boolean isOfSignIns() {
    return deadLetter == null && otherLog == null && index != WHOLE;
  }
}
