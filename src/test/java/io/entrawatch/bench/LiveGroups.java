// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import io.entrawatch.traffic.GenerateRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Groups of three sign-ins, in waves: three rounds over the groups of a wave, and all are forgotten
 * before the next begins. After the last wave its last sign-in comes again and again, slowly.
 *
 * <p>Sign-ins of a group have in common what they have in the log: not the time, the ids and the
 * token.
 *
 * @param template what all have in common
 * @param groups how many there are
 * @param live how many there are in a wave
 * @param matching whether each group is what any of the rules looks for: two sign-ins of a person
 *     by code from two addresses, and one of a program
 */
record LiveGroups(TreeMap<Field, List<String>> template, long groups, long live, boolean matching)
    implements GeneratorFunction<Long, Event> {
  static final int SIGN_INS = 3;

  private static final long START = GenerateRequest.DEFAULT_START.toEpochMilli();

  /** All of this ingest time is held by every rule's windows at once. */
  private static final long SPAN = Duration.ofMinutes(5).toMillis();

  /** Longer than any rule remembers a sign-in. */
  private static final long WAVE = Duration.ofHours(3).toMillis();

  long signIns() {
    return groups * SIGN_INS;
  }

  @Override
  public Event map(Long index) {
    if (index >= signIns()) {
      LockSupport.parkNanos(10_000_000);
    }
    long number = Math.min(index, signIns() - 1);
    long wave = number / (live * SIGN_INS);
    long inWave = number % (live * SIGN_INS);
    long time = START + wave * WAVE + inWave * SPAN / (live * SIGN_INS);
    String id = new UUID(7, number).toString();
    String at = Times.iso(time);
    Map<Field, List<String>> values = new TreeMap<>(template);
    values.put(Field.TIMESTAMP, List.of(at));
    values.put(Field.EVENT_INGESTED, List.of(at));
    values.put(Field.SESSION_ID, List.of(new UUID(groups, wave * live + inWave % live).toString()));
    values.put(Field.SIGN_IN_ID, List.of(id));
    values.put(Field.EVENT_ID, List.of(id));
    values.put(Field.CORRELATION_ID, List.of(new UUID(8, number).toString()));
    values.put(Field.UNIQUE_TOKEN_IDENTIFIER, List.of(new UUID(9, number).toString()));
    if (matching) {
      match(values, inWave / live);
    }
    return new Event(id + "|" + values.get(Field.CATEGORY).get(0), time, time, values);
  }

  private static void match(Map<Field, List<String>> values, long round) {
    values.put(Field.CATEGORY, List.of(round < 2 ? "SignInLogs" : "NonInteractiveUserSignInLogs"));
    values.put(Field.AUTHENTICATION_PROTOCOL, List.of("deviceCode"));
    values.put(Field.BROWSER, List.of("Edge 120.0.0"));
    if (round == 1) {
      values.put(Field.SOURCE_IP, List.of("203.0.113.7"));
      values.put(Field.SOURCE_ADDRESS, List.of("203.0.113.7"));
    }
  }

  /** The sign-ins of the first group. */
  List<Event> firstGroup() {
    return List.of(map(0L), map(live), map(2 * live));
  }
}
