// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Arrays;

/** Texts that are JSON themselves, and how JSON is parsed wherever it stands. */
public final class JsonText {
  /** Where parsing itself gives up; a record's own bound is {@link FieldReader#MAX_DEPTH}. */
  private static final int HARD_MAX_DEPTH = 1_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final byte[] MARK_BYTES = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private JsonText() {}

  public static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(HARD_MAX_DEPTH)
                // The length of the whole is bounded; no part of it needs a bound of its own.
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build())
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .build();
  }

  /** Where a text begins whose bytes begin at {@code from}, perhaps with a byte order mark. */
  public static int start(byte[] text, int from, int to) {
    boolean marked =
        to - from >= MARK_BYTES.length
            && Arrays.equals(
                text, from, from + MARK_BYTES.length, MARK_BYTES, 0, MARK_BYTES.length);
    return marked ? from + MARK_BYTES.length : from;
  }

  /** The text without a byte order mark and blanks at its start. */
  public static String stripped(String text) {
    return text.substring(skipped(text, 0));
  }

  /** The next place that is neither a byte order mark nor blank. */
  private static int skipped(String text, int from) {
    int at = from;
    while (at < text.length()
        && (text.charAt(at) == BYTE_ORDER_MARK || Character.isWhitespace(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  /**
   * Whether the text begins as an object does, an array of objects or texts, or either in quotes:
   * {@code [INFO] started} does not.
   */
  public static boolean mayHoldObject(String text) {
    int start = skipped(text, 0);
    int behind = start < text.length() ? skipped(text, start + 1) : start;
    if (behind >= text.length()) {
      return false;
    }
    char next = text.charAt(behind);
    return switch (text.charAt(start)) {
      case '{' -> next == '"' || next == '}';
      case '[' -> next == '{' || next == '[' || next == '"' || next == ']';
      case '"' -> next == '{' || next == '[' || next == '\\' || next == BYTE_ORDER_MARK;
      default -> false;
    };
  }

  /** Whether there may be such a text among the values of a record, as far as its bytes tell. */
  public static boolean mayOccurIn(byte[] record, int from, int to) {
    if (!MarkerNames.mayQuote(record, from, to)) {
      return false;
    }
    for (int at = from; at < to - 1; at++) {
      // A quotation mark, and behind it, blanks aside, a bracket, an escape or a byte order mark.
      if (record[at] == '"' && begins(record, at + 1, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(byte[] record, int from, int to) {
    int at = from;
    while (at < to && isSpace(record[at])) {
      at++;
    }
    return at < to
        && (record[at] == '{'
            || record[at] == '['
            || record[at] == '\\'
            || record[at] == (byte) 0xEF);
  }

  /** Whether JSON takes it for nothing between two tokens. */
  public static boolean isSpace(byte next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }

  static boolean isWellFormed(JsonFactory json, String text) {
    try (JsonParser parser = json.createParser(text)) {
      JsonToken token = parser.nextToken();
      if (token == null || !token.isStructStart()) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
