// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.core.memory.DataOutputView;

/** Writes numbers and texts in few bytes, a text that came before as its number. */
final class CompactOutput {
  private final DataOutputView out;
  private final Map<String, Integer> earlier = new HashMap<>();
  private int texts;

  CompactOutput(DataOutputView out) {
    this.out = out;
  }

  /** Seven bits a byte, the lowest first; a negative number takes ten bytes. */
  void number(long number) throws IOException {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Few bytes for a number near zero on either side. */
  void signed(long number) throws IOException {
    number(number << 1 ^ number >> 63);
  }

  void bytes(byte[] bytes) throws IOException {
    number(bytes.length);
    out.write(bytes);
  }

  /** Takes note of a text that whoever reads knows by now. */
  void know(String text) {
    earlier.putIfAbsent(text, texts++);
  }

  void values(List<String> values) throws IOException {
    switch (values.size()) {
      case 0 -> number(CompactForm.NONE);
      case 1 -> text(values.get(0));
      default -> {
        number(CompactForm.SEVERAL);
        number(values.size());
        for (String value : values) {
          text(value);
        }
      }
    }
  }

  void text(String text) throws IOException {
    Integer frequent = FrequentTexts.numberOf(text);
    if (frequent != null) {
      number(CompactForm.frequent(frequent));
      return;
    }
    Integer before = earlier.putIfAbsent(text, texts);
    if (before != null) {
      number(CompactForm.earlier(before));
      return;
    }
    texts++;
    if (CompactForm.isGuid(text)) {
      UUID guid = UUID.fromString(text);
      number(CompactForm.GUID);
      out.writeLong(guid.getMostSignificantBits());
      out.writeLong(guid.getLeastSignificantBits());
    } else if (CompactForm.isLatin1(text)) {
      number(CompactForm.LATIN_1);
      bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    } else {
      number(CompactForm.UTF_16);
      number(text.length());
      out.writeChars(text);
    }
  }
}
