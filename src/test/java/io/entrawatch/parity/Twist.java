// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static io.entrawatch.parity.Texts.array;
import static io.entrawatch.parity.Texts.oneOf;
import static io.entrawatch.parity.Texts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.entrawatch.event.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What can be odd about a document, besides its group and its times. */
enum Twist {
  ABSENT,
  JSON_NULL,
  EMPTY_TEXT,
  EMPTY_ARRAY,
  ARRAY_WITH_NULL,
  ARRAY_OF_ONE,
  ARRAY_OF_TWO,
  ARRAY_OF_THE_SAME,
  OTHER_CASE,
  OTHER_LITERAL,
  LONGEST_TEXT,
  AS_TEXT,
  FRACTION,
  HALF_CHARACTER;

  /** What rules compare or count; the twists matter most there. */
  private static final List<Field> COMPARED =
      List.of(
          Field.EVENT_CATEGORY,
          Field.EVENT_DATASET,
          Field.DATA_STREAM_DATASET,
          Field.ORIGINAL_TRANSFER_METHOD,
          Field.EVENT_OUTCOME,
          Field.USER_TYPE,
          Field.APP_ID,
          Field.RESOURCE_ID,
          Field.CATEGORY,
          Field.SOURCE_IP,
          Field.SOURCE_ADDRESS,
          Field.USER_AGENT,
          Field.BROWSER,
          Field.AUTHENTICATION_PROTOCOL);

  private static final int LONGEST = 1_024;

  /** What rules count: of no and of several values there must be plenty. */
  private static final List<Field> COUNTED =
      List.of(
          Field.CATEGORY, Field.SOURCE_IP, Field.SOURCE_ADDRESS, Field.USER_AGENT, Field.BROWSER);

  private static final List<Twist> OF_NUMBER = List.of(ABSENT, ARRAY_OF_TWO, ARRAY_OF_THE_SAME);

  /** What a device-code rule asks for by a literal. */
  private static final List<Field> LITERALS =
      List.of(
          Field.EVENT_CATEGORY,
          Field.EVENT_DATASET,
          Field.DATA_STREAM_DATASET,
          Field.ORIGINAL_TRANSFER_METHOD);

  /** What a spelling decides. */
  private static final List<Field> SPELLED =
      List.of(
          Field.ORIGINAL_TRANSFER_METHOD,
          Field.EVENT_OUTCOME,
          Field.USER_TYPE,
          Field.APP_ID,
          Field.RESOURCE_ID,
          Field.CATEGORY);

  /** Twists some fields of some documents. */
  static void some(Map<Field, JsonNode> fields, Random random) {
    if (random.nextInt(4) == 0) {
      oneOf(OF_NUMBER, random).apply(fields, oneOf(COUNTED, random), random);
    }
    if (random.nextInt(20) == 0) {
      oneOf(OF_NUMBER, random).apply(fields, oneOf(LITERALS, random), random);
    }
    if (random.nextInt(12) == 0) {
      OTHER_CASE.apply(fields, oneOf(SPELLED, random), random);
    }
    for (int left = random.nextInt(6) - 3; left > 0; left--) {
      boolean plain = random.nextInt(4) == 0;
      Field field = oneOf(plain ? Texts.PLAIN : COMPARED, random);
      oneOf(List.of(values()), random).apply(fields, field, random);
    }
  }

  private void apply(Map<Field, JsonNode> fields, Field field, Random random) {
    switch (this) {
      case ABSENT -> fields.remove(field);
      case JSON_NULL -> fields.put(field, NullNode.instance);
      case EMPTY_TEXT -> fields.put(field, field == Field.SOURCE_IP ? array(List.of()) : text(""));
      case EMPTY_ARRAY -> fields.put(field, array(List.of()));
      case ARRAY_WITH_NULL -> fields.put(field, array(all(fields, field)).addNull());
      case ARRAY_OF_ONE -> fields.put(field, array(all(fields, field)));
      case ARRAY_OF_TWO -> fields.put(field, with(fields, field, another(field, random)));
      case ARRAY_OF_THE_SAME -> sameTwice(fields, field);
      case OTHER_CASE -> map(fields, field, Twist::otherCase);
      case OTHER_LITERAL -> fields.put(field, text(another(field, random)));
      case LONGEST_TEXT -> longest(fields, random);
      case AS_TEXT -> {
        fields.put(Field.IS_INTERACTIVE, text(random.nextBoolean() ? "true" : "false"));
        fields.put(Field.ERROR_CODE, text("50199"));
      }
      case FRACTION -> fields.put(Field.ERROR_CODE, text("50097.9"));
      case HALF_CHARACTER -> fields.put(Field.USER_AGENT, text("half \uD83D"));
      default -> throw new AssertionError(this);
    }
  }

  private static final Map<Field, List<String>> OTHERS =
      Map.of(
          Field.SOURCE_IP, Texts.IPS,
          Field.SOURCE_ADDRESS, Texts.IPS,
          Field.USER_AGENT, Texts.AGENTS,
          Field.BROWSER, Texts.BROWSERS,
          Field.CATEGORY, List.of("SignInLogs", "ServicePrincipalSignInLogs"),
          Field.AUTHENTICATION_PROTOCOL, List.of("deviceCode", "ropc"));

  private static String another(Field field, Random random) {
    return oneOf(OTHERS.getOrDefault(field, Texts.WORDS), random);
  }

  private static List<String> all(Map<Field, JsonNode> fields, Field field) {
    List<String> all = new ArrayList<>();
    JsonNode value = fields.get(field);
    if (value != null && value.isArray()) {
      value.forEach(
          v -> {
            if (!v.isNull()) {
              all.add(v.asText());
            }
          });
    } else if (value != null && !value.isNull()) {
      all.add(value.asText());
    }
    return all;
  }

  private static ArrayNode with(Map<Field, JsonNode> fields, Field field, String more) {
    return array(all(fields, field)).add(more);
  }

  private static void sameTwice(Map<Field, JsonNode> fields, Field field) {
    List<String> once = all(fields, field);
    List<String> twice = new ArrayList<>(once);
    twice.addAll(once);
    fields.put(field, array(twice));
  }

  private static void map(Map<Field, JsonNode> fields, Field field, UnaryOperator<String> change) {
    fields.put(field, array(all(fields, field).stream().map(change).toList()));
  }

  private static String otherCase(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
  }

  private static void longest(Map<Field, JsonNode> fields, Random random) {
    String last = random.nextBoolean() ? "x" : "y";
    fields.put(Field.USER_AGENT, text("a".repeat(LONGEST - 1) + last));
  }
}
