// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import io.entrawatch.event.DataSet;
import io.entrawatch.event.Field;
import io.entrawatch.expression.Literal;
import io.entrawatch.language.esql.Gate;
import io.entrawatch.language.esql.Plan;
import io.entrawatch.language.esql.RequiredTexts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a rule file is as a stream.
 *
 * @param type null if the file could not be read
 * @param kind null if the rule is refused
 * @param windows of an aggregation; empty for single events
 * @param texts see {@link RequiredTexts}; empty: every record is read
 * @param costly whether a window has to be judged whatever it holds
 * @param loses what Elastic's schedule of the rule loses, a sentence each
 * @param reason why the rule is refused; null if it is not
 */
public record RuleCheck(
    String file,
    String id,
    RuleType type,
    Kind kind,
    Set<DataSet> dataSets,
    List<Window> windows,
    List<Set<String>> texts,
    boolean costly,
    Schedule schedule,
    List<String> loses,
    String reason) {

  /** When a match is told. */
  public enum Kind {
    /** The moment it holds. */
    EARLY("early"),
    /** When its window has ended. */
    WINDOW_END("window-end"),
    /** Each event by itself. */
    EVENT("event");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /**
   * @param reading {@code elastic} or {@code sign-in}
   * @param clock the field whose time is windowed
   */
  public record Window(String reading, String clock, Duration size, Duration slide) {}

  private static final Duration LONGEST = Duration.ofHours(24);

  /**
   * Checks a rule file.
   *
   * @param file its name or path
   */
  public static RuleCheck of(String file, byte[] bytes) {
    RuleFile rule;
    try {
      rule = RuleFile.parse(file, bytes);
    } catch (RuleRefused e) {
      return refused(file, null, null, null, Set.of(), e.getMessage());
    }
    try {
      return of(rule);
    } catch (RuleRefused e) {
      return refused(
          file,
          rule.id(),
          rule.type(),
          rule.schedule(),
          IndexPatterns.dataSets(rule.index()),
          e.getMessage());
    }
  }

  private static RuleCheck refused(
      String file, String id, RuleType type, Schedule schedule, Set<DataSet> sets, String reason) {
    return new RuleCheck(
        file, id, type, null, sets, List.of(), List.of(), false, schedule, List.of(), reason);
  }

  private static RuleCheck of(RuleFile rule) throws RuleRefused {
    if (rule.type() != RuleType.ESQL) {
      throw refused(rule, "rules of type " + rule.type().id() + " are not supported yet");
    }
    Set<DataSet> sets = IndexPatterns.dataSets(RuleQuery.indices(rule));
    if (sets.isEmpty()) {
      throw refused(rule, "reads none of the Entra ID logs; nothing of it can match");
    }
    if (!sets.contains(DataSet.SIGN_INS)) {
      throw refused(rule, "reads " + ids(sets) + ", and only signinlogs are decoded yet");
    }
    Plan plan = RuleQuery.plan(rule);
    if (!plan.isAggregation()) {
      return new RuleCheck(
          rule.file(),
          rule.id(),
          rule.type(),
          Kind.EVENT,
          sets,
          List.of(),
          RequiredTexts.of(plan),
          false,
          rule.schedule(),
          loses(rule, plan, Duration.ZERO),
          null);
    }
    Duration size = size(rule, plan);
    if (size.compareTo(LONGEST) > 0) {
      throw refused(rule, "looks back more than 24 hours, which no window holds; shorten it");
    }
    boolean early = Gate.isMonotone(plan);
    return new RuleCheck(
        rule.file(),
        rule.id(),
        rule.type(),
        early ? Kind.EARLY : Kind.WINDOW_END,
        sets,
        windows(rule, plan, size, early),
        RequiredTexts.of(plan),
        Gate.of(plan).equals(Literal.TRUE),
        rule.schedule(),
        loses(rule, plan, size),
        null);
  }

  private static RuleRefused refused(RuleFile rule, String reason) {
    return new RuleRefused(rule.file(), 0, 0, reason);
  }

  private static String ids(Set<DataSet> sets) {
    return String.join(", ", sets.stream().map(DataSet::id).toList());
  }

  private static Duration size(RuleFile rule, Plan plan) {
    if (plan.stats().bucketSize() != null) {
      return plan.stats().bucketSize();
    }
    Duration lookBack = rule.schedule().lookBack();
    return plan.lookBack() != null && plan.lookBack().compareTo(lookBack) < 0
        ? plan.lookBack()
        : lookBack;
  }

  private static List<Window> windows(RuleFile rule, Plan plan, Duration size, boolean early) {
    List<Window> windows = new ArrayList<>();
    boolean bucket = plan.stats().bucketSize() != null;
    Duration slide = slide(size);
    windows.add(
        bucket
            ? new Window("elastic", Field.TIMESTAMP.path(), size, size)
            : new Window(
                "elastic",
                rule.timestampOverride(),
                size,
                early ? slide : rule.schedule().interval()));
    if (early) {
      windows.add(new Window("sign-in", Field.TIMESTAMP.path(), size, slide));
    }
    return List.copyOf(windows);
  }

  /** A minute, or a twelfth of a size over an hour, in whole minutes. */
  private static Duration slide(Duration size) {
    return size.compareTo(Duration.ofHours(1)) <= 0
        ? Duration.ofMinutes(1)
        : Duration.ofMinutes(Math.max(1, size.toMinutes() / 12));
  }

  private static List<String> loses(RuleFile rule, Plan plan, Duration size) {
    List<String> loses = new ArrayList<>();
    Schedule schedule = rule.schedule();
    boolean bucket = plan.isAggregation() && plan.stats().bucketSize() != null;
    if (!schedule.gap().isZero()) {
      loses.add(
          "Of every "
              + show(schedule.interval())
              + ", no run looks at "
              + show(schedule.gap())
              + ".");
    } else if (bucket && schedule.lookBack().compareTo(size.plus(schedule.interval())) < 0) {
      loses.add(
          "A bucket of "
              + show(size)
              + " is not sure to be seen whole: a run looks back "
              + show(schedule.lookBack())
              + ", less than bucket and interval together.");
    } else if (plan.isAggregation() && !bucket) {
      loses.add(
          "Events that are more than "
              + show(schedule.overlap())
              + " apart can fall into two runs, neither of which sees both.");
    }
    if (!schedule.overlap().isZero() && rule.suppression() == null) {
      loses.add(
          "Runs overlap by "
              + show(schedule.overlap())
              + ", and nothing suppresses repeated alerts.");
    }
    loses.add("A run makes at most " + rule.maxSignals() + " alerts.");
    return List.copyOf(loses);
  }

  /** As in {@code 90s}, {@code 9m} or {@code 2h}. */
  public static String show(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 3600 == 0 && seconds > 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
