// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip, all members of a file, and holds back nothing that stands in front of a damage.
 * Java's own {@code GZIPInputStream} takes a damaged later member for the end of the file, in
 * silence.
 *
 * <p>A file that is damaged, which stays so, is a {@link Damaged}; any other exception is the
 * storage's, which may work the next time.
 */
public final class CompressedFile extends InputStream {
  private static final int CHUNK = 64 * 1024;
  private static final int MAGIC = 0x8B1F;
  private static final int DEFLATED = 8;
  private static final int TIME_AND_SYSTEM = 6;
  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final InputStream stored;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] chunk = new byte[CHUNK];
  private int chunkAt;
  private int chunkEnd;
  private boolean inMember;
  private boolean anyMember;

  /** The bytes are not what gzip writes, or not all of them are there. */
  public static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
      super(message);
    }
  }

  /**
   * @param stored what is packed; closed with this
   */
  public CompressedFile(InputStream stored) {
    this.stored = stored;
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
    while (inMember || startMember()) {
      int count = inflate(into, offset, length);
      if (count > 0) {
        checksum.update(into, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw new Damaged("needs a dictionary");
      } else {
        require(fill());
        inflater.setInput(chunk, chunkAt, chunkEnd - chunkAt);
        chunkAt = chunkEnd;
      }
    }
    return -1;
  }

  private int inflate(byte[] into, int offset, int length) throws Damaged {
    try {
      return inflater.inflate(into, offset, length);
    } catch (DataFormatException e) {
      throw new Damaged(e.getMessage() == null ? "not deflated data" : e.getMessage());
    }
  }

  /** False where the file ends behind a member. */
  private boolean startMember() throws IOException {
    if (!fill() && anyMember) {
      return false;
    }
    if (little(2) != MAGIC || next() != DEFLATED) {
      throw new Damaged(anyMember ? "something behind the end of the data" : "not gzip");
    }
    int flags = next();
    pass(TIME_AND_SYSTEM);
    if ((flags & HAS_EXTRA) != 0) {
      pass(little(2));
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_CHECKSUM) != 0) {
      pass(2);
    }
    inflater.reset();
    checksum.reset();
    inMember = true;
    anyMember = true;
    return true;
  }

  private void endMember() throws IOException {
    chunkAt = chunkEnd - inflater.getRemaining();
    boolean sameBytes = little(4) == checksum.getValue();
    boolean sameLength = little(4) == (inflater.getBytesWritten() & 0xFFFF_FFFFL);
    if (!sameBytes || !sameLength) {
      throw new Damaged("wrong checksum");
    }
    inMember = false;
  }

  private void pass(long count) throws IOException {
    for (long i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // A text ends with a zero.
    }
  }

  private long little(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  private int next() throws IOException {
    require(fill());
    return chunk[chunkAt++] & 0xFF;
  }

  private static void require(boolean more) throws Damaged {
    if (!more) {
      throw new Damaged("ends too early");
    }
  }

  /** False at the end of the file. */
  private boolean fill() throws IOException {
    if (chunkAt == chunkEnd) {
      chunkAt = 0;
      chunkEnd = 0; // should reading fail
      chunkEnd = Math.max(stored.read(chunk), 0);
    }
    return chunkAt < chunkEnd;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    stored.close();
  }
}
