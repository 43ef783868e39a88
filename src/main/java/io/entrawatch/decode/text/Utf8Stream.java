// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of another character set as UTF-8. What is no character there becomes U+FFFD. */
final class Utf8Stream extends InputStream {
  private static final int CHUNK = 16 * 1024;
  private static final char REPLACEMENT = '\uFFFD';
  private static final int BYTES_OF_CHARACTER = 4;

  private final InputStream in;
  private final int unit;
  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer stored = ByteBuffer.allocate(CHUNK).flip();
  private final CharBuffer text = CharBuffer.allocate(CHUNK + 1);
  private final ByteBuffer encoded = ByteBuffer.allocate(BYTES_OF_CHARACTER * CHUNK).flip();
  private boolean ended;

  /**
   * @param unit how many bytes are the least that is a character
   */
  Utf8Stream(InputStream in, Charset charset, int unit) {
    this.in = in;
    this.unit = unit;
    decoder = charset.newDecoder();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!encoded.hasRemaining()) {
      if (ended) {
        return -1;
      }
      convert();
    }
    int count = Math.min(length, encoded.remaining());
    encoded.get(into, offset, count);
    return count;
  }

  private void convert() throws IOException {
    stored.compact();
    int count = 0;
    try {
      count = in.read(stored.array(), stored.position(), stored.remaining());
      ended = count < 0;
    } finally {
      stored.position(stored.position() + Math.max(count, 0)).flip();
    }
    text.clear();
    CoderResult result = decoder.decode(stored, text, ended);
    while (result.isError()) {
      // Of half a character and the next one only the half is dropped.
      stored.position(stored.position() + Math.min(result.length(), unit));
      text.put(REPLACEMENT);
      result = decoder.decode(stored, text, ended);
    }
    if (ended) {
      decoder.flush(text);
    }
    text.flip();
    encoded.clear();
    encoder.encode(text, encoded, true);
    encoder.reset();
    encoded.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
