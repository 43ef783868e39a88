// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

/** How Elasticsearch types a field, and so how its values compare and print. */
public enum FieldType {
  /** Text, compared to the letter. */
  KEYWORD,
  /** An IP address, held in Elasticsearch's canonical form. */
  IP,
  /** A 64-bit integer, held in decimal. */
  LONG,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /** A moment in UTC to the millisecond, held as {@code yyyy-MM-dd'T'HH:mm:ss.SSSZ}. */
  DATE,
  /** An object of any keys: the texts of all its leaves. ES|QL cannot read such a field. */
  FLATTENED,
  /** A place, held as {@code POINT (longitude latitude)}. */
  GEO_POINT;

  /**
   * Whether Elasticsearch indexes the values of such a field as a set: a value that a document
   * names twice counts once, and equal values are a single one.
   */
  public boolean isIndexedAsSet() {
    return this == KEYWORD || this == IP || this == FLATTENED;
  }
}
