// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.shape.FieldReader;
import io.entrawatch.decode.shape.JsonText;
import io.entrawatch.decode.shape.MarkerNames;
import io.entrawatch.decode.shape.PathTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens a text into the records in it: objects, one behind the other, in arrays or in an envelope
 * {@code {"records": [..]}}; or texts that may hold such.
 *
 * <p>Records are handed on as they are read, so those in front of a place where a text breaks
 * count; from the one it breaks in to the end of the text nothing can be told apart, and is one
 * failure. An array is a batch by its first object: one without any is not a batch of bad elements
 * but one thing that is none.
 */
public final class RecordSplitter {
  private static final int MAX_ARRAYS = 3;
  private static final String ENVELOPE = "records";

  private final JsonFactory json = JsonText.factory();
  private final FieldReader reader;
  private final PathTree root;

  private byte[] text;
  private int base;
  private JsonParser parser;
  private Sink sink;
  private int opened;
  private int restFrom;

  /** Elements in front of the first object: only that one makes the array a batch. */
  private final List<Odd> leading = new ArrayList<>();

  private record Odd(JsonToken token, int from, int to) {}

  /** Takes what a text opens into; the bounds are of bytes in the text, the second exclusive. */
  interface Sink {
    /** A record, whose values the reader holds. */
    void record(int from, int to);

    /** A text that may hold records. */
    void text(String text, int from, int to);

    /**
     * An envelope that has been opened; beside its records it may hold others.
     *
     * @return whether it did
     */
    boolean envelope(int from, int to);

    /** An element of a batch that is no record. */
    void element(Reason reason, String detail, int from, int to);

    /** The rest of a batch, behind the records that have been handed on. */
    void rest(Reason reason, String detail, int from);

    /** The whole text: it opened into nothing. */
    void whole(Reason reason, String detail);

    /** A batch without elements. */
    void empty();
  }

  RecordSplitter(FieldReader reader, PathTree root) {
    this.reader = reader;
    this.root = root;
  }

  void unpack(byte[] whole, Sink into) {
    begin(whole, into);
    base = JsonText.start(text, 0, text.length);
    try (JsonParser opening = json.createParser(text, base, text.length - base)) {
      parser = opening;
      values();
    } catch (StreamConstraintsException e) {
      fail(Reason.TOO_DEEP, detail(e));
    } catch (IOException e) {
      fail(Reason.NOT_JSON, detail(e));
    }
  }

  /** Opens an element of a batch whose bounds are known: what breaks in it breaks nothing else. */
  void unpackElement(byte[] whole, int from, int to, Sink into) {
    begin(whole, into);
    base = from;
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

  /** Only reads the object within the bounds, which was read before. */
  void read(byte[] whole, int from, int to) {
    try (JsonParser opening = json.createParser(whole, from, to - from)) {
      opening.nextToken();
      reader.begin(opening);
      reader.members(opening, root);
    } catch (IOException e) {
      throw new IllegalStateException("an object that was read before", e);
    }
  }

  private void begin(byte[] whole, Sink into) {
    text = whole;
    sink = into;
    opened = 0;
    restFrom = 0;
    leading.clear();
  }

  /** One value, or several objects and arrays behind each other. */
  private void values() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      fail(Reason.NOT_JSON, "empty");
    } else if (!token.isStructStart()) {
      scalar(token);
    } else if (sequence(token) && opened == 0) {
      if (leading.isEmpty()) {
        sink.empty();
      } else {
        sink.whole(Reason.NOT_AN_OBJECT, "an array without an object");
      }
    }
  }

  private void scalar(JsonToken token) throws IOException {
    String spelled = token == JsonToken.VALUE_STRING ? parser.getText() : "";
    parser.finishToken();
    if (parser.nextToken() != null) {
      fail(Reason.NOT_JSON, "something behind its end");
    } else if (JsonText.mayHoldObject(spelled)) {
      sink.text(spelled, 0, text.length);
    } else {
      sink.whole(Reason.NOT_AN_OBJECT, "neither an object nor an array of objects");
    }
  }

  /** Reads all there is; false if it has failed. */
  private boolean sequence(JsonToken first) throws IOException {
    JsonToken token = first;
    int from = base;
    while (token != null) {
      boolean record = token == JsonToken.START_OBJECT && !isEnvelope(from);
      if (token == JsonToken.START_ARRAY) {
        elements(1);
      }
      int to = position();
      token = parser.nextToken();
      if (token != null && !token.isStructStart()) {
        fail(Reason.NOT_JSON, "something behind its end");
        return false;
      }
      if (record) {
        countLeading();
        boolean alone = token == null && from == base;
        sink.record(alone ? 0 : from, alone ? text.length : to);
        opened++;
      }
      from = token == null ? to : offset();
      restFrom = from;
    }
    return true;
  }

  /** Reads an object; false where it is a record, whose values the reader holds then. */
  private boolean isEnvelope(int from) throws IOException {
    boolean envelope = false;
    boolean more = false;
    int recordsFrom = 0;
    int recordsTo = 0;
    reader.begin(parser);
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY && reader.isNamed(key, ENVELOPE)) {
        more |= reader.mayBeSignIn();
        recordsFrom = envelope ? recordsFrom : offset();
        elements(1);
        recordsTo = position();
        envelope = true;
        reader.begin(parser);
      } else {
        more |= token.isStructStart();
        reader.member(parser, root, key);
      }
    }
    if (envelope) {
      int to = position();
      more |= reader.mayBeSignIn();
      more |=
          JsonText.mayStandIn(text, from, recordsFrom)
              || MarkerNames.standIn(text, from, recordsFrom);
      more |= JsonText.mayStandIn(text, recordsTo, to) || MarkerNames.standIn(text, recordsTo, to);
      if (more && sink.envelope(from, to)) {
        countLeading();
        opened++;
        restFrom = to;
      }
    }
    return envelope;
  }

  private void elements(int arrays) throws IOException {
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      int from = offset();
      restFrom = from;
      if (t == JsonToken.START_OBJECT) {
        countLeading();
        reader.begin(parser);
        reader.members(parser, root);
        restFrom = position();
        sink.record(from, restFrom);
        opened++;
      } else if (t == JsonToken.START_ARRAY && arrays < MAX_ARRAYS) {
        elements(arrays + 1);
      } else if (t == JsonToken.VALUE_STRING && JsonText.mayHoldObject(parser.getText())) {
        countLeading();
        restFrom = position();
        sink.text(parser.getText(), from, restFrom);
        opened++;
      } else {
        reader.skip(parser);
        restFrom = position();
        odd(t, from);
      }
    }
  }

  /** There is something in front of which they are elements of a batch. */
  private void countLeading() {
    leading.forEach(this::odd);
    leading.clear();
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
    return base + (int) parser.currentLocation().getByteOffset();
  }

  private int offset() {
    return base + (int) parser.currentTokenLocation().getByteOffset();
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
}
