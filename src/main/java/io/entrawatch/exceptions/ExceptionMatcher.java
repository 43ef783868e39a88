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
 * Decides which entry, if any, suppresses an alert. The decision is a pure function of the entries
 * and of the revision's content. If several entries match, the first by id is used.
 */
public final class ExceptionMatcher {
  /** An entry with its patterns and networks parsed. */
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
   * The decision on an alert.
   *
   * @param suppressedBy null if the alert is emitted
   * @param expired for an emitted alert, the expired entries that would have suppressed it
   */
  public record Verdict(ExceptionEntry suppressedBy, List<ExceptionEntry> expired) {}

  /**
   * The decision on an alert. The expiry is compared with the alert's own time: the ingest time of
   * the event that completed the pattern. So a replay gives the same decision, even years later.
   *
   * <p>An alert with dropped events is never suppressed. The events that are missing here may be
   * the ones that no entry matches.
   */
  public Verdict on(AlertWithEvents alertWithEvents) {
    List<ExceptionEntry> expired = new ArrayList<>();
    if (alertWithEvents.whole()) {
      for (Ready prepared : entries) {
        if (holds(prepared, alertWithEvents)) {
          if (alertWithEvents.alert().completedAt() < prepared.entry.expires()) {
            return new Verdict(prepared.entry, List.of());
          }
          expired.add(prepared.entry);
        }
      }
    }
    return new Verdict(null, expired);
  }

  private static boolean holds(Ready prepared, AlertWithEvents alertWithEvents) {
    Alert alert = alertWithEvents.alert();
    List<String> rules = prepared.entry.rules();
    return (rules.isEmpty() || rules.contains(alert.rule()))
        && !alertWithEvents.parties().isEmpty()
        && alertWithEvents.parties().stream().allMatch(event -> holds(prepared, event));
  }

  private static boolean holds(Ready prepared, Event event) {
    ExceptionEntry entry = prepared.entry;
    return isUser(prepared.users, event)
        && allIn(entry.apps(), event.get(Field.APP_ID))
        && allIn(entry.asns(), asns(event))
        && (entry.networks().isEmpty() || isWithin(prepared.networks, event.get(Field.SOURCE_IP)))
        && (prepared.agents.isEmpty() || matches(prepared.agents, event.get(Field.USER_AGENT)));
  }

  /** Ignores case. */
  private static boolean isUser(List<Wildcard> users, Event event) {
    return users.isEmpty()
        || matches(users, lower(event.get(Field.USER_PRINCIPAL_NAME)))
        || matches(users, lower(event.get(Field.USER_ID)));
  }

  private static List<String> lower(List<String> texts) {
    return texts.stream().map(ExceptionMatcher::lower).toList();
  }

  private static List<String> asns(Event event) {
    List<String> numbers = event.get(Field.SOURCE_AS_NUMBER);
    return numbers.isEmpty() ? event.get(Field.AUTONOMOUS_SYSTEM_NUMBER) : numbers;
  }

  /** Whether every value is in the list, ignoring case. An event without a value does not match. */
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

  private static boolean matches(List<Wildcard> patterns, List<String> values) {
    return !values.isEmpty()
        && values.stream().allMatch(v -> patterns.stream().anyMatch(a -> a.matches(v)));
  }
}
