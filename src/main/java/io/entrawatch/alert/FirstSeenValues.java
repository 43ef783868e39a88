// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells, sign-in by sign-in, which addresses and user agents the ones before did not have. */
final class FirstSeenValues {
  private final Set<String> ips = new HashSet<>();
  private final Set<String> agents = new HashSet<>();

  /** What is new in the next sign-in: {@code ip}, {@code user_agent}; of the first, all it has. */
  List<String> of(Event signIn) {
    List<String> news = new ArrayList<>();
    List<String> ip = signIn.get(Field.SOURCE_IP);
    if (ips.addAll(ip.isEmpty() ? signIn.get(Field.SOURCE_ADDRESS) : ip)) {
      news.add("ip");
    }
    if (agents.addAll(signIn.get(Field.USER_AGENT))) {
      news.add("user_agent");
    }
    return news;
  }
}
