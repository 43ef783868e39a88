// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Reads what {@link CompactOutput} wrote. What {@link #skip} has been over can be read without
 * looking for what a later release may have written.
 */
final class CompactInput {
  private final byte[] bytes;
  private int at;

  CompactInput(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  int position() {
    return at;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  long number() {
    long number = bytes[at] & 0x7FL;
    for (int shift = 7; bytes[at++] < 0; shift += 7) {
      number |= (bytes[at] & 0x7FL) << shift;
    }
    return number;
  }

  int size() {
    return (int) number();
  }

  long signed() {
    long number = number();
    return number >>> 1 ^ -(number & 1);
  }

  byte octetAhead() {
    return bytes[at];
  }

  byte octet() {
    return bytes[at++];
  }

  byte[] bytes() {
    return bytes;
  }

  void skip(int length) {
    at += length;
  }

  /**
   * Goes over a field's values.
   *
   * @throws IOException if they have a form, or are a text, of a later release
   */
  void skip() throws IOException {
    int form = size();
    switch (form) {
      case CompactForm.NONE -> {}
      case CompactForm.SEVERAL -> {
        for (int left = size(); left > 0; left--) {
          skip();
        }
      }
      case CompactForm.GUID -> skip(16);
      case CompactForm.LATIN_1 -> skip(size());
      case CompactForm.UTF_16 -> skip(2 * size());
      case CompactForm.MOMENT, CompactForm.OTHER_FIELD -> number();
      default -> FrequentTexts.require(form - CompactForm.FREQUENT);
    }
  }

  /** The number of the field that has the values, of one that is written as another. */
  int otherField() {
    number();
    return size();
  }

  /** The values of a field that has some, and of its own. */
  List<String> values() {
    int form = size();
    if (form >= CompactForm.FREQUENT) {
      return FrequentTexts.asValues(form - CompactForm.FREQUENT);
    }
    if (form != CompactForm.SEVERAL) {
      return List.of(text(form));
    }
    String[] values = new String[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = text();
    }
    return List.of(values);
  }

  String text() {
    return text(size());
  }

  private String text(int form) {
    return switch (form) {
      case CompactForm.GUID -> guid();
      case CompactForm.LATIN_1 -> latin1();
      case CompactForm.UTF_16 -> utf16();
      case CompactForm.MOMENT -> Times.iso(signed());
      default -> FrequentTexts.ofNumber(form - CompactForm.FREQUENT);
    };
  }

  private String guid() {
    ByteBuffer guid = ByteBuffer.wrap(bytes, at, 16);
    at += 16;
    return new UUID(guid.getLong(), guid.getLong()).toString();
  }

  private String latin1() {
    int length = size();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
  }

  private String utf16() {
    char[] chars = new char[size()];
    ByteBuffer.wrap(bytes, at, 2 * chars.length).asCharBuffer().get(chars);
    at += 2 * chars.length;
    return new String(chars);
  }
}
