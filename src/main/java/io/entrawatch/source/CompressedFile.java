package io.entrawatch.source;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks gzip, all members of a file. Tells a file that is damaged, which stays so, from one that can't
 * be read just now: the latter is the storage's own exception, the former a {@link Damaged}.
 */
final class CompressedFile extends InputStream {
  private final Stored stored;
  private InputStream unpacked;

  /** The bytes are not what gzip writes, or not all of them are there. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  CompressedFile(InputStream compressed) {
    stored = new Stored(compressed);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      if (unpacked == null) {
        unpacked = new GzipCompressorInputStream(new BufferedInputStream(stored), true);
      }
      return unpacked.read(into, offset, length);
    } catch (IOException e) {
      throw stored.failed ? e : new Damaged(e);
    }
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }

  /** Remembers whether reading itself failed. */
  private static final class Stored extends FilterInputStream {
    private boolean failed;

    Stored(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }
  }
}
