// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.entrawatch.event.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What the values of documents are drawn from, and how they become JSON. */
final class Texts {
  static final List<String> IPS =
      List.of(
          "203.0.113.7",
          "203.0.113.8",
          "::ffff:203.0.113.7",
          "::FFFF:cb00:7108",
          "2001:db8::1",
          "2001:DB8:0:0::1",
          "2001:0db8:0000:0000:0000:0000:0000:0001",
          "2001:db8:0:1:1:1:1:1",
          "fe80::",
          "::");

  static final List<String> AGENTS =
      List.of("Mozilla/5.0", "mozilla/5.0", "python-requests/2.32", "curl/8.5 \uD83D\uDC1F", "");

  static final List<String> BROWSERS =
      List.of(
          "Chrome 136.0.0",
          "Edge 18.1",
          "FIREFOX 3",
          "Chrome\nX",
          "safari",
          "Mobile Safari 17",
          " chrome",
          "MicrosoftEdge 1",
          "Rich Client 4",
          "");

  static final List<String> WORDS =
      List.of(
          "one",
          "One",
          "two",
          "",
          "a \"quoted\\ one\"",
          "\uD83D\uDE00 grin",
          "\uFB01 ligature",
          "line\nbreak",
          "\u0130stanbul");

  /** Columns that no condition of any rule compares. */
  static final List<Field> PLAIN =
      List.of(
          Field.MESSAGE,
          Field.SOURCE_CITY,
          Field.SOURCE_COUNTRY,
          Field.SOURCE_REGION,
          Field.SOURCE_AS_ORGANIZATION,
          Field.USER_DISPLAY_NAME,
          Field.APP_DISPLAY_NAME,
          Field.RESOURCE_DISPLAY_NAME,
          Field.AUTHENTICATION_PROTOCOL,
          Field.AUTHENTICATION_REQUIREMENT,
          Field.INCOMING_TOKEN_TYPE,
          Field.UNIQUE_TOKEN_IDENTIFIER,
          Field.SIGN_IN_SESSION_STATUS,
          Field.OPERATING_SYSTEM,
          Field.CONDITIONAL_ACCESS_STATUS,
          Field.RISK_STATE,
          Field.RISK_LEVEL_AGGREGATED,
          Field.APP_OWNER_TENANT_ID,
          Field.RESOURCE_OWNER_TENANT_ID);

  private Texts() {}

  static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }

  static ArrayNode array(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static <T> T oneOf(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  static List<String> some(List<String> all, int count, Random random) {
    List<String> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, count);
  }
}
