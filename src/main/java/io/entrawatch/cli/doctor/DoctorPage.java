// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.doctor;

import io.entrawatch.decode.record.Shape;
import io.entrawatch.event.Category;
import io.entrawatch.event.Field;
import io.entrawatch.rule.Rule;
import io.entrawatch.source.survey.NameCounts;
import io.entrawatch.source.survey.Survey;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The page that says what arrives, and whether the rules can work with it. */
final class DoctorPage {
  private static final String NON_INTERACTIVE = "NonInteractiveUserSignInLogs";
  private static final int MOST_REASONS = 6;
  private static final int MOST_LOGS = 10;
  private static final int MOST_TENANTS = 5;
  private static final int MOST_CATEGORIES = 3;

  private final Survey survey;
  private final Survey.SignIns signIns;
  private final List<RuleVerdict> verdicts;
  private final PlainPage page = new PlainPage();

  DoctorPage(Survey survey, List<RuleVerdict> verdicts) {
    this.survey = survey;
    this.signIns = survey.signIns();
    this.verdicts = verdicts;
  }

  String text() {
    LookedAt.print(survey, page);
    if (survey.messages() > 0) {
      shapes();
      deadLetters();
      otherLogs();
    }
    if (signIns.count() > 0) {
      categories();
      tenants();
      delay();
      fields();
    } else if (survey.messages() > 0) {
      noSignIns();
    }
    rules();
    return page.toString();
  }

  private void shapes() {
    if (survey.shapes().isEmpty()) {
      return;
    }
    page.section("RECORDS BY SHAPE (docs/input.md explains each)");
    for (Shape shape : Shape.values()) {
      if (survey.shapes().containsKey(shape)) {
        page.count(shape.code(), survey.shapes().get(shape), survey.records());
      }
    }
  }

  private void deadLetters() {
    long all = survey.allDeadLetters();
    if (all == 0) {
      page.section("DEAD LETTERS (records that cannot be used): none");
      return;
    }
    page.section("DEAD LETTERS (records that cannot be used), and the most frequent cause");
    Comparator<Map.Entry<String, NameCounts>> most =
        Comparator.comparingLong(reason -> -reason.getValue().total());
    survey.deadLetters().entrySet().stream()
        .sorted(most.thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_REASONS)
        .forEach(
            reason -> {
              page.count(reason.getKey(), reason.getValue().total(), survey.records());
              page.line("  ", reason.getValue().all().get(0).name());
            });
    page.more(survey.deadLetters().size() - MOST_REASONS, "reasons");
  }

  private void otherLogs() {
    if (survey.otherLogs().total() == 0) {
      page.section("OTHER LOGS: none");
      return;
    }
    page.section("OTHER LOGS (understood, and left out)");
    counts(survey.otherLogs().all(), MOST_LOGS, survey.records(), "logs");
  }

  private void noSignIns() {
    page.section("NO SIGN-IN WAS RECOGNISED");
    if (survey.allDeadLetters() > 0) {
      page.paragraph("The records are damaged or of an unknown form: see the causes above.");
    }
    if (survey.otherLogs().total() > 0) {
      page.paragraph(
          "The records above are of other logs. In the Entra admin center, Monitoring, Diagnostic"
              + " settings: tick SignInLogs and "
              + NON_INTERACTIVE
              + ".");
    }
    page.paragraph(
        "Expected are JSON records of Microsoft Entra sign-ins: Microsoft's own, with time, category"
            + " (for example SignInLogs) and properties, one a message or many in {\"records\":"
            + " [...]}; Elastic's documents of azure.signinlogs; Elastic Agent's events; rows of Log"
            + " Analytics; or objects of the Graph API."
            + " docs/input.md shows them all.");
  }

