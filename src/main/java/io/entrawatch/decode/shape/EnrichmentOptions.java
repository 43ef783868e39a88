// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import static org.apache.flink.configuration.ConfigOptions.key;

import org.apache.flink.configuration.ConfigOption;

/** What is added to raw records, which bear no more than an address. */
public final class EnrichmentOptions {
  public static final ConfigOption<String> CITY_DATABASE =
      key("enrichment.city-database")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A MaxMind City database (GeoLite2-City.mmdb or one that you bought): gives raw records"
                  + " `source.geo`. Read where the job is submitted and on every TaskManager, under"
                  + " the same path; replace it by renaming a new file over it, and restart the job"
                  + " to use it. Without it, `source.geo` of raw records stays empty.");

  public static final ConfigOption<String> ASN_DATABASE =
      key("enrichment.asn-database")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A MaxMind ASN database (GeoLite2-ASN.mmdb): gives raw records `source.as`, in the same"
                  + " way.");

  private EnrichmentOptions() {}
}
