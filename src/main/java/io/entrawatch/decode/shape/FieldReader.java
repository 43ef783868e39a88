// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import java.io.IOException;

/**
 * Collects, from a JSON object as it streams by, the values of the paths that somebody reads. A
 * text that is JSON is read as the object it spells where one belongs. Of what nobody reads, only
 * the names by which a sign-in is told are noticed.
 */
public final class FieldReader {
  public static final int MAX_DEPTH = 64;

  private static final JsonFactory JSON = JsonText.factory();
  private static final int MAX_TEXTS = 3;

  /** After so many texts of a record that look like JSON and are not, no other is tried. */
  private static final int MAX_BROKEN = 100;

  private final FoundValues ecs = new FoundValues(EcsShape.SLOTS);
  private final FoundValues azure = new FoundValues(AzureMembers.SLOTS);
  private final FoundValues flat = new FoundValues(AzureMembers.SLOTS);
  private final KeySpelling spelling = new KeySpelling();
  private int baseDepth;
  private int texts;
  private int brokenTexts;
  private boolean tooDeep;

  /** A bit for each {@link SignInMarker} that stands where nobody reads. */
  private int unreadMarks;

  private boolean unread;

  /** Whether what nobody reads says that it is of the sign-in logs. */
  private boolean unreadSignIns;

  public FoundValues ecs() {
    return ecs;
  }

  /** Of Azure Monitor's names: what stands under {@code properties}, and what at the root. */
  public FoundValues azure() {
    return azure;
  }

  /** Of the same names as under {@code properties}, what stands at the root. */
  public FoundValues flat() {
    return flat;
  }

  public boolean tooDeep() {
    return tooDeep;
  }

  /** How many of the {@link SignInMarker}s stand where nobody reads. */
  public int unreadMarks() {
    return Integer.bitCount(unreadMarks);
  }

  /** Whether anything says something of which nobody reads the name. */
  public boolean hasUnread() {
    return unread;
  }

  /**
   * Whether something in it says that it is of the sign-in logs, where that does not make the
   * record one: it may hold a sign-in, even one without any {@link SignInMarker}.
   */
  public boolean namesSignIns() {
    String category = ecs.first(Field.EVENT_CATEGORY.index());
    return unreadSignIns || category != null && CategoryNames.isSignIns(category);
  }

  /** Whether what has been read is, or holds, a sign-in as far as can be told so far. */
  public boolean mayBeSignIn() {
    String category = azure.first(Field.CATEGORY.index());
    return marks() >= SignInMarker.ENOUGH
        || namesSignIns()
        || category != null && CategoryNames.isSignIns(category);
  }

  /** A bit for each {@link SignInMarker} that stands in the record at all. */
  public int markBits() {
    return unreadMarks
        | SignInMarker.bits(ecs)
        | SignInMarker.bits(azure)
        | SignInMarker.bits(flat);
  }

  public int marks() {
    return Integer.bitCount(markBits());
  }

  /** Starts a new record with the object that the parser has just entered. */
  public void begin(JsonParser parser) {
    ecs.clear();
    azure.clear();
    flat.clear();
    tooDeep = false;
    unreadMarks = 0;
    unread = false;
    unreadSignIns = false;
    texts = 0;
    brokenTexts = 0;
    baseDepth = parser.getParsingContext().getNestingDepth() - 1;
  }

