// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import com.fasterxml.jackson.core.JsonToken;
import io.entrawatch.event.FieldType;
import io.entrawatch.event.IpAddresses;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** What a JSON scalar is in a field of a type: as Elasticsearch would index it. */
final class FieldText {
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_PLAIN_LONG = 18;
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private FieldText() {}

  /**
   * The value in the canonical form of the type; null where the scalar is no value (an empty text
   * is no number).
   *
   * @throws IllegalArgumentException where the field does not take such a scalar
   */
  static String of(FieldType type, JsonToken token, String text) {
    return switch (type) {
      case KEYWORD, DATE, FLATTENED, GEO_POINT -> wellFormed(text);
      case IP -> ip(text);
      case LONG -> number(token, text);
      case BOOLEAN -> truth(token, text);
    };
  }

  private static String ip(String text) {
    String canonical = IpAddresses.canonical(text);
    if (canonical == null) {
      throw new IllegalArgumentException("not an IP address: '" + text + "'");
    }
    return canonical;
  }

  private static String truth(JsonToken token, String text) {
    if (token.isNumeric()) {
      throw new IllegalArgumentException("neither true nor false: " + text);
    }
    return switch (text) {
      case "true" -> "true";
      case "false", "" -> "false";
      default -> throw new IllegalArgumentException("neither true nor false: '" + text + "'");
    };
  }

  private static String number(JsonToken token, String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (token.isBoolean() || text.length() > LONGEST_NUMBER) {
      throw notANumber(text);
    }
    return isPlain(text) ? text : truncated(text);
  }

  /** Whether it is an integer within range and already as it would print. */
  private static boolean isPlain(String text) {
    boolean padded = text.length() > 1 && text.charAt(0) == '0';
    if (padded || text.length() > LONGEST_PLAIN_LONG) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static String truncated(String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw notANumber(text);
    }
    // Decided by its magnitude first: to write out 1e999999999 would take all memory.
    long digitsBeforePoint = (long) number.precision() - number.scale();
    if (digitsBeforePoint <= 0 || number.signum() == 0) {
      return "0";
    }
    if (digitsBeforePoint > LONGEST_PLAIN_LONG + 1) {
      throw new IllegalArgumentException("out of the range of a long: " + text);
    }
    BigInteger whole = number.setScale(0, RoundingMode.DOWN).toBigInteger();
    if (whole.compareTo(MIN) < 0 || whole.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("out of the range of a long: " + text);
    }
    return whole.toString();
  }

  private static IllegalArgumentException notANumber(String text) {
    return new IllegalArgumentException("not a number: '" + text + "'");
  }

  /**
   * The text with a question mark for each surrogate that stands alone. JSON can spell such a half
   * character and UTF-8 can't, so a sink would fail on it; Elasticsearch keeps the same mark.
   */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return marked(text);
      }
    }
    return text;
  }

  private static String marked(String text) {
    StringBuilder marked = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c)
        .forEach(marked::appendCodePoint);
    return marked.toString();
  }
}
