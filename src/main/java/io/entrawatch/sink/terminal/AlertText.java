// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.alert.Alert;
import io.entrawatch.event.Times;
import io.entrawatch.sink.view.AlertView;
import io.entrawatch.sink.view.AlertView.ClauseNote;
import io.entrawatch.sink.view.AlertView.ErrorCode;
import io.entrawatch.sink.view.AlertView.Person;
import io.entrawatch.sink.view.AlertView.Reason;
import io.entrawatch.sink.view.AlertView.WindowSpan;
import io.entrawatch.sink.view.AlertViewReader;
import io.entrawatch.sink.view.DisplayTime;
import io.entrawatch.sink.view.Headline;
import io.entrawatch.sink.view.SignInRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;

/**
 * An alert for people: some lines of text, the last one empty. Whatever the document says is shown
 * harmless (see {@link io.entrawatch.sink.SafeText}) and cut to the width; what it lacks is left
 * out. Times are in UTC; in tables without a date, but where it is not that of {@code when}.
 */
public final class AlertText implements SerializationSchema<Alert> {
  private static final long serialVersionUID = 1L;
  private static final String NONE = "-";

  // Columns of a sign-in that are worth less than the others.
  private static final int LEG = 2;
  private static final int NETWORK = 4;
  private static final int AGENT = 5;
  private static final int APP = 6;

  private final Palette palette;
  private final int width;
  private transient AlertViewReader reader;

  /**
   * @param palette colours, if the output is a terminal
   * @param width columns of the output
   */
  public AlertText(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  @Override
  public void open(InitializationContext context) {
    reader = new AlertViewReader();
  }

  @Override
  public byte[] serialize(Alert alert) {
    return text(reader.read(alert), List.of()).getBytes(UTF_8);
  }

  /**
   * The text.
   *
   * @param others alerts of other rules about the same incident
   */
  String text(AlertView story, List<Headline> others) {
    Page page = new Page(palette, width);
    page.title(story.severity(), story.rule().name());
    page.field("rule", story.rule().id());
    page.field("user", who(story.person()));
    page.field("tenant", story.tenant());
    page.field("session", story.session());
    page.field("when", when(story));
    page.field("detected", detected(story));
    page.field("attack?", story.judgement().confidence());
    page.list("", story.judgement().reasons().stream().map(AlertText::reason).toList());
    Instant given = story.first();
    page.list("why", story.clauses().stream().map(clause -> clause(clause, given)).toList());
    page.list(
        "sign-ins",
        story.signIns().stream().map(signIn -> signIn(signIn, given)).toList(),
        LEG,
        NETWORK,
        AGENT,
        APP);
    page.list("codes", story.judgement().codes().stream().map(AlertText::code).toList());
    page.list("windows", story.windows().stream().map(span -> windows(span, given)).toList());
    page.list("check", story.triage().checkFirst().stream().map(List::of).toList());
    page.field("guide", story.triage().guide());
    String state = story.closed() ? "final" : "open";
    page.field("alert", story.id() + " (" + state + ", revision " + story.revision() + ")");
    page.list("also", others.stream().map(other -> List.of(other.rule(), other.id())).toList());
    return page.text();
  }

  private static String who(Person person) {
    String name = person.fullName();
    String login = person.name();
    return name.isEmpty() ? login : login.isEmpty() ? name : name + " <" + login + ">";
  }

  private static String when(AlertView story) {
    Instant first = story.first();
    Instant last = story.last();
    if (first == null || last == null) {
      return "";
    }
    return Times.iso(first.toEpochMilli())
        + " to "
        + Times.iso(last.toEpochMilli())
        + " ("
        + DisplayTime.length(Duration.between(first, last))
        + ")";
  }

  private static String detected(AlertView story) {
    if (story.detected() == null) {
      return "";
    }
    String at = Times.iso(story.detected().toEpochMilli());
    return story.delay() == null
        ? at
        : at + ", " + DisplayTime.length(story.delay()) + " after the completing sign-in";
  }

  private static List<String> reason(Reason reason) {
    return List.of(reason.sign(), cell(reason.text()));
  }

  private static List<String> code(ErrorCode code) {
    return List.of(cell(code.code()), cell(code.meaning()));
  }

  private static List<String> clause(ClauseNote clause, Instant given) {
    return List.of(
        clause.met() == null ? NONE : DisplayTime.seconds(clause.met(), given),
        cell(clause.condition()),
        clause.number() > 0 ? "as sign-in " + clause.number() + " arrived" : cell(clause.signIn()));
  }

  private static List<String> signIn(SignInRow signIn, Instant given) {
    return List.of(
        Integer.toString(signIn.number()),
        signIn.at() == null ? NONE : DisplayTime.seconds(signIn.at(), given),
        signIn.leg() == SignInRow.Leg.UNKNOWN ? NONE : signIn.leg().word(),
        cell(signIn.ip()),
        cell(signIn.network()),
        cell(signIn.userAgent()),
        cell(signIn.app()),
        cell(signIn.result()),
        signIn.fresh().isEmpty() ? "" : "new: " + signIn.fresh());
  }

  private static List<String> windows(WindowSpan span, Instant given) {
    String count = span.count() == 1 ? "1 window" : span.count() + " windows";
    return List.of(
        cell(span.reading()),
        count
            + ", "
            + DisplayTime.minutes(span.start(), given)
            + " to "
            + DisplayTime.minutes(span.end(), given));
  }

  private static String cell(String words) {
    return words.isEmpty() ? NONE : words;
  }
}
