// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

import io.entrawatch.traffic.Plot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The conditions of the three rules, told once more and in the plainest way, so that ground truth
 * does not depend on the code that it is to judge.
 */
public final class Conditions {
  private Conditions() {}

  private record Rule(
      Predicate<SampleSignIn> filter,
      Function<SampleSignIn, String> group,
      Duration size,
      Predicate<List<SampleSignIn>> holds) {}

  private static final Map<String, Rule> RULES =
      Map.of(
          Plot.DEVICE_CODE_CONCURRENT,
          new Rule(
              Conditions::hasDeviceCodeMethod,
              s -> s.sessionId() + s.person().name(),
              Duration.ofMinutes(9),
              list ->
                  list.stream().filter(s -> is(s, LogCategory.INTERACTIVE)).count() >= 2
                      && list.stream().anyMatch(s -> is(s, LogCategory.NON_INTERACTIVE))
                      && fromSeveralSources(list)),
          Plot.DEVICE_CODE_RETUNED,
          new Rule(
              Conditions::hasDeviceCodeMethod,
              s -> s.sessionId() + s.person().name(),
              Duration.ofMinutes(9),
              list ->
                  list.stream().anyMatch(s -> s.leg().grant().protocol().equals("deviceCode"))
                      && fromSeveralSources(list)),
          Plot.AUTH_BROKER_TO_DRS,
          new Rule(
              Conditions::isBrokerToRegistration,
              s -> s.sessionId() + s.person().principalName(),
              Duration.ofMinutes(30),
              list ->
                  distinct(list, s -> s.leg().place().address()) >= 2
                      && list.stream()
                          .anyMatch(
                              s ->
                                  s.leg()
                                      .client()
                                      .browser()
                                      .matches("(Chrome|Firefox|Edge|Safari).*"))));

  /**
   * For each session, the rules that can find it in a window over sign-in time, whatever its edges.
   */
  public static Map<String, Set<String>> surelyFound(List<SampleSignIn> signIns) {
    return found(signIns, Duration.ofMinutes(1), List.of(SampleSignIn::timestamp));
  }

  /** For each session, the rules that may find it, in a window over either time. */
  public static Map<String, Set<String>> possiblyFound(List<SampleSignIn> signIns) {
    return found(signIns, Duration.ZERO, List.of(SampleSignIn::timestamp, SampleSignIn::ingested));
  }

  private static Map<String, Set<String>> found(
      List<SampleSignIn> signIns, Duration slide, List<ToLongFunction<SampleSignIn>> times) {
    Map<String, Set<String>> found = new TreeMap<>();
    RULES.forEach(
        (id, rule) -> {
          for (List<SampleSignIn> group : groups(rule, signIns)) {
            for (ToLongFunction<SampleSignIn> time : times) {
              if (holdsWithin(rule, group, time, rule.size.minus(slide).toMillis())) {
                found.computeIfAbsent(group.get(0).sessionId(), s -> new HashSet<>()).add(id);
              }
            }
          }
        });
    return found;
  }

  private static Iterable<List<SampleSignIn>> groups(Rule rule, List<SampleSignIn> signIns) {
    return signIns.stream()
        .filter(s -> s.person() != null)
        .filter(rule.filter)
        .collect(Collectors.groupingBy(rule.group))
        .values();
  }

  private static boolean holdsWithin(
      Rule rule, List<SampleSignIn> group, ToLongFunction<SampleSignIn> time, long span) {
    List<SampleSignIn> sorted = new ArrayList<>(group);
    sorted.sort(Comparator.comparingLong(time));
    for (SampleSignIn first : sorted) {
      long begin = time.applyAsLong(first);
      List<SampleSignIn> window =
          sorted.stream()
              .filter(s -> time.applyAsLong(s) >= begin && time.applyAsLong(s) <= begin + span)
              .toList();
      if (window.size() >= 2 && rule.holds.test(window)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasDeviceCodeMethod(SampleSignIn signIn) {
    return signIn.leg().grant().transferMethod().equals("deviceCodeFlow");
  }

  private static boolean isBrokerToRegistration(SampleSignIn signIn) {
    return signIn.leg().app().id().equals("29d9ed98-a469-4536-ade2-f981bc1d605e")
        && signIn.leg().resource().id().equals("01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9")
        && signIn.leg().outcome().code() == 0
        && signIn.person().type().equals("Member");
  }

  private static boolean is(SampleSignIn signIn, LogCategory category) {
    return signIn.leg().category() == category;
  }

  private static boolean fromSeveralSources(List<SampleSignIn> list) {
    return distinct(list, s -> s.leg().place().address()) >= 2
        || distinct(list, s -> s.leg().client().userAgent()) >= 2;
  }

  private static long distinct(List<SampleSignIn> list, Function<SampleSignIn, String> value) {
    return list.stream().map(value).filter(Objects::nonNull).distinct().count();
  }
}
