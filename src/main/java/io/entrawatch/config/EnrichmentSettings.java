// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is added to raw records.
 *
 * @param cityDatabase path of a MaxMind City database
 * @param asnDatabase path of a MaxMind ASN database
 */
public record EnrichmentSettings(Optional<String> cityDatabase, Optional<String> asnDatabase) {

  static EnrichmentSettings from(GivenSettings given) {
    return new EnrichmentSettings(
        Optional.ofNullable(given.text(EnrichmentOptions.CITY_DATABASE)),
        Optional.ofNullable(given.text(EnrichmentOptions.ASN_DATABASE)));
  }

  /** What stays empty in raw records, and which setting would fill it; empty where nothing does. */
  public Optional<String> missing() {
    List<String> missing = new ArrayList<>();
    if (cityDatabase.isEmpty()) {
      missing.add("source.geo (" + EnrichmentOptions.CITY_DATABASE.key() + " is not set)");
    }
    if (asnDatabase.isEmpty()) {
      missing.add("source.as (" + EnrichmentOptions.ASN_DATABASE.key() + " is not set)");
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("raw records have no " + String.join(" and no ", missing));
  }
}
