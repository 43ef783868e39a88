// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.doctor;

import static io.entrawatch.cli.doctor.PlainPage.number;

import io.entrawatch.source.survey.Survey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The first section of the page: what was looked at, how much of it, and from when. */
final class LookedAt {
  private static final int MOST_TOPICS = 5;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private final Survey survey;
  private final PlainPage page;

  private LookedAt(Survey survey, PlainPage page) {
    this.survey = survey;
    this.page = page;
  }

  static void print(Survey survey, PlainPage page) {
    new LookedAt(survey, page).print();
  }

  private void print() {
    page.section("LOOKED AT");
    survey.samples().stream().limit(MOST_TOPICS).forEach(this::sample);
    page.more(survey.samples().size() - MOST_TOPICS, "topics");
    if (survey.messages() == 0) {
      page.warning(
          "There is nothing to read. Check that Microsoft Entra ID sends its sign-in logs here.");
      return;
    }
    boolean files = survey.samples().stream().anyMatch(s -> s instanceof Survey.Files);
    page.row(files ? "lines" : "messages", number(survey.messages()), "");
    page.row("records in them (one may hold many)", number(survey.records()), "");
    if (survey.emptyBatches() > 0) {
      page.row("without any record in it", number(survey.emptyBatches()), "");
    }
    page.row("sign-ins among the records", number(survey.signIns().count()), "");
    if (survey.signIns().happened() != null) {
      page.line("", "the sign-ins happened " + range(survey.signIns().happened()));
    }
  }

  private void sample(Survey.Sample sample) {
    if (sample instanceof Survey.Topic topic) {
      topic(topic);
    } else if (sample instanceof Survey.Files files) {
      page.line("", number(files.files()) + (files.files() == 1 ? " file" : " files"));
      if (files.stopped()) {
        page.warning(
            "Reading stopped after %s records: there is more in the files."
                .formatted(number(survey.records())));
      }
    }
  }

  private void topic(Survey.Topic topic) {
    String read = number(topic.messages());
    String what;
    if (topic.available() == 0) {
      what = "no messages";
    } else if (!topic.ofLastDay()) {
      what = "no message in the last 24 hours; instead the newest, %s, were read".formatted(read);
    } else if (topic.messages() < topic.available()) {
      what =
          "%s messages, spread over the %s of the last 24 hours"
              .formatted(read, number(topic.available()));
    } else {
      what = "all %s messages of the last 24 hours".formatted(read);
    }
    page.line("", "topic " + topic.name() + ": " + what);
    if (topic.arrived() != null) {
      page.line("  ", "they arrived " + range(topic.arrived()));
    }
    if (topic.stopped()) {
      page.warning("Reading took too long and was stopped: the newest messages may be missing.");
    }
  }

  private static String range(Survey.TimeRange range) {
    return "from %s to %s UTC"
        .formatted(
            MINUTE.format(Instant.ofEpochMilli(range.first())),
            MINUTE.format(Instant.ofEpochMilli(range.last())));
  }
}
