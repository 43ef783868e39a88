// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import java.io.IOException;
import java.io.Serializable;
import java.util.Set;

/**
 * MaxMind database files by which addresses of raw records are looked up. They are the user's own,
 * and read where the source runs.
 *
 * @param city a City database, for {@code source.geo}; null for none
 * @param asn an ASN database, for {@code source.as}; null for none
 */
public record GeoDatabases(String city, String asn) implements Serializable {
  public static final GeoDatabases NONE = new GeoDatabases(null, null);

  /** A file could not be used; the message is one line that names it and the remedy. */
  public static final class UnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  /**
   * Reads both files as far as to know that they are what they should be.
   *
   * @throws UnusableException otherwise
   */
  public void require() {
    try (GeoLookup both = GeoLookup.open(this, Set.of())) {
      both.check();
    } catch (IOException e) {
      throw new UnusableException(e.getMessage());
    }
  }
}
