// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How many of the sign-ins that a glance settles have a session id: one in {@link #EVERY} is looked
 * at, and stands for as many. To look at each costs a tenth of a glance.
 */
final class SessionSample implements LiteralSearch.Finds {
  static final int EVERY = 32;

  private final LiteralSearch search =
      new LiteralSearch(
          List.of(
              ascii("\"sessionId\":\""), ascii("\"sessionId\\\":\\\""), ascii("session_id\":\"")));

  private byte[] text;
  private int passed;
  private boolean found;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether this is one that is looked at. */
  boolean isDue() {
    passed = (passed + 1) % EVERY;
    return passed == 0;
  }

  /** For how many sign-ins with a session id the record within the bounds stands. */
  int in(byte[] record, int from, int to) {
    text = record;
    found = false;
    search.in(record, from, to, this);
    return found ? EVERY : 0;
  }

  @Override
  public boolean found(int which, int at) {
    byte next = text[at + search.length(which)];
    found |= next != '"' && next != '\\';
    return !found;
  }
}
