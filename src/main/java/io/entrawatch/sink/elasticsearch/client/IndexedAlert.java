// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * One alert on its way into an index. The document is held deflated: in an outage a hundred
 * thousand of them wait on the heap and in every checkpoint, and alerts shrink to about a quarter.
 *
 * @param id the document's {@code _id}
 * @param revision the document's external version
 * @param index the index it belongs to
 * @param deflated the document, UTF-8, deflated
 * @param length the document's length in bytes before it was deflated
 */
public record IndexedAlert(String id, long revision, String index, byte[] deflated, int length)
    implements Serializable {

  public static IndexedAlert of(String id, long revision, String index, byte[] document) {
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(document.length / 4 + 32);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, fast)) {
      out.write(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      fast.end();
    }
    return new IndexedAlert(id, revision, index, bytes.toByteArray(), document.length);
  }

  /** The document as UTF-8 JSON. */
  public byte[] document() {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