  private void categories() {
    page.section("SIGN-INS BY CATEGORY");
    for (String category : Category.ALL) {
      long count = signIns.categories().of(category);
      if (count > 0) {
        page.count(category, count, signIns.count());
      } else {
        page.row(category, "not seen", "");
      }
    }
    List<NameCounts.Count> others =
        signIns.categories().all().stream()
            .filter(count -> Category.ALL.stream().noneMatch(count.name()::equalsIgnoreCase))
            .toList();
    counts(others, MOST_CATEGORIES, signIns.count(), "categories");
    if (signIns.count() >= RuleVerdict.ENOUGH && signIns.categories().of(NON_INTERACTIVE) == 0) {
      page.warning(
          "There are no non-interactive sign-ins. Usually there are 10 to 50 times as many of them as"
              + " of interactive ones. A device-code phish shows in both, and is missed without them."
              + " In the Entra admin center, Monitoring, Diagnostic settings: tick "
              + NON_INTERACTIVE
              + ".");
    }
  }

  private void tenants() {
    page.section("TENANTS");
    counts(signIns.tenants().all(), MOST_TENANTS, signIns.count(), "tenants");
  }

  private void delay() {
    if (signIns.delays().isEmpty()) {
      return;
    }
    page.section("DELAY from a sign-in to its arrival");
    page.row(
        "p50: half of them arrive within", Delay.text(Delay.percentile(signIns.delays(), 50)), "");
    page.row(
        "p99: 99 of 100 arrive within", Delay.text(Delay.percentile(signIns.delays(), 99)), "");
    long median = Delay.percentile(signIns.delays(), 50);
    if (median > longestLateness()) {
      page.warning(
          "Half of the sign-ins arrive more than "
              + Delay.text(longestLateness())
              + " after they were made. Windows over the time of the sign-in do not wait so long: a"
              + " running job sends such sign-ins to the topic of late ones, kafka.topics.late, and"
              + " some alerts are missed. Old records that were sent for a trial look like this: try"
              + " them with detect.");
    }
  }

  private long longestLateness() {
    return verdicts.stream()
        .flatMap(verdict -> verdict.rule().windows().values().stream())
        .mapToLong(window -> window.lateness().toMillis())
        .max()
        .orElse(Long.MAX_VALUE);
  }

  private void fields() {
    page.section("FIELDS that the rules need: sign-ins that have a value");
    Set<Field> fields = new LinkedHashSet<>();
    verdicts.forEach(verdict -> fields.addAll(verdict.rule().neededFields()));
    fields.add(Field.SOURCE_AS_NUMBER);
    fields.add(Field.AUTONOMOUS_SYSTEM_NUMBER);
    for (Field field : fields) {
      page.count(field.path(), signIns.withValue().getOrDefault(field, 0L), signIns.count());
    }
    fields.stream().filter(field -> RuleVerdict.isMissing(field, signIns)).forEach(this::missing);
  }

  private void missing(Field field) {
    List<String> groupedBy =
        verdicts.stream()
            .map(RuleVerdict::rule)
            .filter(rule -> rule.groupFields().contains(field))
            .map(Rule::id)
            .toList();
    if (!groupedBy.isEmpty()) {
      page.warning(
          "No sign-in has %s. Sign-ins are grouped by it (%s): without it, unrelated sign-ins come"
                  .formatted(field.path(), String.join(", ", groupedBy))
              + " into one group, and alerts may be wrong or missing. "
              + FieldRemedy.of(field));
    }
  }

  private void rules() {
    page.section("CAN THE RULES WORK WITH IT?");
    int ids = verdicts.stream().mapToInt(v -> v.rule().id().length()).max().orElse(1);
    for (RuleVerdict verdict : verdicts) {
      String lead = ("%-" + ids + "s  %-8s").formatted(verdict.rule().id(), verdict.kind().text());
      page.labelled(lead, verdict.why());
    }
  }

  private void counts(List<NameCounts.Count> counts, int most, long all, String what) {
    counts.stream().limit(most).forEach(each -> page.count(each.name(), each.count(), all));
    page.more(counts.size() - most, what);
  }
}
