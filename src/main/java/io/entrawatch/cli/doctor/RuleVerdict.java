// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.doctor;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.rule.Condition;
import io.entrawatch.rule.Rule;
import io.entrawatch.source.survey.Survey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Whether a rule can work with the sign-ins of a survey.
 *
 * @param why one or two sentences, with the remedy where there is one
 */
record RuleVerdict(Rule rule, Kind kind, String why) {
  /** With fewer sign-ins, what was not seen may still come. */
  static final int ENOUGH = 1_000;

  /** The answer, as the page prints it. */
  enum Kind {
    YES("yes"),
    NOT_SEEN("not seen"),
    NO("no");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** What a survey must ask of every sign-in, so that the rules can be judged. */
  static Map<String, Predicate<Event>> questions(List<Rule> rules) {
    Map<String, Predicate<Event>> questions = new LinkedHashMap<>();
    for (Rule rule : rules) {
      questions.put(rule.id(), rule::takes);
      rule.where().forEach(condition -> questions.put(text(condition), condition::test));
    }
    return questions;
  }

  static RuleVerdict of(Rule rule, Survey survey) {
    Survey.SignIns signIns = survey.signIns();
    for (Condition condition : rule.where()) {
      if (isMissing(condition.field(), signIns)) {
        return no(rule, condition.field(), "The rule takes only sign-ins that have it.");
      }
    }
    for (Field field : rule.neededFields()) {
      if (isMissing(field, signIns) && !rule.canMatchWithout(field)) {
        return no(rule, field, "The rule counts it and cannot alert without it.");
      }
    }
    long taken = signIns.answers().getOrDefault(rule.id(), 0L);
    return taken > 0
        ? new RuleVerdict(
            rule, Kind.YES, "%s passed the filter of this rule.".formatted(signIns(taken)))
        : new RuleVerdict(rule, Kind.NOT_SEEN, whyNotSeen(rule, signIns));
  }

  /** Whether the field is on none of sign-ins that are enough to say so. */
  static boolean isMissing(Field field, Survey.SignIns signIns) {
    return signIns.count() >= ENOUGH && signIns.withValue().getOrDefault(field, 0L) == 0;
  }

  private static RuleVerdict no(Rule rule, Field field, String consequence) {
    return new RuleVerdict(
        rule,
        Kind.NO,
        "No sign-in has %s. %s %s".formatted(field.path(), consequence, FieldRemedy.of(field)));
  }

  private static String whyNotSeen(Rule rule, Survey.SignIns signIns) {
    if (signIns.count() == 0) {
      return "There are no sign-ins.";
    }
    if (signIns.count() < ENOUGH) {
      return "Only %s: too few to tell; %,d are enough."
          .formatted(signIns(signIns.count()), ENOUGH);
    }
    return rule.where().stream()
        .map(RuleVerdict::text)
        .filter(condition -> signIns.answers().getOrDefault(condition, 0L) == 0)
        .findFirst()
        .map(
            condition ->
                ("No sign-in has %s. This is normal if nobody signs in this way; otherwise check"
                        + " that field.")
                    .formatted(condition))
        .orElse(
            "No sign-in passed the whole filter of this rule. Such sign-ins are rare: look again"
                + " later.");
  }

  private static String text(Condition condition) {
    if (condition.oneOf().isEmpty()) {
      return condition.field().path() + " as the rule needs it";
    }
    return condition.field().path() + " = " + String.join(" or ", condition.oneOf());
  }

  private static String signIns(long count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d sign-in" : "%,d sign-ins", count);
  }

  boolean isNo() {
    return kind == Kind.NO;
  }
}
