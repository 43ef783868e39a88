// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import io.entrawatch.sink.SafeText;
import io.entrawatch.sink.view.AlertView;
import io.entrawatch.sink.view.DisplayTime;
import io.entrawatch.sink.view.SignInRow;
import io.entrawatch.sink.view.SignInRow.Leg;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The contributing sign-ins as a table. */
final class EvidenceHtml {
  /** Sign-ins that are listed of one incident. */
  static final int MOST = 100;

  private static final int CELL = 160;
  private static final int OPEN = 12;

  private final Markup html;
  private Map<String, String> meanings = Map.of();

  EvidenceHtml(Markup html) {
    this.html = html;
  }

  void write(AlertView story, String anchor) throws IOException {
    List<SignInRow> shown = story.signIns().stream().limit(MOST).toList();
    if (shown.isEmpty()) {
      return;
    }
    meanings = new HashMap<>();
    story.judgement().codes().forEach(code -> meanings.put(code.code(), code.meaning()));
    html.open("details", "class", "evidence", "open", shown.size() <= OPEN ? "open" : null);
    html.open("summary").element("h3", "Evidence").text(" " + count(story, shown.size())).close();
    table(shown, story, anchor);
    inFull(shown);
    html.close();
  }

  private static String count(AlertView story, int shown) {
    String all = Words.count(story.counted(), "sign-in") + (story.truncated() ? " or more" : "");
    return shown < story.counted() ? all + ", the first " + shown + " are listed" : all;
  }

  private void table(List<SignInRow> shown, AlertView story, String anchor) throws IOException {
    html.open(
        "div",
        "class",
        "scroll",
        "role",
        "region",
        "tabindex",
        "0",
        "aria-label",
        "Sign-ins, incident " + anchor);
    html.open("table").open("thead").open("tr");
    for (String column :
        List.of("No.", "Time", "Leg", "Address", "User agent", "App and resource", "Result")) {
      html.element("th", column, "scope", "col");
    }
    html.close().close().open("tbody");
    for (SignInRow signIn : shown) {
      row(signIn, story);
    }
    html.close().close().close();
  }

  private void row(SignInRow signIn, AlertView story) throws IOException {
    html.open("tr");
    html.element("th", Integer.toString(signIn.number()), "scope", "row");
    html.open("td", "class", "when");
    html.text(signIn.at() == null ? "" : DisplayTime.seconds(signIn.at(), story.first()));
    if (signIn.at() != null && signIn.arrived() != null) {
      Duration late = Duration.between(signIn.at(), signIn.arrived());
      html.element("span", "came in after " + DisplayTime.length(late), "class", "muted");
    }
    html.close();
    leg(signIn);
    cell(signIn.ip(), joined(signIn.network(), signIn.asn()));
    cell(signIn.userAgent(), signIn.client());
    cell(signIn.app(), signIn.resource());
    html.open("td");
    html.foreign(signIn.result(), CELL);
    String meaning = meanings.getOrDefault(signIn.error(), "");
    if (!meaning.isEmpty()) {
      html.open("span", "class", "muted").foreign(meaning, CELL).close();
    }
    if (signIn.completed()) {
      html.element("span", "completed the pattern", "class", "new");
    }
    if (!signIn.fresh().isEmpty()) {
      html.open("span", "class", "new").text("new: ").foreign(signIn.fresh(), CELL).close();
    }
    html.close().close();
  }

  private void leg(SignInRow signIn) throws IOException {
    html.open("td", "class", "leg").open("svg", "class", "glyph", "aria-hidden", "true");
    html.single(
        "use",
        "href",
        TimelineHtml.smallShape(signIn.leg()),
        "x",
        "50%",
        "y",
        "50%",
        "class",
        "mark " + signIn.leg().word() + (signIn.clean() ? "" : " hollow"));
    html.close().text(signIn.leg() == Leg.UNKNOWN ? "" : signIn.leg().word()).close();
  }

  private void cell(String first, String second) throws IOException {
    html.open("td").foreign(first, CELL);
    if (!second.isEmpty()) {
      html.open("span", "class", "muted").foreign(second, CELL).close();
    }
    html.close();
  }

  private static String joined(String a, String b) {
    return a.isEmpty() || b.isEmpty() ? a + b : a + ", " + b;
  }

  /** The agents that the table had to cut. */
  private void inFull(List<SignInRow> shown) throws IOException {
    List<String> cut =
        shown.stream()
            .map(SignInRow::userAgent)
            .distinct()
            .filter(agent -> SafeText.width(SafeText.visible(agent)) > CELL)
            .toList();
    if (cut.isEmpty()) {
      return;
    }
    html.open("details", "class", "full");
    html.element("summary", "User agents in full: " + cut.size()).open("ul");
    for (String agent : cut) {
      html.open("li").foreign(agent, Integer.MAX_VALUE).close();
    }
    html.close().close();
  }
}
