// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Standard output for several writers: what is given in one call comes out in one piece, at once. A
 * reader that has gone away is an error here, where {@link PrintStream} would go on in silence.
 */
public final class StandardOutputStream extends OutputStream {

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    PrintStream out = System.out;
    synchronized (out) {
      out.write(bytes, offset, length);
      if (out.checkError()) {
        throw new IOException("Standard output is closed: its reader has gone away");
      }
    }
  }

  @Override
  public void close() {
    // Not ours to close.
  }
}
