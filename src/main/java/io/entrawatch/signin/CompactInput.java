// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.memory.DataInputView;

/** Reads what {@link CompactOutput} wrote. */
final class CompactInput {
  private final DataInputView in;
  private final List<String> earlier = new ArrayList<>();

  CompactInput(DataInputView in) {
    this.in = in;
  }

  long number() throws IOException {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.readByte();
      number |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return number;
      }
    }
  }

  private int size() throws IOException {
    return (int) number();
  }

  long signed() throws IOException {
    long number = number();
    return number >>> 1 ^ -(number & 1);
  }

  byte[] bytes() throws IOException {
    byte[] bytes = new byte[size()];
    in.readFully(bytes);
    return bytes;
  }

  void know(String text) {
    earlier.add(text);
  }

  List<String> values() throws IOException {
    int form = size();
    return switch (form) {
      case CompactForm.NONE -> List.of();
      case CompactForm.SEVERAL -> several();
      default -> List.of(text(form));
    };
  }

  private List<String> several() throws IOException {
    String[] values = new String[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = text();
    }
    return List.of(values);
  }

  String text() throws IOException {
    return text(size());
  }

  private String text(int form) throws IOException {
    if (form >= CompactForm.NUMBERED) {
      int number = form - CompactForm.NUMBERED;
      return number % 2 == 0 ? frequent(number / 2) : earlier.get(number / 2);
    }
    String text =
        switch (form) {
          case CompactForm.GUID -> new UUID(in.readLong(), in.readLong()).toString();
          case CompactForm.LATIN_1 -> new String(bytes(), StandardCharsets.ISO_8859_1);
          case CompactForm.UTF_16 -> utf16();
          default -> throw laterRelease("form " + form);
        };
    know(text);
    return text;
  }

  private static String frequent(int number) throws IOException {
    String text = FrequentTexts.ofNumber(number);
    if (text == null) {
      throw laterRelease("text " + number);
    }
    return text;
  }

  private String utf16() throws IOException {
    char[] chars = new char[size()];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = in.readChar();
    }
    return new String(chars);
  }

  private static IOException laterRelease(String what) {
    return new IOException(
        "unknown " + what + " of a sign-in in state: restore it with the release that wrote it");
  }
}
