// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import io.entrawatch.sink.report.Lanes.Lane;
import io.entrawatch.sink.view.AlertView;
import io.entrawatch.sink.view.DisplayTime;
import io.entrawatch.sink.view.SignInRow;
import io.entrawatch.sink.view.SignInRow.Leg;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The picture of an incident: one lane for each address and each user agent, a mark for each
 * sign-in, by shape and by colour. A sign-in has the same number here as everywhere.
 */
final class TimelineHtml {
  private static final int LANE = 30; // pixels that a row of marks takes
  private static final int DENSE_LANE = 18;
  private static final int NUMBERED = 40; // marks of more sign-ins are too close for numbers
  private static final int NAME = 300;

  private final Markup html;
  private boolean numbered;

  TimelineHtml(Markup html) {
    this.html = html;
  }

  void write(AlertView story) throws IOException {
    Axis axis = Axis.over(story.signIns());
    if (axis == null) {
      return;
    }
    html.open("div", "class", "timeline");
    legend(story.signIns());
    numbered = story.signIns().size() <= NUMBERED;
    lanes("Addresses", Lanes.by(SignInRow::ip, story.signIns()), axis);
    lanes("User agents", Lanes.by(SignInRow::userAgent, story.signIns()), axis);
    times(axis, story.first());
    html.close();
  }

  private void legend(List<SignInRow> signIns) throws IOException {
    html.open("p", "class", "legend");
    for (Leg leg : Leg.values()) {
      if (signIns.stream().anyMatch(signIn -> signIn.leg() == leg)) {
        key("mark " + leg.word(), smallShape(leg), leg == Leg.UNKNOWN ? "leg unknown" : leg.word());
      }
    }
    if (signIns.stream().anyMatch(signIn -> !signIn.clean())) {
      key("mark hollow", smallShape(Leg.INTERACTIVE), "hollow: interrupted or failed");
    }
    if (signIns.stream().anyMatch(signIn -> !signIn.fresh().isEmpty())) {
      key("ring", "#small-ring", "ring: the first to come in from its address or agent");
    }
    html.close();
  }

  private void key(String kind, String shape, String words) throws IOException {
    html.open("span", "class", "key").open("svg", "class", "glyph", "aria-hidden", "true");
    html.single("use", "href", shape, "x", "50%", "y", "50%", "class", kind);
    html.close().text(words).close();
  }

  static String smallShape(Leg leg) {
    return "#small-" + shape(leg).substring(1);
  }

  private static String shape(Leg leg) {
    return switch (leg) {
      case INTERACTIVE -> "#circle";
      case NON_INTERACTIVE -> "#diamond";
      case UNKNOWN -> "#triangle";
    };
  }

  private void lanes(String heading, Lanes lanes, Axis axis) throws IOException {
    html.element("h4", heading);
    for (Lane lane : lanes.lanes()) {
      html.open("div", "class", "lane").open("div", "class", "name");
      name(lane);
      html.close();
      track(lane, axis);
      html.close();
    }
  }

  private void name(Lane lane) throws IOException {
    if (lane.value().isEmpty()) {
      html.element("span", "none given", "class", "muted");
    } else {
      html.foreign(lane.value(), NAME);
    }
    if (lane.others() > 0) {
      html.element("span", " and " + lane.others() + " others", "class", "muted");
    } else {
      SignInRow any = lane.signIns().get(0);
      boolean address = lane.value().equals(any.ip());
      String more = address ? any.network() : any.client();
      String asn = address ? any.asn() : "";
      if (!more.isEmpty() || !asn.isEmpty()) {
        html.open("span", "class", "muted").foreign(more, 80).text(' ' + asn).close();
      }
    }
  }

  private void track(Lane lane, Axis axis) throws IOException {
    List<Integer> levels = lane.levels(axis);
    int row = numbered ? LANE : DENSE_LANE;
    int height = row * (1 + levels.stream().mapToInt(level -> level).max().orElse(0));
    html.open(
        "svg",
        "class",
        numbered ? "track" : "track dense",
        "role",
        "img",
        "aria-label",
        lane.said(),
        "width",
        "100%",
        "height",
        Integer.toString(height));
    for (Instant tick : axis.ticks()) {
      String x = Axis.place(axis.percent(tick));
      html.single("line", "class", "tick", "x1", x, "x2", x, "y1", "0", "y2", "100%");
    }
    String middle = Integer.toString(row / 2);
    html.single("line", "class", "rail", "x1", "0", "x2", "100%", "y1", middle, "y2", middle);
    for (int i = 0; i < levels.size(); i++) {
      if (lane.signIns().get(i).at() != null) {
        mark(lane.signIns().get(i), axis, row / 2 + row * levels.get(i));
      }
    }
    html.close();
  }

  private void mark(SignInRow signIn, Axis axis, int y) throws IOException {
    String x = Axis.place(axis.percent(signIn.at()));
    String height = Integer.toString(y);
    String hollow = signIn.clean() ? "" : " hollow";
    if (!signIn.fresh().isEmpty()) {
      html.single(
          "use", "href", numbered ? "#ring" : "#small-ring", "x", x, "y", height, "class", "ring");
    }
    html.single(
        "use",
        "href",
        numbered ? shape(signIn.leg()) : smallShape(signIn.leg()),
        "x",
        x,
        "y",
        height,
        "class",
        "mark " + signIn.leg().word() + hollow);
    if (numbered) {
      html.element(
          "text",
          Integer.toString(signIn.number()),
          "x",
          x,
          "y",
          height,
          "dy",
          "0.36em",
          "class",
          "number" + hollow);
    }
  }

  private void times(Axis axis, Instant given) throws IOException {
    html.open("div", "class", "lane axis");
    String date = given == null ? "" : ", " + DisplayTime.date(given);
    html.element("div", "Sign-in time, UTC" + date, "class", "name muted");
    html.open("svg", "class", "track", "aria-hidden", "true", "width", "100%", "height", "20");
    for (Instant tick : axis.ticks()) {
      html.element(
          "text",
          axis.coarse() ? DisplayTime.minutes(tick, tick) : DisplayTime.seconds(tick, tick),
          "x",
          Axis.place(axis.percent(tick)),
          "y",
          "14",
          "class",
          "time");
    }
    html.close().close();
  }
}
