// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import java.util.List;

/** The parts of an alert that show what it rests on. */
final class Evidence {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** How many windows are listed at most: some 90 KiB. */
  private static final int WINDOWS = 1_000;

  private Evidence() {}

  /** The first matching windows. */
  static ArrayNode windows(List<MatchingWindow> windows, AlertPolicy policy) {
    ArrayNode array = JSON.arrayNode();
    windows.stream()
        .limit(most(policy))
        .forEach(
            window -> {
              ObjectNode node = array.addObject();
              node.put("reading", window.reading());
              node.put("start", Times.iso(window.start()));
              node.put("end", Times.iso(window.end()));
            });
    return array;
  }

  private static int most(AlertPolicy policy) {
    return Math.min(policy.eventsPerAlert(), WINDOWS);
  }

  /** Which sign-in first met each bound of the condition, in the window that was complete first. */
  static ArrayNode clauses(WindowOutcome outcome) {
    ArrayNode array = JSON.arrayNode();
    for (ConditionHit step : outcome.clauses()) {
      ObjectNode node = array.addObject();
      node.put("condition", step.column().replaceFirst("^Esql\\.", "") + " >= " + step.bound());
      node.put("column", step.column());
      node.put("threshold", step.bound());
      if (step.id() != null) {
        node.put("sign_in", step.id());
      }
      node.put("@timestamp", Times.iso(step.timestamp()));
      node.put("ingested", Times.iso(step.ingested()));
    }
    return array;
  }

  /** The sign-in of a step. */
  static ObjectNode step(ConditionHit step) {
    ObjectNode node = JSON.objectNode();
    if (step.id() != null) {
      node.put("sign_in", step.id());
    }
    node.put("@timestamp", Times.iso(step.timestamp()));
    node.put("ingested", Times.iso(step.ingested()));
    return node;
  }

  /**
   * What was left out: {@code sign_ins} that were not kept at all, of those kept the end of the
   * {@code timeline}, the end of the {@code windows}, and {@code values}, long lists or texts.
   */
  static ArrayNode cut(AlertContent content, int listed, AlertPolicy policy, boolean values) {
    ArrayNode cut = JSON.arrayNode();
    if (content.truncated()) {
      cut.add("sign_ins");
    }
    if (listed < content.signIns().size()) {
      cut.add("timeline");
    }
    if (content.windows().size() > most(policy)) {
      cut.add("windows");
    }
    if (values) {
      cut.add("values");
    }
    return cut;
  }

  /** One contributing sign-in. */
  static ObjectNode entry(Event signIn, Excerpt excerpt) {
    ObjectNode entry = JSON.objectNode();
    String id = ConditionHit.idOf(signIn);
    if (id != null) {
      entry.put("id", excerpt.text(id));
    }
    entry.put("@timestamp", Times.iso(signIn.timestamp()));
    entry.put("ingested", Times.iso(signIn.ingested()));
    String leg = leg(signIn.single(Field.CATEGORY));
    if (leg != null) {
      entry.put("leg", leg);
    }
    put(entry, "category", Field.CATEGORY, signIn, excerpt);
    put(entry, "source.ip", Field.SOURCE_IP, signIn, excerpt);
    put(entry, "source.address", Field.SOURCE_ADDRESS, signIn, excerpt);
    put(entry, "source.as.number", Field.SOURCE_AS_NUMBER, signIn, excerpt);
    put(entry, "source.as.organization.name", Field.SOURCE_AS_ORGANIZATION, signIn, excerpt);
    put(entry, "user_agent", Field.USER_AGENT, signIn, excerpt);
    put(entry, "browser", Field.BROWSER, signIn, excerpt);
    put(entry, "operating_system", Field.OPERATING_SYSTEM, signIn, excerpt);
    put(entry, "app", Field.APP_DISPLAY_NAME, signIn, excerpt);
    put(entry, "app_id", Field.APP_ID, signIn, excerpt);
    put(entry, "resource", Field.RESOURCE_DISPLAY_NAME, signIn, excerpt);
    put(entry, "outcome", Field.EVENT_OUTCOME, signIn, excerpt);
    put(entry, "error_code", Field.ERROR_CODE, signIn, excerpt);
    return entry;
  }

  private static String leg(String category) {
    if ("SignInLogs".equals(category)) {
      return "interactive";
    }
    return "NonInteractiveUserSignInLogs".equals(category) ? "non-interactive" : null;
  }

  private static void put(
      ObjectNode entry, String path, Field field, Event signIn, Excerpt excerpt) {
    AlertDocument.nest(entry, path, excerpt.list(field, signIn.get(field)));
  }
}
