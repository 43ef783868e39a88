// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entrawatch.signin.FieldType;
import io.entrawatch.source.DeadLetter.Reason;
import java.io.IOException;

/** Collects, from a JSON object as it streams by, the values of the paths that somebody reads. */
final class FieldReader {
  static final int MAX_DEPTH = 64;

  private final Values ecs = new Values(EcsShape.SLOTS);
  private final Values raw = new Values(RawShape.SLOTS);
  private final SnakeCase snakeCase = new SnakeCase();
  private int baseDepth;
  private boolean tooDeep;

  Values ecs() {
    return ecs;
  }

  Values raw() {
    return raw;
  }

  boolean tooDeep() {
    return tooDeep;
  }

  /** Starts a new record with the object that the parser has just entered. */
  void begin(JsonParser parser) {
    ecs.clear();
    raw.clear();
    tooDeep = false;
    baseDepth = parser.getParsingContext().getNestingDepth() - 1;
  }

  /** Reads the members of the object that the parser stands in, to its end. */
  void members(JsonParser parser, PathTree node) throws IOException {
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      member(parser, node, key);
    }
  }

  /** Reads one member, whose value the parser stands at. */
  void member(JsonParser parser, PathTree node, String key) throws IOException {
    PathTree child = child(node, key);
    if (child == null) {
      skip(parser);
    } else {
      value(parser, child);
    }
  }

  private PathTree child(PathTree node, String key) {
    PathTree child = node.child(key);
    if (child != null || !node.isRaw()) {
      return child;
    }
    PathTree respelled = node.child(snakeCase.of(key));
    return respelled != null && respelled.isRaw() ? respelled : null;
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
    if (node.leaf() == null && depth(parser) <= MAX_DEPTH) {
      members(parser, node);
      return;
    }
    if (node.leaf() != null) {
      reject(node, "an object where a value belongs");
    }
    skip(parser);
  }

  private void scalar(JsonParser parser, PathTree node) throws IOException {
    String text = parser.getText();
    if (node.isRaw() && text.isEmpty()) {
      return;
    }
    if (node.leaf() == null) {
      values(node).reject(Reason.WRONG_TYPE, "a value where an object belongs: '" + text + "'");
      return;
    }
    try {
      String value = FieldText.of(node.leaf().type(), parser.currentToken(), text);
      if (value != null) {
        values(node).add(node.leaf(), value);
      }
    } catch (IllegalArgumentException e) {
      reject(node, e.getMessage());
    }
  }

  private void reject(PathTree node, String detail) {
    boolean time = node.leaf().type() == FieldType.DATE;
    Reason reason = time ? Reason.INVALID_TIME : Reason.WRONG_TYPE;
    values(node).reject(reason, node.leaf().name() + ": " + detail);
  }

  private Values values(PathTree node) {
    return node.isRaw() ? raw : ecs;
  }

  /** Reads over the value that the parser stands at, with all that is in it. */
  void skip(JsonParser parser) throws IOException {
    int open = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructStart()) {
        open++;
        tooDeep |= depth(parser) > MAX_DEPTH;
      } else if (token.isStructEnd()) {
        open--;
      }
      if (open == 0) {
        return;
      }
      token = parser.nextToken();
    }
  }

  private int depth(JsonParser parser) {
    return parser.getParsingContext().getNestingDepth() - baseDepth;
  }
}
