// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is added to raw records.
 *
 * @param cityDatabase path of a MaxMind City database
 * @param asnDatabase path of a MaxMind ASN database
 */
public record EnrichmentSettings(Optional<String> cityDatabase, Optional<String> asnDatabase) {
  private static final Logger LOG = LoggerFactory.getLogger(EnrichmentSettings.class);

  public static EnrichmentSettings from(GivenSettings given) {
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

  /**
   * The databases, looked into as far as to know that they are what they should be.
   *
   * @throws SettingsException if one cannot be used
   */
  public GeoDatabases databases() {
    GeoDatabases databases = new GeoDatabases(cityDatabase.orElse(null), asnDatabase.orElse(null));
    try {
      databases.require();
    } catch (GeoDatabases.UnusableException e) {
      throw new SettingsException("enrichment: " + e.getMessage());
    }
    missing().ifPresent(LOG::info);
    return databases;
  }
}