  /** Reads the members of the object that the parser stands in, to its end. */
  public void members(JsonParser parser, PathTree node) throws IOException {
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      member(parser, node, key);
    }
  }

  /** Reads one member, whose value the parser stands at. */
  public void member(JsonParser parser, PathTree node, String key) throws IOException {
    PathTree child = node.child(key);
    if (child == null) {
      child = node.child(spelling.plain(key));
    }
    if (child == null || !child.isCore()) {
      unread |= parser.currentToken() != JsonToken.VALUE_NULL;
    }
    if (child == null) {
      notice(parser, key);
      skip(parser);
    } else {
      value(parser, child);
    }
  }

  /** Whether the key, however it is spelled, is that name. */
  public boolean isNamed(String key, String plainName) {
    return key.length() >= plainName.length() && spelling.plain(key).equals(plainName);
  }

  private void value(JsonParser parser, PathTree node) throws IOException {
    switch (parser.currentToken()) {
      case START_ARRAY -> array(parser, node);
      case START_OBJECT -> object(parser, node);
      case VALUE_NULL -> {
        // A null is no value.
      }
      default -> scalar(parser, node);
    }
  }

  private void array(JsonParser parser, PathTree node) throws IOException {
    if (depth(parser) > MAX_DEPTH) {
      skip(parser);
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser, node);
    }
  }

  private void object(JsonParser parser, PathTree node) throws IOException {
    if (node.leaf() != null && node.leaf().type() == FieldType.FLATTENED) {
      skip(parser, node);
      return;
    }
    if (node.hasChildren() && depth(parser) <= MAX_DEPTH) {
      members(parser, node);
      return;
    }
    if (!node.hasChildren()) {
      values(node).ignore(node);
    }
    skip(parser);
  }

  private void scalar(JsonParser parser, PathTree node) throws IOException {
    String text = parser.getText();
    if (text.isEmpty() && node.names() != PathTree.Names.ECS) {
      return;
    }
    if (node.leaf() == null) {
      if (!spelledObject(parser, node, text)) {
        values(node).ignore(node);
      }
      return;
    }
    try {
      String value = FieldText.of(node.leaf().type(), parser.currentToken(), text);
      if (value != null) {
        values(node).add(node.leaf(), value);
      }
    } catch (IllegalArgumentException e) {
      values(node).ignore(node);
    }
  }

  /** Reads the object or the objects that the text spells; false where it spells none. */
  private boolean spelledObject(JsonParser around, PathTree node, String text) throws IOException {
    String spelled = JsonText.stripped(text);
    if (texts == MAX_TEXTS || brokenTexts == MAX_BROKEN || !JsonText.mayHoldObject(spelled)) {
      return false;
    }
    if (!JsonText.isWellFormed(JSON, spelled)) {
      brokenTexts++;
      return false;
    }
    int outerBase = baseDepth;
    baseDepth = -depth(around);
    texts++;
    try (JsonParser parser = JSON.createParser(spelled)) {
      parser.nextToken();
      value(parser, node);
    } finally {
      texts--;
      baseDepth = outerBase;
    }
    return true;
  }

  private FoundValues values(PathTree node) {
    return switch (node.names()) {
      case ECS -> ecs;
      case AZURE -> azure;
      case FLAT -> flat;
    };
  }

  /** Reads over the value that the parser stands at, with all that is in it. */
  public void skip(JsonParser parser) throws IOException {
    skip(parser, null);
  }

  /**
   * @param flattened takes every text on the way; null for none
   */
  private void skip(JsonParser parser, PathTree flattened) throws IOException {
    int open = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructStart()) {
        open++;
        tooDeep |= depth(parser) > MAX_DEPTH;
      } else if (token.isStructEnd()) {
        open--;
      } else if (token == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        notice(parser, key);
        token = parser.currentToken();
        continue;
      } else if (flattened != null && token != JsonToken.VALUE_NULL) {
        scalar(parser, flattened);
      }
      if (open == 0) {
        return;
      }
      token = parser.nextToken();
    }
  }

  /** The member is one that nobody reads, and the parser stands at its value. */
  private void notice(JsonParser parser, String key) throws IOException {
    unreadSignIns = unreadSignIns || CategoryNames.isNamed(key, parser);
    int bit = SignInMarker.bit(key, spelling);
    if (bit == 0 || (unreadMarks & bit) != 0 || parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (!parser.currentToken().isScalarValue() || SignInMarker.says(parser.getText())) {
      unreadMarks |= bit;
    }
  }

  private int depth(JsonParser parser) {
    return parser.getParsingContext().getNestingDepth() - baseDepth;
  }
}
