// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.sink.elasticsearch.client.IndexedAlert;

/**
 * An alert that will not come into the index unless somebody acts.
 *
 * @param detail what happened, in a line
 * @param document the alert as it was sent, UTF-8 JSON; null where it is left out
 */
public record DeadAlert(
    Reason reason, String detail, String id, long revision, String index, byte[] document) {

  /** Why it will not; {@link #code()} is what readers of the dead letters rely on. */
  public enum Reason {
    /** Elasticsearch will never take this document. */
    REFUSED("elasticsearch-refused"),
    /** It waited longest when the buffer was full. */
    BUFFER_FULL("elasticsearch-buffer-full");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  static DeadAlert of(Reason reason, String detail, IndexedAlert alert) {
    return new DeadAlert(
        reason, detail, alert.id(), alert.revision(), alert.index(), alert.document());
  }

  /** The same without the document, and with a detail that says why. */
  public DeadAlert withoutDocument(String newDetail) {
    return new DeadAlert(reason, newDetail, id, revision, index, null);
  }
}
