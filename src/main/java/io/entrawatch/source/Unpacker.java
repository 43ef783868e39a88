// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.entrawatch.source.DeadLetter.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens a text into the records in it: one object, or the objects of an array or of an envelope
 * {@code {"records": [..]}}.
 *
 * <p>Records are handed on as they are read, so those in front of a place where a text breaks
 * count; from the one it breaks in to the end of the text nothing can be told apart, and is one
 * failure. An array is a batch by its first object: one without any is not a batch of bad elements
 * but one thing that is none.
 */
final class Unpacker {
  /**
   * Where parsing a text itself gives up; a record's own bound is {@link FieldReader#MAX_DEPTH}.
   */
  private static final int HARD_MAX_DEPTH = 1_000;

  private static final String ENVELOPE = "records";

  private final JsonFactory json = factory();
  private final FieldReader reader;
  private final PathTree root;

  private JsonParser parser;
  private Sink sink;
  private boolean batch;
  private int opened;
  private int restFrom;

  /** Elements in front of the first object: only that one makes the array a batch. */
  private final List<Odd> leading = new ArrayList<>();

  private record Odd(JsonToken token, int from, int to) {}

  /** Takes what a text opens into; the bounds are of bytes in the text, the second exclusive. */
  interface Sink {
    /** A record, whose values the reader holds. */
    void record(int from, int to);

    /** An element of a batch that is no record. */
    void element(Reason reason, String detail, int from, int to);

    /** The rest of a batch, behind the records that have been handed on. */
    void rest(Reason reason, String detail, int from);

    /** The whole text: it opened into nothing. */
    void whole(Reason reason, String detail);

    /** A batch without elements. */
    void empty();
  }

  Unpacker(FieldReader reader, PathTree root) {
    this.reader = reader;
    this.root = root;
  }

  void unpack(byte[] text, Sink into) {
    begin(into);
    try (JsonParser opening = json.createParser(text)) {
      parser = opening;
      text(text.length);
    } catch (StreamConstraintsException e) {
      broken(Reason.TOO_DEEP, e);
    } catch (IOException e) {
      broken(Reason.NOT_JSON, e);
    }
  }

  /** Opens an element of a batch whose bounds are known: what breaks in it breaks nothing else. */
  void unpackElement(byte[] text, int from, int to, Sink into) {
    begin(into);
    try (JsonParser opening = json.createParser(text, from, to - from)) {
      parser = opening;
      parser.nextToken();
      reader.begin(parser);
      reader.members(parser, root);
      sink.record(from, to);
    } catch (StreamConstraintsException e) {
      sink.element(Reason.TOO_DEEP, detail(e), from, to);
    } catch (IOException e) {
      sink.element(Reason.NOT_JSON, detail(e), from, to);
    }
  }

  private void begin(Sink into) {
    sink = into;
    batch = false;
    opened = 0;
    restFrom = 0;
    leading.clear();
  }

  private void text(int length) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY) {
      elements();
    } else if (token == JsonToken.START_OBJECT) {
      object();
    } else if (token != null) {
      parser.finishToken();
    }
    if (token == null || parser.nextToken() != null) {
      fail(Reason.NOT_JSON, token == null ? "empty" : "something behind its end");
    } else if (!token.isStructStart()) {
      sink.whole(Reason.NOT_AN_OBJECT, "neither an object nor an array of objects");
    } else if (!batch) {
      sink.record(0, length);
    } else if (!leading.isEmpty()) {
      sink.whole(Reason.NOT_AN_OBJECT, "an array without an object");
    } else if (opened == 0) {
      sink.empty();
    }
  }

  private void object() throws IOException {
    reader.begin(parser);
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY && key.equals(ENVELOPE)) {
        elements();
      } else {
        reader.member(parser, root, key);
      }
    }
  }

  private void elements() throws IOException {
    batch = true;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      int from = (int) parser.currentTokenLocation().getByteOffset();
      restFrom = from;
      if (t == JsonToken.START_OBJECT) {
        leading.forEach(this::odd);
        leading.clear();
        reader.begin(parser);
        reader.members(parser, root);
        restFrom = position();
        sink.record(from, restFrom);
        opened++;
      } else {
        reader.skip(parser);
        restFrom = position();
        odd(t, from);
      }
    }
  }

  private void odd(JsonToken token, int from) {
    Odd odd = new Odd(token, from, restFrom);
    if (opened == 0) {
      leading.add(odd);
    } else {
      odd(odd);
    }
  }

  private void odd(Odd odd) {
    sink.element(Reason.NOT_AN_OBJECT, "not an object but " + odd.token(), odd.from(), odd.to());
    opened++;
  }

  private int position() throws IOException {
    parser.finishToken();
    return (int) parser.currentLocation().getByteOffset();
  }

  private void broken(Reason reason, IOException e) {
    fail(reason, detail(e));
  }

  private static String detail(IOException e) {
    String detail =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    int place = detail.indexOf(" (start marker at ");
    return place < 0 ? detail : detail.substring(0, place);
  }

  private void fail(Reason reason, String detail) {
    if (opened == 0) {
      sink.whole(reason, detail);
    } else {
      sink.rest(reason, detail, restFrom);
    }
  }

  private static JsonFactory factory() {
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
}
