// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertWithEvents;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Decides which entry, if any, holds an alert back. A pure function of the entries and of the
 * revision's own content: of several entries that do, the first by id.
 */
public final class ExceptionMatcher {
  /** An entry made ready to be asked. */
  private record Ready(
      ExceptionEntry entry, List<Wildcard> users, List<Network> networks, List<Wildcard> agents) {}

  private final List<Ready> entries = new ArrayList<>();

  public ExceptionMatcher(Collection<ExceptionEntry> entries) {
    entries.stream()
        .sorted(Comparator.comparing(ExceptionEntry::id))
        .map(
            entry ->
                new Ready(
                    entry,
                    entry.users().stream().map(ExceptionMatcher::lower).map(Wildcard::new).toList(),
                    entry.networks().stream().map(Network::of).filter(Objects::nonNull).toList(),
                    entry.userAgents().stream().map(Wildcard::new).toList()))
        .forEach(this.entries::add);
  }

  /**
   * What the entries say of an alert.
   *
   * @param suppressedBy null where it leaves
   * @param expired of one that leaves, the entries that would have held it back, had they lasted
   */
  public record Verdict(ExceptionEntry suppressedBy, List<ExceptionEntry> expired) {}

  /**
   * The verdict on an alert. Its own time, the ingest time of the sign-in that completed the
   * pattern, is compared with the expiry, so a replay years later says the same.
   *
   * <p>An alert of which sign-ins were left out is held back by nothing: those that are not seen
   * may be the ones that are not allowed.
   */
  public Verdict on(AlertWithEvents found) {
    List<ExceptionEntry> expired = new ArrayList<>();
    if (found.whole()) {
      for (Ready ready : entries) {
        if (holds(ready, found)) {
          if (found.alert().completedAt() < ready.entry.expires()) {
            return new Verdict(ready.entry, List.of());
          }
          expired.add(ready.entry);
        }
      }
    }
    return new Verdict(null, expired);
  }

  private static boolean holds(Ready ready, AlertWithEvents found) {
    Alert alert = found.alert();
    List<String> rules = ready.entry.rules();
    return (rules.isEmpty() || rules.contains(alert.rule()))
        && !found.parties().isEmpty()
        && found.parties().stream().allMatch(party -> holds(ready, party));
  }

  private static boolean holds(Ready ready, Event party) {
    ExceptionEntry entry = ready.entry;
    return isUser(ready.users, party)
        && allIn(entry.apps(), party.get(Field.APP_ID))
        && allIn(entry.asns(), asns(party))
        && (entry.networks().isEmpty() || isWithin(ready.networks, party.get(Field.SOURCE_IP)))
        && (ready.agents.isEmpty() || matches(ready.agents, party.get(Field.USER_AGENT)));
  }

  /** In whatever case. */
  private static boolean isUser(List<Wildcard> users, Event party) {
    return users.isEmpty()
        || matches(users, lower(party.get(Field.USER_PRINCIPAL_NAME)))
        || matches(users, lower(party.get(Field.USER_ID)));
  }

  private static List<String> lower(List<String> texts) {
    return texts.stream().map(ExceptionMatcher::lower).toList();
  }

  private static List<String> asns(Event party) {
    List<String> numbers = party.get(Field.SOURCE_AS_NUMBER);
    return numbers.isEmpty() ? party.get(Field.AUTONOMOUS_SYSTEM_NUMBER) : numbers;
  }

  /** Whether every value is allowed, in whatever case; a sign-in without one is not. */
  private static boolean allIn(List<String> allowed, List<String> values) {
    return allowed.isEmpty()
        || !values.isEmpty()
            && values.stream()
                .allMatch(v -> allowed.stream().anyMatch(a -> lower(a).equals(lower(v))));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static boolean isWithin(List<Network> networks, List<String> addresses) {
    return !addresses.isEmpty()
        && addresses.stream().allMatch(a -> networks.stream().anyMatch(n -> n.holds(a)));
  }

  private static boolean matches(List<Wildcard> globs, List<String> values) {
    return !values.isEmpty()
        && values.stream().allMatch(v -> globs.stream().anyMatch(a -> a.matches(v)));
  }
}
