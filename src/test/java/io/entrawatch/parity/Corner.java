// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.event.Field;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A corner of Elasticsearch's semantics that every run must have gone round. Where nothing else is
 * said it is a property of documents that some rule takes.
 */
enum Corner {
  // Grouping keys.
  NULL_SESSION(d -> d.deviceCode() && d.isNull(Field.SESSION_ID)),
  NULL_SESSION_OF_BROKER(d -> d.broker() && d.isNull(Field.SESSION_ID)),
  NULL_IDENTITY(d -> d.deviceCode() && d.isNull(Field.IDENTITY)),
  NULL_IDENTITY_OF_BROKER_IS_FILTERED(d -> d.missedByBroker() && d.isNull(Field.IDENTITY)),
  NULL_UPN_IS_FILTERED(d -> d.missedByBroker() && d.isNull(Field.USER_PRINCIPAL_NAME)),
  NULL_ADDRESS_IS_FILTERED(d -> d.missedByBroker() && d.isNull(Field.SOURCE_ADDRESS)),
  EMPTY_SESSION(d -> d.taken() && d.has(Field.SESSION_ID, ""::equals)),
  EMPTY_IDENTITY(d -> d.taken() && d.has(Field.IDENTITY, ""::equals)),
  EMPTY_UPN(d -> d.broker() && d.has(Field.USER_PRINCIPAL_NAME, ""::equals)),
  KEY_THAT_READS_NULL(d -> d.taken() && d.has(Field.SESSION_ID, "null"::equals)),
  KEY_WITH_QUOTES_AND_LINES(d -> d.taken() && d.has(Field.SESSION_ID, t -> t.contains("\"b\"\\"))),
  KEYS_THAT_DIFFER_IN_CASE(
      d ->
          d.deviceCode()
              && Stream.of(Field.SESSION_ID, Field.IDENTITY)
                  .anyMatch(field -> d.has(field, t -> t.startsWith("Shared")))),
  NULL_TENANT(d -> d.taken() && d.isNull(Field.TENANT_ID)),

  // Nulls and numbers of values.
  JSON_NULL(d -> d.taken() && d.any(JsonNode::isNull)),
  ABSENT_ADDRESS(d -> d.deviceCode() && d.document().get(Field.SOURCE_ADDRESS) == null),
  EMPTY_ARRAY(d -> d.taken() && d.any(value -> value.isArray() && value.isEmpty())),
  ARRAY_WITH_NULL(d -> d.taken() && d.any(Seen::holdsNull)),
  ARRAY_OF_ONE_IS_A_VALUE(
      d -> d.taken() && d.literal(value -> value.isArray() && value.size() == 1)),
  EMPTY_AGENT(d -> d.taken() && d.has(Field.USER_AGENT, ""::equals)),
  EMPTY_LITERAL(d -> d.literal(value -> value.asText("-").isEmpty())),
  SEVERAL_CATEGORIES_ARE_FILTERED(
      d -> !d.taken() && d.isOf("deviceCodeFlow") && d.count(Field.EVENT_CATEGORY) > 1),
  SEVERAL_METHODS_ARE_FILTERED(
      d -> !d.taken() && d.isOf("deviceCodeFlow") && d.count(Field.ORIGINAL_TRANSFER_METHOD) > 1),
  SAME_VALUE_TWICE_IS_ONE(d -> d.taken() && d.literal(Seen::holdsTheSameTwice)),
  SEVERAL_LOG_CATEGORIES(d -> d.deviceCode() && d.count(Field.CATEGORY) > 1),
  SEVERAL_AGENTS(d -> d.taken() && d.count(Field.USER_AGENT) > 1),
  SEVERAL_ADDRESSES(d -> d.broker() && d.count(Field.SOURCE_ADDRESS) > 1),
  SEVERAL_BROWSERS(d -> d.broker() && d.count(Field.BROWSER) > 1),
  NO_BROWSER(d -> d.broker() && d.isNull(Field.BROWSER)),
  INTERACTIVE_WITHOUT_IP(d -> d.interactive() && d.isNull(Field.SOURCE_IP)),
  INTERACTIVE_WITH_TWO_IPS(d -> d.interactive() && d.count(Field.SOURCE_IP) > 1),
  INTERACTIVE_WITH_ONE_IP_TWICE(
      d -> d.interactive() && Seen.holdsTheSameTwice(d.document().get(Field.SOURCE_IP))),

  // How values compare.
  MAPPED_IP(d -> d.taken() && d.has(Field.SOURCE_IP, t -> t.startsWith("::ffff:"))),
  MAPPED_IP_IN_HEXADECIMAL(d -> d.taken() && d.has(Field.SOURCE_IP, t -> t.startsWith("::FFFF:c"))),
  UPPER_CASE_IPV6(d -> d.taken() && d.has(Field.SOURCE_IP, t -> t.startsWith("2001:DB8"))),
  IPV6_IN_FULL(d -> d.taken() && d.has(Field.SOURCE_IP, t -> t.startsWith("2001:0db8"))),
  IPV6_WITH_ONE_GROUP_OF_ZERO(d -> d.taken() && d.has(Field.SOURCE_IP, t -> t.contains("0:1:1:1"))),
  ADDRESS_IN_ANOTHER_CASE(
      d -> d.broker() && d.has(Field.SOURCE_ADDRESS, t -> t.startsWith("2001:DB8"))),
  BROWSER_UPPER_CASE(d -> d.broker() && d.has(Field.BROWSER, t -> t.startsWith("FIREFOX"))),
  BROWSER_WITH_A_LINE_END(d -> d.broker() && d.has(Field.BROWSER, t -> t.contains("\n"))),
  BROWSER_NOT_AT_THE_START(
      d -> d.broker() && d.has(Field.BROWSER, t -> t.startsWith("Mobile") || t.startsWith(" "))),
  LITERAL_IN_ANOTHER_CASE(
      d -> !d.taken() && d.has(Field.ORIGINAL_TRANSFER_METHOD, "DEVICECODEFLOW"::equals)),
  OUTCOME_IN_ANOTHER_CASE(d -> d.missedByBroker() && d.has(Field.EVENT_OUTCOME, "SUCCESS"::equals)),
  ID_IN_ANOTHER_CASE(d -> d.missedByBroker() && d.has(Field.APP_ID, t -> t.startsWith("29D9ED98"))),
  LOG_CATEGORY_IN_ANOTHER_CASE(d -> d.deviceCode() && d.has(Field.CATEGORY, "SIGNINLOGS"::equals)),
  FAILURE_COUNTS(d -> d.deviceCode() && d.has(Field.EVENT_OUTCOME, "failure"::equals)),
  FAILURE_IS_FILTERED(d -> d.missedByBroker() && d.has(Field.EVENT_OUTCOME, "failure"::equals)),

