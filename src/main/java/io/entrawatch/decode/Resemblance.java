// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.CharMatcher;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.shape.CategoryNames;
import io.entrawatch.decode.shape.FieldReader;
import io.entrawatch.decode.shape.JsonText;
import io.entrawatch.decode.shape.KeySpelling;
import io.entrawatch.decode.shape.SignInMarker;
import io.entrawatch.event.CodePoints;
import io.entrawatch.event.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Describes what an unrecognised record looks like, and what to do about it. The result is the
 * detail of its dead letter: one line of at most 200 characters.
 */
final class Resemblance {
  static final String EXPECTED =
      "expected: Azure Monitor's records, ECS documents, or rows of Log Analytics or the Graph API";

  /** The start of the detail if an object resembles nothing that is known. */
  static final String NOTHING_KNOWN = "no log of Entra";

  private static final JsonFactory JSON = JsonText.factory();
  private static final Set<String> ACTIONS = Set.of("index", "create", "update", "delete");
  private static final int MOST_KEYS = 6;
  private static final int MOST_NAMES = 1_000;
  private static final int LONGEST_SHOWN = 30;
  private static final int FEWEST_CELLS = 3;
  private static final int SHORTEST_BASE64 = 40;
  private static final CharMatcher BASE64 =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("+/_-="));
  private static final int LONGEST_LINE = 2_000;

  /**
   * A known form of JSON object. It has all these members, in plain spelling. The detail has what
   * it is and the remedy.
   */
  private record Known(Set<String> members, String detail) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(Set.of("resourcelogs"), otlp()),
          new Known(Set.of("scopelogs"), otlp()),
          new Known(Set.of("logrecords"), otlp()),
          new Known(Set.of("resourcespans"), otlp()),
          new Known(
              Set.of("activitydatetime", "activitydisplayname"),
              "an audit record of the Graph API: not read; leave it out"),
          new Known(
              Set.of("schema", "payload"),
              "a record of Kafka Connect without a sign-in in its payload; set"
                  + " value.converter.schemas.enable=false"),
          new Known(
              Set.of("@timestamp", "message"),
              "a shipper's event whose message holds no record; have it send the record as it came"));

  private Resemblance() {}

  private static String otlp() {
    return "OpenTelemetry (OTLP); have the collector send the body of each log record alone, as JSON";
  }

  /** The detail for an object of a known form; null for any other object. */
  static String ofKnown(byte[] text, int from, int to) {
    return known(readKeys(text, from, to));
  }

  private static String known(Keys keys) {
    if (keys.action()) {
      return "looks like an action line of Elasticsearch's bulk format; leave these lines out";
    }
    return KNOWN.stream()
        .filter(known -> keys.plain().containsAll(known.members()))
        .map(known -> "looks like " + known.detail())
        .findFirst()
        .orElse(null);
  }

  /** The detail for an object that is not a record and contains none. */
  static String ofObject(byte[] text, int from, int to, FieldReader reader) {
    Keys keys = readKeys(text, from, to);
    String known = known(keys);
    if (known != null) {
      return known;
    }
    String category = reader.azure().first(Field.CATEGORY.index());
    if (reader.marks() >= SignInMarker.ENOUGH) {
      return category == null || CategoryNames.isSignIns(category)
          ? "looks like a sign-in of an unknown form, or one that is wrapped more than "
              + WrapperOpener.MAX_WRAPPERS
              + " deep; send it as Azure Monitor writes it"
          : "looks like a sign-in, but its category is "
              + shown(category)
              + "; send it with the category of its log";
    }
    if (category != null && CategoryNames.isSignIns(category)) {
      return "says it is of "
          + shown(category)
          + ", but nothing of a sign-in can be read in it; send it as Azure Monitor writes it";
    }
    return keys.shown().isEmpty()
        ? "an object without members; " + EXPECTED
        : NOTHING_KNOWN + " (" + String.join(", ", keys.shown()) + "); " + EXPECTED;
  }

  /**
   * The members of an object.
   *
   * @param shown the first names, made safe to print
   * @param plain all names, in plain spelling
   * @param action whether it is an action of Elasticsearch's bulk format
   */
  private record Keys(Set<String> shown, Set<String> plain, boolean action) {}

  private static Keys readKeys(byte[] text, int from, int to) {
    Set<String> shown = new LinkedHashSet<>();
    Set<String> plain = new TreeSet<>();
    boolean action = false;
    try (JsonParser parser = JSON.createParser(text, from, to - from)) {
      parser.nextToken();
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        if (plain.isEmpty() && token == JsonToken.START_OBJECT) {
          String first = parser.nextFieldName();
          action = ACTIONS.contains(key) && first != null && first.startsWith("_");
          skipRest(parser, first);
        } else {
          parser.skipChildren();
        }
        if (shown.size() < MOST_KEYS) {
          shown.add(shown(key));
        }
        if (plain.size() < MOST_NAMES) {
          plain.add(KeySpelling.plainOf(key));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("an object that was read before", e);
    }
    return new Keys(shown, plain, action && plain.size() == 1);
  }

  /** Skips to the end of an object whose first key was read. */
  private static void skipRest(JsonParser parser, String first) throws IOException {
    for (String key = first; key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      parser.skipChildren();
    }
  }

  /** The detail for a quoted text that contains no record. */
  static String ofText(String text) {
    return "a text that holds no record: " + shown(text) + "; " + EXPECTED;
  }

  /**
   * The reason for a text that is not JSON: unrecognised if it looks like another format, otherwise
   * damaged JSON.
   */
  static Reason reason(byte[] text) {
    return ofBytes(text) == null ? Reason.NOT_JSON : Reason.UNRECOGNISED;
  }

  /**
   * The detail for a text that is not JSON; null for damaged JSON, or if it resembles nothing that
   * is known.
   */
  static String ofBytes(byte[] text) {
    int length = Math.min(text.length, LONGEST_LINE);
    String start = new String(text, 0, length, StandardCharsets.ISO_8859_1);
    String line = start.strip();
    if (isUtf16(text)) {
      return "looks like a text in UTF-16; send UTF-8";
    }
    if (line.startsWith("{") || line.startsWith("[")) {
      return null;
    }
    String what = isBinary(start) ? binary(start) : notJson(line);
    return what == null ? null : "looks like " + what;
  }

  /** Checks for a byte order mark, or for zeros next to the first characters. */
  private static boolean isUtf16(byte[] text) {
    if (text.length < 4) {
      return false;
    }
    boolean marked =
        text[0] == (byte) 0xFE && text[1] == (byte) 0xFF
            || text[0] == (byte) 0xFF && text[1] == (byte) 0xFE;
    boolean big = text[0] == 0 && text[1] >= ' ' && text[2] == 0 && text[3] >= ' ';
    boolean little = text[0] >= ' ' && text[1] == 0 && text[2] >= ' ' && text[3] == 0;
    return marked || big || little;
  }

  private static boolean isBinary(String line) {
    return line.chars().limit(64).anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r');
  }

  private static String binary(String line) {
    if (line.startsWith("\u001f\u008b")) {
      return "gzip; set the producer to send it unpacked (Kafka's own compression is read)";
    }
    if (line.startsWith("Obj\u0001")) {
      return "Avro; send JSON";
    }
    // Confluent's prefix has five bytes: a zero and the schema's number.
    return line.charAt(0) == 0 && !line.contains("{\"")
        ? "Avro or Protobuf of a schema registry; send JSON"
        : null;
  }

  private static String notJson(String line) {
    int brace = line.indexOf("{\"");
    if (line.startsWith("<") && line.endsWith(">")) {
      return "XML or HTML; send JSON";
    }
    if (line.contains("CEF:0|") || line.contains("LEEF:")) {
      return "CEF or LEEF, which leave members out; send the record as it came, as JSON";
    }
    if (separators(brace < 0 ? line : line.substring(0, brace)) >= FEWEST_CELLS) {
      return "a line of CSV; export as JSON";
    }
    if (brace > 0 && line.charAt(0) != '"' && line.charAt(0) != '\'') {
      return "JSON behind a prefix, as of syslog; send the record without what stands in front";
    }
    if (Arrays.stream(line.split("\\s+")).filter(word -> word.indexOf('=') > 0).count() >= 3) {
      return "key=value pairs; send JSON";
    }
    return line.length() >= SHORTEST_BASE64 && BASE64.matchesAllOf(line)
        ? "base64; send the record unpacked"
        : null;
  }

  private static long separators(String line) {
    return Stream.of(',', ';', '\t')
        .mapToLong(separator -> line.chars().filter(c -> c == separator).count())
        .max()
        .orElse(0);
  }

  /** The text made safe to print: short, and without control characters. */
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_SHOWN)
        .map(c -> CodePoints.isActive(c) ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.length() < text.length() ? shown + "..." : shown.toString();
  }
}
