// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream whose first bytes can be looked at before they are read. If it is damaged among these,
 * reading tells so behind the last that is sound.
 */
final class PeekedStream extends InputStream {
  private final InputStream in;
  private final byte[] head;
  private int at;
  private CompressedFile.Damaged damage;

  PeekedStream(InputStream in, int count) throws IOException {
    this.in = in;
    byte[] bytes = new byte[count];
    int filled = 0;
    try {
      for (int read = 0; read >= 0 && filled < count; filled += Math.max(read, 0)) {
        read = in.read(bytes, filled, count - filled);
      }
    } catch (CompressedFile.Damaged e) {
      damage = e;
    }
    head = Arrays.copyOf(bytes, filled);
  }

  /** The first bytes of the stream; fewer than asked for only if there are no more. */
  byte[] head() {
    return head;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (at < head.length) {
      int count = Math.min(length, head.length - at);
      System.arraycopy(head, at, into, offset, count);
      at += count;
      return count;
    }
    if (damage != null) {
      throw damage;
    }
    return in.read(into, offset, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
