// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Records that were damaged in all kinds of ways, the same for the same seed. */
public final class Mutations {
  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "\"\"",
          "{}",
          "[]",
          "[null]",
          "-0",
          "1e999999999",
          "-1e-999999999",
          "9223372036854775808",
          "0.1e1",
          "[[[[1]]]]",
          "{\"a\":{\"b\":1}}",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"0000-00-00T00:00:00Z\"",
          "\"9999-12-31T23:59:59.999Z\"",
          "\"2026-02-30T00:00:00Z\"",
          "\"2/30/2026 1:00:00 PM\"",
          "\"-1\"",
          "1e1",
          "NaN",
          "\"::ffff:1.1.1.1\"",
          "\"fe80::1%0\"",
          "[1,\"a\",{},null]",
          "'x'",
          "\"\\x\"",
          "\"2026-01-01T00:00:00America/Argentina/ComodRivadavia\"",
          "\"+999999999-01-01\"");

  private final List<String> records;
  private final Random random;

  public Mutations(List<String> records, long seed) {
    this.records = records;
    this.random = new Random(seed);
  }

  /** Some record, mutated one to four times. */
  public byte[] next() {
    byte[] bytes = records.get(random.nextInt(records.size())).getBytes(StandardCharsets.UTF_8);
    for (int n = random.nextInt(4); n >= 0; n--) {
      bytes = mutated(bytes);
    }
    return bytes;
  }

  private byte[] mutated(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(12)) {
      case 0 -> flipped(bytes, at);
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> spliced(bytes, at, at, bytes);
      case 3 -> spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(20)), new byte[0]);
      case 4 -> spliced(bytes, at, at, invalidUtf8());
      case 5 ->
          withValue(bytes, text(nested(random.nextInt(random.nextInt(100) == 0 ? 5_000 : 90))));
      case 6 -> withValue(bytes, text("\"" + "x".repeat(random.nextInt(2_000)) + "\""));
      case 7 ->
          random.nextInt(200) == 0
              ? withValue(bytes, text("[" + "1,".repeat(10_001) + "1]"))
              : text(ODD_VALUES.get(random.nextInt(ODD_VALUES.size())));
      case 8 -> duplicated(bytes);
      case 9 -> respelled(bytes);
      case 10 -> wrapped(bytes);
      default -> withValue(bytes, text(ODD_VALUES.get(random.nextInt(ODD_VALUES.size()))));
    };
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  private byte[] invalidUtf8() {
    byte[] bytes = new byte[1 + random.nextInt(4)];
    random.nextBytes(bytes);
    bytes[0] |= (byte) 0x80;
    return bytes;
  }

  private static String nested(int depth) {
    return "[{\"a\":".repeat(depth / 2) + "1" + "}]".repeat(depth / 2);
  }

  /** Puts the value in the place of the one behind some colon. */
  private byte[] withValue(byte[] bytes, byte[] value) {
    int colon = someIndexOf(bytes, ':');
    if (colon < 0) {
      return value;
    }
    int end = colon + 1;
    boolean text = end < bytes.length && bytes[end] == '"';
    end += text ? 1 : 0;
    while (end < bytes.length && (text ? bytes[end] != '"' : ",}]".indexOf(bytes[end]) < 0)) {
      end++;
    }
    return spliced(bytes, colon + 1, Math.min(bytes.length, text ? end + 1 : end), value);
  }

  /** Doubles what stands between some comma and the next. */
  private byte[] duplicated(byte[] bytes) {
    int comma = someIndexOf(bytes, ',');
    int next = comma + 1;
    while (next < bytes.length && bytes[next] != ',') {
      next++;
    }
    return comma < 0 ? bytes : spliced(bytes, next, next, Arrays.copyOfRange(bytes, comma, next));
  }

  /** Spells the key in front of some colon another way. */
  private byte[] respelled(byte[] bytes) {
    int colon = someIndexOf(bytes, ':');
    int from = Math.max(colon, 0);
    while (from > 0
        && (from == colon || Character.isLetter(bytes[from - 1]) || bytes[from - 1] == '"')) {
      from--;
    }
    String key = new String(bytes, from, Math.max(colon, 0) - from, StandardCharsets.ISO_8859_1);
    String other =
        switch (random.nextInt(3)) {
          case 0 -> key.toLowerCase(Locale.ROOT);
          case 1 -> key.toUpperCase(Locale.ROOT);
          default -> key.replaceAll("([a-z])([A-Z])", "$1_$2");
        };
    return spliced(bytes, from, Math.max(colon, 0), other.getBytes(StandardCharsets.ISO_8859_1));
  }

  private byte[] wrapped(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text(
        switch (random.nextInt(5)) {
          case 0 -> "[" + text + "]";
          case 1 -> Samples.quoted(text);
          case 2 -> "{\"message\":" + Samples.quoted(text) + ",\"@timestamp\":\"2026-03-01\"}";
          case 3 -> "{\"records\":" + text + "}";
          default -> "{\"azure\":{\"x\":1},\"body\":" + text + "}";
        });
  }

  private int someIndexOf(byte[] bytes, char wanted) {
    int start = random.nextInt(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int at = (start + i) % bytes.length;
      if (bytes[at] == wanted) {
        return at;
      }
    }
    return -1;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] value) {
    byte[] result = new byte[bytes.length - (to - from) + value.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(value, 0, result, from, value.length);
    System.arraycopy(bytes, to, result, from + value.length, bytes.length - to);
    return result;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
