// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import io.entrawatch.sink.view.AlertView;
import io.entrawatch.sink.view.DisplayTime;
import io.entrawatch.sink.view.SignInRow;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The facts of an incident that fit into a line each. */
final class FactsHtml {
  private final Markup html;

  FactsHtml(Markup html) {
    this.html = html;
  }

  void write(AlertView story) throws IOException {
    html.open("dl", "class", "facts");
    fact("User", story.person().name());
    if (story.first() != null && story.last() != null) {
      fact(
          "When",
          DisplayTime.seconds(story.first(), null)
              + " to "
              + DisplayTime.seconds(story.last(), story.first())
              + " UTC, "
              + IncidentHtml.length(story.first(), story.last()));
    }
    if (story.detected() != null) {
      String delay =
          story.delay() == null
              ? ""
              : ", " + DisplayTime.length(story.delay()) + " after the completing sign-in";
      fact("Detected", DisplayTime.seconds(story.detected(), story.first()) + delay);
    }
    List<SignInRow> signIns = story.signIns();
    fact("Sign-ins", story.counted() + ": " + IncidentHtml.legs(signIns));
    fact(
        "Sources",
        Words.count(distinct(signIns, SignInRow::ip), "address")
            + ", "
            + Words.count(distinct(signIns, SignInRow::network), "network")
            + ", "
            + Words.count(distinct(signIns, SignInRow::userAgent), "user agent"));
    fact("Session", story.session());
    fact("Tenant", story.tenant());
    html.close();
  }

  private static long distinct(List<SignInRow> signIns, Function<SignInRow, String> value) {
    return signIns.stream().map(value).filter(text -> !text.isEmpty()).distinct().count();
  }

  private void fact(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      html.open("div").element("dt", name).open("dd").foreign(value, 200).close().close();
    }
  }
}
