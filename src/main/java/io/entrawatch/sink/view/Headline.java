// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import io.entrawatch.sink.SafeText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What is said of an incident first, and by which it is ranked: the surer first, then the greater
 * risk, then the newer.
 *
 * @param anchor the place on the page
 * @param user equal for alerts about one user of one tenant; empty where nobody is named
 * @param session equal for alerts about one session; empty where there is none
 */
public record Headline(
    String id,
    String anchor,
    String severity,
    int risk,
    String confidence,
    Instant detected,
    String who,
    String login,
    String rule,
    String user,
    String session,
    Instant first,
    Instant last,
    int signIns,
    long addresses) {
  private static final int TEXT = 200;
  private static final List<String> SURENESS = List.of("high", "medium", "", "low");

  public static final Comparator<Headline> RANK =
      Comparator.comparingInt((Headline headline) -> sureness(headline.confidence()))
          .thenComparing(Comparator.comparingInt(Headline::risk).reversed())
          .thenComparing(
              Headline::detected, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(Headline::id);

  public static Headline of(AlertView story) {
    String login = story.person().name();
    String name = story.person().fullName();
    return new Headline(
        story.id(),
        "i-" + story.id().replaceAll("[^A-Za-z0-9_-]", "_"),
        story.severity(),
        story.risk(),
        story.judgement().confidence(),
        story.detected(),
        cut(!name.isEmpty() ? name : !login.isEmpty() ? login : story.person().id()),
        name.isEmpty() ? "" : cut(login),
        cut(story.rule().name()),
        user(story),
        story.session().isEmpty() ? "" : story.tenant() + ' ' + story.session(),
        story.first(),
        story.last(),
        story.counted(),
        story.signIns().stream().map(SignInRow::ip).distinct().count());
  }

  private static String user(AlertView story) {
    String user = story.person().id().isEmpty() ? story.person().name() : story.person().id();
    return user.isEmpty() ? "" : (story.tenant() + ' ' + user).toLowerCase(Locale.ROOT);
  }

  /** Whether another rule has seen the same: of the same user, at a time that overlaps. */
  boolean isSameIncident(Headline other) {
    return !user.isEmpty()
        && user.equals(other.user)
        && !rule.equals(other.rule)
        && first != null
        && last != null
        && other.first != null
        && other.last != null
        && !first.isAfter(other.last)
        && !other.first.isAfter(last);
  }

  private static String cut(String text) {
    return SafeText.visible(text, TEXT);
  }

  private static int sureness(String confidence) {
    int place = SURENESS.indexOf(confidence);
    return place < 0 ? SURENESS.indexOf("") : place;
  }

  /** One of the four severities, to style by. */
  public String tone() {
    return List.of("critical", "high", "medium", "low").contains(severity) ? severity : "low";
  }
}
