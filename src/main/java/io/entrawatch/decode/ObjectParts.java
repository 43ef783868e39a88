// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entrawatch.decode.shape.JsonText;
import io.entrawatch.decode.shape.KeySpelling;
import io.entrawatch.decode.shape.MarkerNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an object that may be records or contain some. Parts are objects, and texts that may
 * spell objects. They are members of the object, or elements of arrays among the members. Their
 * names do not matter.
 */
final class ObjectParts {
  private static final JsonFactory JSON = JsonText.factory();
  private static final String RECORDS = "records";
  private static final String EVENT = "event";
  private static final String ORIGINAL = "original";
  private static final String MESSAGE = "message";
  private static final String PROPERTIES = "properties";
  private static final String FIELDS = "azure";
  private static final int SHORT = 40;

  private final List<Piece> pieces = new ArrayList<>();
  private final List<Piece> copies = new ArrayList<>();
  private final byte[] record;
  private final Known known;
  private final int base;

  /** Whether a text that is not JSON has the names of an event's members. */
  private boolean marked;

  /** Whether there is a text that is not JSON and is long enough to have content. */
  private boolean hasText;

  private JsonParser parser;

  /** The number of outermost arrays so far. */
  private int arrays;

  /** The number of arrays around the parser's position. */
  private int openArrays;

  /**
   * An object or a text.
   *
   * @param from its first byte, as an offset in the surrounding text
   * @param to the offset after its last byte
   * @param text the decoded text; null for an object
   * @param message whether it is the member {@code message}
   * @param array the number of the array that contains it; 0 for none
   */
  record Piece(int from, int to, String text, boolean message, int array) {}

  /** The part of the object that was already read, and is not opened. */
  enum Known {
    NOTHING,
    /** The arrays of an envelope. */
    RECORDS,
    /** A record's {@code properties}. Their members may be other records. */
    PROPERTIES,
    /**
     * The fields that a document has of its event. Some of them look like a record, but are none.
     */
    FIELDS
  }

  private ObjectParts(byte[] record, int base, Known known) {
    this.record = record;
    this.base = base;
    this.known = known;
  }

  /** The parts of the object within the bounds, which must be well-formed. */
  static ObjectParts of(byte[] text, int from, int to, Known known) {
    ObjectParts parts = new ObjectParts(text, from, known);
    try (JsonParser parser = JSON.createParser(text, from, to - from)) {
      parts.parser = parser;
      parser.nextToken();
      parts.members();
    } catch (IOException e) {
      throw new IllegalStateException("an object that was read before", e);
    }
    return parts;
  }

  boolean isMarked() {
    return marked;
  }

  boolean hasText() {
    return hasText;
  }

  List<Piece> all() {
    return pieces;
  }

  /**
   * The parts of {@code event.original}. ECS defines it as a copy of the fields next to it. So it
   * is used only if nothing else was found.
   */
  List<Piece> copies() {
    return copies;
  }

  private void members() throws IOException {
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      String name = KeySpelling.plainOf(key);
      if (isKnown(name, token)) {
        parser.skipChildren();
      } else if (name.equals(EVENT) && token == JsonToken.START_OBJECT) {
        eventMember();
      } else if (known == Known.PROPERTIES
          && name.equals(PROPERTIES)
          && token == JsonToken.START_OBJECT) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          parser.nextToken();
          value(pieces, false);
        }
      } else {
        boolean copy = name.equals(EVENT + "." + ORIGINAL);
        value(copy ? copies : pieces, name.equals(MESSAGE));
      }
    }
  }

  private boolean isKnown(String name, JsonToken token) {
    return known == Known.RECORDS && token == JsonToken.START_ARRAY && name.equals(RECORDS)
        || known == Known.FIELDS
            && token.isStructStart()
            && (name.equals(FIELDS) || name.startsWith(FIELDS + "."));
  }

  /**
   * Reads the member {@code event}. It is either a wrapper like any other, or the object of ECS,
   * which contains {@code original}.
   */
  private void eventMember() throws IOException {
    int from = offset();
    List<Piece> members = new ArrayList<>();
    int before = copies.size();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      value(KeySpelling.plainOf(key).equals(ORIGINAL) ? copies : members, false);
    }
    if (copies.size() == before) {
      pieces.add(new Piece(from, endOffset(), null, false, 0));
    } else {
      pieces.addAll(members);
    }
  }

  private void value(List<Piece> into, boolean message) throws IOException {
    JsonToken token = parser.currentToken();
    int from = offset();
    if (token == JsonToken.START_ARRAY) {
      arrays += openArrays == 0 ? 1 : 0;
      openArrays++;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        value(into, message);
      }
      openArrays--;
    } else if (token == JsonToken.START_OBJECT) {
      parser.skipChildren();
      into.add(new Piece(from, endOffset(), null, message, array()));
    } else if (token == JsonToken.VALUE_STRING && JsonText.mayHoldObject(parser.getText())) {
      String text = parser.getText();
      into.add(new Piece(from, endOffset(), text, message, array()));
    } else if (token == JsonToken.VALUE_STRING && parser.getTextLength() >= SHORT) {
      hasText = true;
      marked |= into != copies && MarkerNames.occurIn(record, from, endOffset());
    }
  }

  private int array() {
    return openArrays == 0 ? 0 : arrays;
  }

  private int offset() {
    return base + (int) parser.currentTokenLocation().getByteOffset();
  }

  private int endOffset() throws IOException {
    parser.finishToken();
    return base + (int) parser.currentLocation().getByteOffset();
  }
}
