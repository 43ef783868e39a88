// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert.judgement;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Help to judge an alert, worked out from its sign-ins alone. It is an opinion beside the rule's
 * result and never changes that: no alert is made, withheld or ranked out of sight by it.
 *
 * @param signals what was found, in the order in which it is told
 * @param errors meanings of the error codes that occur, by code
 */
public record Judgement(Set<Signal> signals, SortedMap<Long, String> errors) {

  /** From this sum of weights on, an alert is probably an attack. */
  private static final int HIGH = 4;

  /** Down from this sum of weights, it is probably not. */
  private static final int LOW = -1;

  /** Judges the contributing sign-ins of an alert. */
  public static Judgement of(List<Event> signIns) {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    signals.addAll(SourceNetworks.of(signIns).signals());
    signals.addAll(clients(signIns));
    if (signIns.stream().noneMatch(Judgement::succeeded)) {
      signals.add(Signal.NOTHING_SUCCEEDED);
    }
    SortedMap<Long, String> errors = new TreeMap<>();
    for (Event signIn : signIns) {
      for (String code : signIn.get(Field.ERROR_CODE)) {
        ErrorCodes.meaning(Long.parseLong(code)).ifPresent(m -> errors.put(Long.valueOf(code), m));
      }
    }
    return new Judgement(signals, errors);
  }

  /** {@code high}, {@code medium} or {@code low}: how probably the alert is of an attack. */
  String confidence() {
    int sum = signals.stream().mapToInt(Signal::weight).sum();
    return sum >= HIGH ? "high" : sum <= LOW ? "low" : "medium";
  }

  private static Set<Signal> clients(List<Event> signIns) {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    if (ClientPrograms.areOneHostsBrowserAndTool(signIns)) {
      signals.add(Signal.KNOWN_CLI_PAIR);
    }
    if (signIns.stream().anyMatch(ClientPrograms::isScripted)) {
      signals.add(Signal.SCRIPTED_USER_AGENT);
    }
    if (signIns.stream().allMatch(signIn -> managed(signIn, "true"))) {
      signals.add(Signal.MANAGED_DEVICES);
    } else if (signIns.stream().anyMatch(Judgement::isUnmanaged)) {
      signals.add(Signal.UNMANAGED_DEVICE);
    }
    return signals;
  }

  private static boolean managed(Event signIn, String truth) {
    return truth.equals(signIn.single(Field.IS_MANAGED));
  }

  /**
   * Of a device that is joined to a domain too Entra says that it does not manage it: others do.
   */
  private static boolean isUnmanaged(Event signIn) {
    String trust = signIn.single(Field.TRUST_TYPE);
    return managed(signIn, "false")
        && (trust == null || !trust.toLowerCase(Locale.ROOT).contains("hybrid"));
  }

  private static boolean succeeded(Event signIn) {
    List<String> codes = signIn.get(Field.ERROR_CODE);
    return codes.isEmpty()
        ? !"failure".equals(signIn.single(Field.EVENT_OUTCOME))
        : codes.contains("0");
  }
}
