// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes numbers and texts in few bytes. */
final class CompactOutput {
  private static final int USUAL_BYTES = 1_024;

  private final DataOutputSerializer out = new DataOutputSerializer(USUAL_BYTES);

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

  /** Bytes that say themselves where they end. */
  void raw(byte[] bytes, int from, int to) throws IOException {
    out.write(bytes, from, to - from);
  }

  /** At least one value. */
  void values(List<String> values) throws IOException {
    if (values.size() == 1) {
      text(values.get(0));
      return;
    }
    number(CompactForm.SEVERAL);
    number(values.size());
    for (String value : values) {
      text(value);
    }
  }

  void text(String text) throws IOException {
    Integer frequent = FrequentTexts.numberOf(text);
    if (frequent != null) {
      number(CompactForm.FREQUENT + frequent);
    } else if (CompactForm.isGuid(text)) {
      UUID guid = UUID.fromString(text);
      number(CompactForm.GUID);
      out.writeLong(guid.getMostSignificantBits());
      out.writeLong(guid.getLeastSignificantBits());
    } else if (!CompactForm.looksLikeMoment(text) || !moment(text)) {
      characters(text);
    }
  }

  private boolean moment(String text) throws IOException {
    try {
      long moment = TimeParser.iso(text);
      if (Times.iso(moment).equals(text)) {
        number(CompactForm.MOMENT);
        signed(moment);
        return true;
      }
    } catch (DateTimeException e) {
      // Any text may look like one.
    }
    return false;
  }

  private void characters(String text) throws IOException {
    byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
    if (new String(latin1, StandardCharsets.ISO_8859_1).equals(text)) {
      number(CompactForm.LATIN_1);
      bytes(latin1);
    } else {
      number(CompactForm.UTF_16);
      number(text.length());
      out.writeChars(text);
    }
  }

  /** All that was written, in an array of its own. */
  byte[] toBytes() {
    return out.getCopyOfBuffer();
  }

  /** How many bytes were written. */
  int length() {
    return out.length();
  }
}