  // Texts.
  TEXT_OUTSIDE_THE_BMP(d -> d.taken() && d.anyText(t -> t.codePoints().anyMatch(c -> c > 0xFFFF))),
  TEXT_SORTED_OTHERWISE_BY_UTF_16(d -> d.taken() && d.anyText(t -> t.startsWith("\uFB01"))),
  HALF_CHARACTER(d -> d.taken() && d.has(Field.USER_AGENT, t -> t.endsWith("\uD83D"))),
  LONGEST_INDEXED_TEXT(d -> d.taken() && d.has(Field.USER_AGENT, t -> t.length() == 1_024)),
  LINE_END(d -> d.taken() && d.anyText(t -> t.contains("\n"))),
  NUMBER_AS_TEXT(d -> d.taken() && d.is(Field.ERROR_CODE, JsonNode::isTextual)),
  NUMBER_WITH_A_FRACTION(d -> d.deviceCode() && d.has(Field.ERROR_CODE, "50097.9"::equals)),
  TRUTH_AS_TEXT(d -> d.broker() && d.is(Field.IS_INTERACTIVE, JsonNode::isTextual)),
  DOTTED_NAMES(d -> d.taken() && d.document().shape() == Document.Shape.DOTTED),
  MIXED_NAMES(d -> d.taken() && d.document().shape() == Document.Shape.MIXED),
  NO_ID(d -> d.taken() && d.isNull(Field.SIGN_IN_ID) && d.isNull(Field.EVENT_ID)),

  // Times.
  NO_INGEST_TIME(d -> d.deviceCode() && d.isNull(Field.EVENT_INGESTED)),
  FIRST_MILLISECOND_OF_A_WINDOW(d -> d.deviceCode() && d.document().ingested() % 60_000 == 0),
  LAST_MILLISECOND_OF_A_WINDOW(d -> d.deviceCode() && d.document().ingested() % 60_000 == 59_999),
  FIRST_MILLISECOND_OF_A_BUCKET(d -> d.broker() && d.document().timestamp() % 1_800_000 == 0),
  LAST_MILLISECOND_OF_A_BUCKET(
      d -> d.broker() && d.document().timestamp() % 1_800_000 == 1_799_999),
  DIGITS_BELOW_A_MILLISECOND(
      d -> d.taken() && d.has(Field.EVENT_INGESTED, t -> t.endsWith("9999Z"))),
  TIME_WITH_AN_OFFSET(d -> d.taken() && d.has(Field.TIMESTAMP, t -> t.endsWith("+05:00"))),
  TIME_AS_A_NUMBER(d -> d.taken() && d.is(Field.TIMESTAMP, JsonNode::isNumber)),

  // The run as a whole.
  MANY_GROUPS(250, Groups::count),
  SPREAD_OF_SECONDS(10, groups -> groups.withSpread(1, 2_000)),
  SPREAD_OF_MINUTES(20, groups -> groups.withSpread(60_000, 9 * 60_000)),
  SPREAD_OF_MORE_THAN_A_WINDOW(20, groups -> groups.withSpread(9 * 60_000 + 1, 30 * 60_000)),
  SPREAD_OF_NEARLY_AN_HOUR(5, groups -> groups.withSpread(40 * 60_000, 90 * 60_000)),
  ALONE_FROM_TWO_ADDRESSES(3, Groups::alone),
  TWO_AT_THE_SAME_MILLISECOND(10, Groups::sameMillisecond),
  SEVERAL_A_SECOND(20, Groups::seconds),
  OUT_OF_ORDER(100, Groups::outOfOrder);

  private final Predicate<Seen> inDocument;
  private final int atLeast;
  private final ToLongFunction<Groups> inRun;

  Corner(Predicate<Seen> inDocument) {
    this.inDocument = inDocument;
    this.atLeast = 1;
    this.inRun = null;
  }

  Corner(int atLeast, ToLongFunction<Groups> inRun) {
    this.inDocument = null;
    this.atLeast = atLeast;
    this.inRun = inRun;
  }

  /** How often each corner occurs in documents that arrive in this order. */
  static Map<Corner, Long> count(List<Document> documents) {
    List<Seen> seen = Seen.all(documents);
    Groups groups = new Groups(seen);
    Map<Corner, Long> counts = new EnumMap<>(Corner.class);
    for (Corner corner : values()) {
      counts.put(
          corner,
          corner.inRun != null
              ? corner.inRun.applyAsLong(groups)
              : seen.stream().filter(corner.inDocument).count());
    }
    return counts;
  }

  /** The corners that these counts leave out. */
  static List<Corner> missing(Map<Corner, Long> counts) {
    return Arrays.stream(values()).filter(c -> counts.get(c) < c.atLeast).toList();
  }
}
