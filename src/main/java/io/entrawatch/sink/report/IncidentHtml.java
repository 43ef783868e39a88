// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import io.entrawatch.sink.view.AlertGroup;
import io.entrawatch.sink.view.AlertView;
import io.entrawatch.sink.view.AlertView.ClauseNote;
import io.entrawatch.sink.view.AlertView.Reason;
import io.entrawatch.sink.view.AlertView.Technique;
import io.entrawatch.sink.view.AlertView.WindowSpan;
import io.entrawatch.sink.view.DisplayTime;
import io.entrawatch.sink.view.Headline;
import io.entrawatch.sink.view.SignInRow;
import io.entrawatch.sink.view.SignInRow.Leg;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One incident, from who and when down to every sign-in. */
final class IncidentHtml {
  private static final int TEXT = 200;

  private final Markup html;

  IncidentHtml(Markup html) {
    this.html = html;
  }

  /**
   * @param place in the ranking, from 1
   * @param related other alerts about the same session
   */
  void write(AlertView story, AlertGroup group, int place, boolean open, List<Headline> related)
      throws IOException {
    Headline headline = group.headline();
    html.open("article", "class", "incident tone-" + headline.tone());
    html.open("details", "open", open ? "open" : null);
    summary(headline, place);
    html.open("div", "class", "body", "id", headline.anchor());
    if (!story.rule().description().isEmpty()) {
      html.open("p", "class", "lead").foreign(story.rule().description(), 2000).close();
    }
    others(group.others());
    judgement(story);
    html.element("h3", "From where, and when");
    new TimelineHtml(html).write(story);
    triage(story);
    why(story);
    html.element("h3", "In short");
    new FactsHtml(html).write(story);
    related(related);
    new EvidenceHtml(html).write(story, Integer.toString(place));
    links(story);
    small(story);
    html.close().close().close();
  }

  /** They have ids of their own, by which they are found elsewhere. */
  private void others(List<Headline> others) throws IOException {
    for (Headline other : others) {
      html.open("p", "class", "related").text("Seen by another rule too: ");
      html.foreign(other.rule(), TEXT);
      html.text(", alert ").open("code").foreign(other.id(), 60).close().close();
    }
  }

  private void summary(Headline headline, int place) throws IOException {
    html.open("summary").element("span", Integer.toString(place), "class", "place");
    html.open("span", "class", "title").open("h2");
    html.foreign(headline.who().isEmpty() ? "A user without a name" : headline.who(), TEXT);
    html.close().open("span", "class", "what").foreign(headline.rule(), TEXT).close().close();
    html.open("span", "class", "aside");
    Badges.write(html, headline);
    html.open("span", "class", "muted");
    html.text(Badges.span(headline)).close().close().close();
  }

  private void judgement(AlertView story) throws IOException {
    if (!story.judged()) {
      return;
    }
    html.open("section", "class", "judgement");
    html.open("h3").text("Is it an attack? ");
    html.foreign(Words.capital(story.judgement().confidence()), 20).text(" confidence").close();
    html.open("ul", "class", "reasons");
    for (Reason reason : story.judgement().reasons()) {
      html.open("li").element("span", reason.sign(), "class", "sign", "aria-hidden", "true");
      html.foreign(reason.text(), 400);
      html.element("span", said(reason), "class", "muted").close();
    }
    html.close().close();
  }

  private static String said(Reason reason) {
    return switch (reason.effect()) {
      case "raises" -> " speaks for it";
      case "lowers" -> " speaks against it";
      default -> "";
    };
  }

  private void triage(AlertView story) throws IOException {
    steps("Check first", story.triage().checkFirst());
    steps("Then", story.triage().thenDo());
  }

  private void steps(String heading, List<String> steps) throws IOException {
    if (!steps.isEmpty()) {
      html.element("h3", heading).open("ol", "class", "why");
      for (String step : steps) {
        html.open("li").foreign(step, 1000).close();
      }
      html.close();
    }
  }

  private void related(List<Headline> related) throws IOException {
    if (related.isEmpty()) {
      return;
    }
    html.open("p", "class", "related").text("Same session, found by another rule or period: ");
    for (int i = 0; i < related.size(); i++) {
      html.text(i == 0 ? "" : ", ").open("a", "href", "#" + related.get(i).anchor());
      html.foreign(related.get(i).rule(), TEXT).close();
    }
    html.close();
  }

  private void why(AlertView story) throws IOException {
    if (story.clauses().isEmpty()) {
      return;
    }
    html.element("h3", "Why the rule matched").open("ol", "class", "why");
    for (ClauseNote clause : story.clauses()) {
      html.open("li").open("code").foreign(clause.condition(), TEXT).close();
      Instant met = clause.met();
      html.open("span", "class", "muted");
      html.text(met == null ? " met " : " met at " + DisplayTime.seconds(met, story.first()) + " ");
      if (clause.number() > 0) {
        html.text("as sign-in " + clause.number() + " came in");
      } else if (!clause.signIn().isEmpty()) {
        html.text("as sign-in ").foreign(clause.signIn(), 60).text(" came in");
      }
      html.close().close();
    }
    html.close();
  }

  private void links(AlertView story) throws IOException {
    Portal portal = new Portal(story.tenant());
    html.element("h3", "Look further").open("ul", "class", "links");
    for (String address : portal.signInsOf(story.person().id()).stream().toList()) {
      link(address, "This user's sign-ins in Entra");
    }
    for (String address : portal.page(story.person().id()).stream().toList()) {
      link(address, "This user in Entra");
    }
    link(portal.signInLogs(), "All sign-in logs in Entra");
    for (String address : Portal.address(story.rule().reference()).stream().toList()) {
      link(address, "The rule, explained");
    }
    for (Technique technique : story.techniques()) {
      for (String address : Portal.address(technique.reference()).stream().toList()) {
        link(address, technique.id() + " " + technique.name());
      }
    }
    html.close();
  }

  private void link(String address, String words) throws IOException {
    html.open("li").open("a", "href", address, "rel", "noreferrer noopener");
    html.foreign(words, TEXT).close().close();
  }

  private void small(AlertView story) throws IOException {
    html.open("p", "class", "small muted").text("Alert ").element("code", story.id());
    html.text(", revision " + story.revision() + (story.closed() ? ", final" : ", still open"));
    html.text(". Rule ").element("code", story.rule().id());
    for (WindowSpan span : story.windows()) {
      html.text(", ").foreign(span.reading(), 20);
      html.text(" reading: " + Words.count(span.count(), "window") + ", ");
      html.text(DisplayTime.minutes(span.start(), story.first()) + " to ");
      html.text(DisplayTime.minutes(span.end(), story.first()));
    }
    html.text(".");
    if (!story.triage().guide().isEmpty()) {
      html.text(" Guide: ").open("code").foreign(story.triage().guide(), 200).close().text(".");
    }
    if (story.groupIncomplete()) {
      html.text(" A grouping field has no value: several sessions or users may be in this.");
    }
    if (story.truncated()) {
      html.text(" Something was left out for its number or length; numbers are lower bounds.");
    }
    html.close();
  }

  /** How many sign-ins of each leg there are. */
  static String legs(List<SignInRow> signIns) {
    long interactive = signIns.stream().filter(s -> s.leg() == Leg.INTERACTIVE).count();
    long other = signIns.stream().filter(s -> s.leg() == Leg.NON_INTERACTIVE).count();
    return interactive + " interactive, " + other + " non-interactive";
  }

  static String length(Instant from, Instant to) {
    return DisplayTime.length(Duration.between(from, to));
  }
}
