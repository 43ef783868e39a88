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
 * What an object holds that may be a record or lead to one: objects, and texts that may spell such,
 * as its members or in arrays among these, whatever their names.
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

  /** Whether a text that is no JSON has the names of a sign-in's members. */
  private boolean marked;

  /** Whether there is a text that is no JSON and may say something. */
  private boolean says;

  private JsonParser parser;

  /** How many arrays have been met, and in how many of them the parser stands. */
  private int arrays;

  private int openArrays;

  /**
   * An object or a text.
   *
   * @param from where it stands, in bytes of the text around it
   * @param to likewise, exclusive
   * @param text what it spells; null for an object
   * @param message whether it is the member {@code message}
   * @param array the number of the array that it is an element of; 0 for none
   */
  record Piece(int from, int to, String text, boolean message, int array) {}

  /** What has been read of the object, and is no piece of it. */
  enum Known {
    NOTHING,
    /** The arrays of an envelope. */
    RECORDS,
    /** A record's {@code properties}; what is in them may be another. */
    PROPERTIES,
    /** What a document says of its sign-in: some of it looks like a record, and is none. */
    FIELDS
  }

  private ObjectParts(byte[] record, int base, Known known) {
    this.record = record;
    this.base = base;
    this.known = known;
  }

  /** Of the object within the bounds, which is well-formed. */
  static ObjectParts of(byte[] text, int from, int to, Known known) {
    ObjectParts pieces = new ObjectParts(text, from, known);
    try (JsonParser parser = JSON.createParser(text, from, to - from)) {
      pieces.parser = parser;
      parser.nextToken();
      pieces.members();
    } catch (IOException e) {
      throw new IllegalStateException("an object that was read before", e);
    }
    return pieces;
  }

  boolean isMarked() {
    return marked;
  }

  boolean says() {
    return says;
  }

  List<Piece> all() {
    return pieces;
  }

  /**
   * {@code event.original}: by its definition in ECS a copy of what stands beside it, so that it
   * counts only where nothing else does.
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
        event();
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

  /** Either a record's wrapper like any other, or ECS's own, which has the original in it. */
  private void event() throws IOException {
    int from = offset();
    List<Piece> members = new ArrayList<>();
    int before = copies.size();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      value(KeySpelling.plainOf(key).equals(ORIGINAL) ? copies : members, false);
    }
    if (copies.size() == before) {
      pieces.add(new Piece(from, position(), null, false, 0));
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
      into.add(new Piece(from, position(), null, message, array()));
    } else if (token == JsonToken.VALUE_STRING && JsonText.mayHoldObject(parser.getText())) {
      String text = parser.getText();
      into.add(new Piece(from, position(), text, message, array()));
    } else if (token == JsonToken.VALUE_STRING && parser.getTextLength() >= SHORT) {
      says = true;
      marked |= into != copies && MarkerNames.standIn(record, from, position());
    }
  }

  private int array() {
    return openArrays == 0 ? 0 : arrays;
  }

  private int offset() {
    return base + (int) parser.currentTokenLocation().getByteOffset();
  }

  private int position() throws IOException {
    parser.finishToken();
    return base + (int) parser.currentLocation().getByteOffset();
  }
}
