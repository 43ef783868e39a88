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
 * Splits a text into its records. Records are objects: in sequence, in arrays or in an envelope
 * {@code {"records": [..]}}. Or they are texts that may contain objects.
 *
 * <p>Records are emitted as they are read. If the text is broken, the records before that position
 * count. The rest of the text, from the broken record on, is one failure. The first object makes an
 * array a batch. An array without objects is not a batch of bad elements, but one text without
 * records.
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

  /**
   * Elements before the first object. They count only if an object follows, which makes the array a
   * batch.
   */
  private final List<Odd> leading = new ArrayList<>();

  private record Odd(JsonToken token, int from, int to) {}

  /** Receives the parts of a text. Bounds are byte offsets in the text; the second is exclusive. */
  interface Sink {
    /** A record. Its values are in the reader. */
    void record(int from, int to);

    /** A text that may contain records. */
    void text(String text, int from, int to);

    /**
     * The end of an envelope. It may contain records other than those already emitted.
     *
     * @return whether it does
     */
    boolean envelope(int from, int to);

    /** An element of a batch that is not a record. */
    void element(Reason reason, String detail, int from, int to);

    /** The broken rest of a batch, after the records that were emitted. */
    void rest(Reason reason, String detail, int from);

    /** The whole text, which has no records. */
    void whole(Reason reason, String detail);

    /** A batch without elements. */
    void empty();
  }

  RecordSplitter(FieldReader reader, PathTree root) {
    this.reader = reader;
    this.root = root;
  }

  void split(byte[] whole, Sink into) {
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

  /**
   * Reads an element of a batch whose bounds are known. If it is broken, other elements are not
   * affected.
   */
  void splitElement(byte[] whole, int from, int to, Sink into) {
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

  /** Reads the object within the bounds again, without emitting it. */
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

  /** Reads one value, or a sequence of objects and arrays. */
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

  /** Reads the sequence to its end. Returns false if that failed. */
  private boolean sequence(JsonToken first) throws IOException {
    JsonToken token = first;
    int from = base;
    while (token != null) {
      boolean isRecord = token == JsonToken.START_OBJECT && !isEnvelope(from);
      if (token == JsonToken.START_ARRAY) {
        elements(1);
      }
      int to = endOffset();
      token = parser.nextToken();
      if (token != null && !token.isStructStart()) {
        fail(Reason.NOT_JSON, "something behind its end");
        return false;
      }
      if (isRecord) {
        emitLeading();
        boolean alone = token == null && from == base;
        sink.record(alone ? 0 : from, alone ? text.length : to);
        opened++;
      }
      from = token == null ? to : offset();
      restFrom = from;
    }
    return true;
  }

  /** Reads an object. Returns false if it is a record; then its values are in the reader. */
  private boolean isEnvelope(int from) throws IOException {
    boolean envelope = false;
    boolean mayHoldMore = false;
    int recordsFrom = 0;
    int recordsTo = 0;
    reader.begin(parser);
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY && reader.isNamed(key, ENVELOPE)) {
        mayHoldMore |= reader.mayBeSignIn();
        recordsFrom = envelope ? recordsFrom : offset();
        elements(1);
        recordsTo = endOffset();
        envelope = true;
        reader.begin(parser);
      } else {
        mayHoldMore |= token.isStructStart();
        reader.member(parser, root, key);
      }
    }
    if (envelope) {
      int to = endOffset();
      mayHoldMore |= reader.mayBeSignIn();
      mayHoldMore |=
          JsonText.mayOccurIn(text, from, recordsFrom)
              || MarkerNames.occurIn(text, from, recordsFrom);
      mayHoldMore |=
          JsonText.mayOccurIn(text, recordsTo, to) || MarkerNames.occurIn(text, recordsTo, to);
      if (mayHoldMore && sink.envelope(from, to)) {
        emitLeading();
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
        emitLeading();
        reader.begin(parser);
        reader.members(parser, root);
        restFrom = endOffset();
        sink.record(from, restFrom);
        opened++;
      } else if (t == JsonToken.START_ARRAY && arrays < MAX_ARRAYS) {
        elements(arrays + 1);
      } else if (t == JsonToken.VALUE_STRING && JsonText.mayHoldObject(parser.getText())) {
        emitLeading();
        restFrom = endOffset();
        sink.text(parser.getText(), from, restFrom);
        opened++;
      } else {
        reader.skip(parser);
        restFrom = endOffset();
        odd(t, from);
      }
    }
  }

  /** Emits the leading elements as bad elements, because an object has followed them. */
  private void emitLeading() {
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

  private int endOffset() throws IOException {
    parser.finishToken();
    return base + (int) parser.currentLocation().getByteOffset();
  }

  private int offset() {
    return base + (int) parser.currentTokenLocation().getByteOffset();
  }

  private static String detail(IOException e) {
    String detail =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    int locationAt = detail.indexOf(" (start marker at ");
    return locationAt < 0 ? detail : detail.substring(0, locationAt);
  }

  private void fail(Reason reason, String detail) {
    if (opened == 0) {
      sink.whole(reason, detail);
    } else {
      sink.rest(reason, detail, restFrom);
    }
  }
}
