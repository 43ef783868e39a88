// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import io.entrawatch.sink.view.AlertGroup;
import io.entrawatch.sink.view.AlertRanking;
import io.entrawatch.sink.view.AlertRanking.Ranked;
import io.entrawatch.sink.view.AlertViewReader;
import io.entrawatch.sink.view.DisplayTime;
import io.entrawatch.sink.view.Headline;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The report: one page that needs nothing but itself and may do nothing but be read (no script, no
 * request; a policy within it says so to the browser). The same alerts give the same bytes.
 */
final class ReportPage {
  private static final int OPEN = 5; // incidents that stand open
  private static final String SHAPES =
      "<svg class=\"shapes\" aria-hidden=\"true\"><defs>"
          + "<circle id=\"circle\" r=\"9\"/>"
          + "<path id=\"diamond\" d=\"M0-11.5 11.5 0 0 11.5-11.5 0Z\"/>"
          + "<path id=\"triangle\" d=\"M0-11 11 9-11 9Z\"/>"
          + "<circle id=\"ring\" r=\"13\"/>"
          + "<circle id=\"small-circle\" r=\"5.5\"/>"
          + "<path id=\"small-diamond\" d=\"M0-7 7 0 0 7-7 0Z\"/>"
          + "<path id=\"small-triangle\" d=\"M0-6.5 6.5 5.5-6.5 5.5Z\"/>"
          + "<circle id=\"small-ring\" r=\"8.5\"/>"
          + "</defs></svg>";

  private final List<AlertGroup> groups;
  private final long hidden;
  private final AlertViewReader reader = new AlertViewReader();

  ReportPage(AlertRanking ranking) {
    List<Ranked> ranked = ranking.kept();
    groups = AlertGroup.of(ranked);
    hidden = ranking.seen() - ranked.size();
  }

  void write(Appendable out) throws IOException {
    Markup html = new Markup(out);
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en");
    head(html);
    html.raw("\n").open("body").raw(SHAPES);
    html.element("a", "Skip to the incidents", "class", "skip", "href", "#incidents");
    title(html);
    html.open("main");
    overview(html);
    incidents(html);
    html.close();
    footer(html);
    html.close().raw("\n").close().raw("\n");
  }

  private void head(Markup html) throws IOException {
    Stylesheet style = Stylesheet.load();
    html.open("head").single("meta", "charset", "utf-8");
    html.single(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src '"
            + style.hash()
            + "'; base-uri 'none'; "
            + "form-action 'none'");
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.single("meta", "name", "referrer", "content", "no-referrer");
    html.single("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", "Entrawatch: " + Words.count(incidents(), "incident"));
    html.open("style").raw(style.text()).close().close();
  }

  private void title(Markup html) throws IOException {
    html.open("header").element("p", "Entrawatch report", "class", "product");
    html.element("h1", incidents() == 0 ? "No incidents" : Words.count(incidents(), "incident"));
    if (incidents() == 0) {
      html.element("p", "No sign-ins matched a rule.", "class", "muted");
    } else {
      html.element("p", facts(), "class", "muted");
    }
    if (hidden > 0) {
      html.element(
          "p",
          "The "
              + Words.count(groups.size(), "foremost incident").replace("1 ", "")
              + " are shown; the others are in the alerts themselves (detect --alerts FILE).",
          "class",
          "notice");
    }
    html.close();
  }

  private long incidents() {
    return groups.size() + hidden;
  }

  private String facts() {
    List<Headline> lines = headlines();
    long users = lines.stream().map(line -> line.who() + '\n' + line.login()).distinct().count();
    StringBuilder facts = new StringBuilder(Words.count(users, "user"));
    Map<String, Long> tones =
        lines.stream().collect(Collectors.groupingBy(Headline::tone, Collectors.counting()));
    for (String tone : List.of("critical", "high", "medium", "low")) {
      if (tones.containsKey(tone)) {
        facts.append(" · ").append(tones.get(tone)).append(' ').append(tone);
      }
    }
    Comparator<Instant> order = Comparator.naturalOrder();
    Instant first =
        lines.stream().map(Headline::first).filter(Objects::nonNull).min(order).orElse(null);
    Instant last =
        lines.stream().map(Headline::last).filter(Objects::nonNull).max(order).orElse(null);
    if (first != null && last != null) {
      facts.append(" · ").append(DisplayTime.minutes(first, null));
      facts.append(" to ").append(DisplayTime.minutes(last, first)).append(" UTC");
    }
    return facts.toString();
  }

  private List<Headline> headlines() {
    return groups.stream().map(AlertGroup::headline).toList();
  }

  private void overview(Markup html) throws IOException {
    if (groups.isEmpty()) {
      return;
    }
    html.open("nav", "aria-label", "Overview")
        .open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", "Ranking");
    html.open("table", "class", "overview").open("thead").open("tr");
    for (String column : List.of("No.", "Severity", "User", "What", "When, UTC", "Sign-ins")) {
      html.element("th", column, "scope", "col");
    }
    html.close().close().open("tbody");
    int place = 0;
    for (AlertGroup group : groups) {
      row(html, group, ++place);
    }
    html.close().close().close().close();
  }

  private static void row(Markup html, AlertGroup group, int place) throws IOException {
    Headline line = group.headline();
    html.open("tr").element("td", Integer.toString(place));
    html.open("td");
    Badges.write(html, line);
    html.close().open("th", "scope", "row").open("a", "href", "#" + line.anchor());
    html.foreign(line.who().isEmpty() ? "A user without a name" : line.who(), 60).close();
    html.open("span", "class", "muted").foreign(line.login(), 60).close().close();
    html.open("td").foreign(line.rule(), 100);
    for (Headline other : group.others()) {
      html.open("span", "class", "muted").text("and ").foreign(other.rule(), 100).close();
    }
    html.close();
    html.element("td", Badges.span(line), "class", "when");
    html.element("td", line.signIns() + " from " + Words.count(line.addresses(), "address"));
    html.close();
  }

  private void incidents(Markup html) throws IOException {
    html.open("section", "id", "incidents", "tabindex", "-1", "aria-label", "Incidents");
    Map<String, List<Headline>> sessions =
        headlines().stream()
            .filter(line -> !line.session().isEmpty())
            .collect(Collectors.groupingBy(Headline::session));
    IncidentHtml incident = new IncidentHtml(html);
    int place = 0;
    for (AlertGroup group : groups) {
      Headline line = group.headline();
      List<Headline> related =
          sessions.getOrDefault(line.session(), List.of()).stream()
              .filter(other -> !other.id().equals(line.id()))
              .limit(10)
              .toList();
      html.raw("\n");
      place++;
      incident.write(reader.read(group.foremost().alert()), group, place, place <= OPEN, related);
    }
    html.close();
  }

  private static void footer(Markup html) throws IOException {
    html.open("footer", "class", "muted");
    html.element(
        "p",
        "Ranked by confidence, then by risk, then the newest first. All times are UTC. Escapes"
            + " such as \\u202e stand for invisible or active characters. This page holds personal"
            + " data; it loads nothing and sends nothing.");
    html.close();
  }
}
