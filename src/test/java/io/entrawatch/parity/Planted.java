// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static io.entrawatch.parity.Texts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * An incident of two legs: the victim's sign-ins and, after the spread, the attacker's.
 *
 * @param rule the rule that is to find it
 * @param complete when the last of it was delivered, ms since the epoch
 */
record Planted(String rule, Kind kind, String session, List<Document> documents, long complete) {
  private static final long MINUTE = 60_000;
  private static final long FIRST_DELIVERY = 2 * MINUTE;
  private static final long SPAN = Duration.ofHours(24).toMillis();

  /**
   * What incidents have in common.
   *
   * @param spreadMinutes from the first sign-in to the last
   * @param delayMinutes how much longer the delivery of the second leg takes
   */
  record Kind(int spreadMinutes, int delayMinutes) {}

  /** Incidents of every kind for every rule, at moments of a day that fall where they will. */
  static List<Planted> all(long seed, int ofAKind) {
    Random random = new Random(seed);
    long day = Instant.parse("2026-01-15T00:00:00Z").toEpochMilli();
    List<Planted> all = new ArrayList<>();
    for (String rule :
        List.of("device-code-concurrent", "device-code-retuned", "auth-broker-to-drs")) {
      int[] spreads =
          rule.startsWith("auth") ? new int[] {1, 5, 10, 20, 29} : new int[] {1, 4, 5, 7, 8};
      for (int spread : spreads) {
        for (int delay : new int[] {0, 5, 15, 30}) {
          for (int i = 0; i < ofAKind; i++) {
            long start = day + (long) (random.nextDouble() * SPAN);
            all.add(planted(rule, new Kind(spread, delay), "session-" + all.size(), start));
          }
        }
      }
    }
    return all;
  }

  private static Planted planted(String rule, Kind kind, String session, long start) {
    long second = start + kind.spreadMinutes * MINUTE;
    long delivered = second + FIRST_DELIVERY + kind.delayMinutes * MINUTE;
    List<Document> documents = new ArrayList<>();
    documents.add(signIn(rule, session, true, start, start + FIRST_DELIVERY));
    if (rule.equals("device-code-concurrent")) {
      documents.add(signIn(rule, session, true, start + 1_000, start + 1_000 + FIRST_DELIVERY));
    }
    documents.add(signIn(rule, session, false, second, delivered));
    return new Planted(rule, kind, session, documents, delivered);
  }

  private static Document signIn(
      String rule, String session, boolean victim, long timestamp, long ingested) {
    Map<Field, JsonNode> fields = new TreeMap<>();
    String address = victim ? "192.0.2.10" : "203.0.113.7";
    fields.put(Field.TIMESTAMP, text(Times.iso(timestamp)));
    fields.put(Field.EVENT_INGESTED, text(Times.iso(ingested)));
    fields.put(Field.EVENT_ID, text(session + "-" + timestamp));
    fields.put(Field.EVENT_CATEGORY, text("authentication"));
    fields.put(Field.EVENT_DATASET, text("azure.signinlogs"));
    fields.put(Field.DATA_STREAM_DATASET, text("azure.signinlogs"));
    fields.put(Field.EVENT_OUTCOME, text("success"));
    fields.put(Field.TENANT_ID, text("tenant-1"));
    fields.put(Field.SESSION_ID, text(session));
    fields.put(Field.IDENTITY, text("Ada"));
    fields.put(Field.USER_PRINCIPAL_NAME, text("ada@example.test"));
    fields.put(Field.USER_TYPE, text("Member"));
    fields.put(Field.CATEGORY, text(victim ? "SignInLogs" : "NonInteractiveUserSignInLogs"));
    fields.put(Field.IS_INTERACTIVE, BooleanNode.valueOf(victim));
    fields.put(Field.SOURCE_IP, text(address));
    fields.put(Field.SOURCE_ADDRESS, text(address));
    fields.put(Field.USER_AGENT, text(victim ? "Mozilla/5.0" : "python-requests/2.32"));
    fields.put(Field.BROWSER, text(victim ? "Chrome 136.0.0" : ""));
    fields.put(Field.ERROR_CODE, IntNode.valueOf(0));
    if (rule.startsWith("auth")) {
      fields.put(Field.APP_ID, text("29d9ed98-a469-4536-ade2-f981bc1d605e"));
      fields.put(Field.RESOURCE_ID, text("01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9"));
    } else {
      fields.put(Field.ORIGINAL_TRANSFER_METHOD, text("deviceCodeFlow"));
      fields.put(Field.AUTHENTICATION_PROTOCOL, text(victim ? "deviceCode" : "none"));
    }
    return new Document(ingested, timestamp, fields, Document.Shape.NESTED);
  }
}
