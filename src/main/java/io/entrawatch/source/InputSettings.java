// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.Require;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import io.entrawatch.decode.shape.GeoDatabases;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.MemorySize;

/**
 * How records become sign-ins.
 *
 * @param maxRecordSize in bytes
 */
public record InputSettings(
    Duration maxOutOfOrderness,
    Duration idleness,
    Duration maxSkew,
    int maxRecordSize,
    boolean deduplicate,
    TimestampSource timestampSource,
    List<ExpectedSource> expectedSources)
    implements Serializable {
  /** Far beyond what a broker takes, and far below what an array can hold. */
  private static final MemorySize LARGEST_RECORD = MemorySize.ofMebiBytes(1024);

  /** Added to any time there is, it is still a time. */
  private static final Duration LONGEST_SKEW = Duration.ofDays(36_500);

  public InputSettings {
    Require.notNegative(InputOptions.MAX_OUT_OF_ORDERNESS.key(), maxOutOfOrderness);
    Require.positive(InputOptions.IDLENESS.key(), idleness);
    Require.positive(InputOptions.MAX_SKEW.key(), maxSkew);
    Require.atMost(InputOptions.MAX_SKEW.key(), maxSkew, LONGEST_SKEW);
    Require.atLeast(InputOptions.MAX_RECORD_SIZE.key(), maxRecordSize, 1);
  }

  public static InputSettings from(GivenSettings given) {
    MemorySize largest = given.memory(InputOptions.MAX_RECORD_SIZE);
    Require.atMost(InputOptions.MAX_RECORD_SIZE.key(), largest, LARGEST_RECORD);
    return new InputSettings(
        given.duration(InputOptions.MAX_OUT_OF_ORDERNESS),
        given.duration(InputOptions.IDLENESS),
        given.duration(InputOptions.MAX_SKEW),
        (int) largest.getBytes(),
        given.truth(InputOptions.DEDUPLICATE),
        given.choice(InputOptions.TIMESTAMP_SOURCE, TimestampSource.class),
        ExpectedSources.from(given));
  }

  /** How records are decoded, with databases that addresses are looked up in. */
  public DecoderSettings decoder(GeoDatabases databases) {
    return new DecoderSettings(
        maxRecordSize,
        maxSkew,
        timestampSource,
        deduplicate ? DecoderSettings.Identity.ID : DecoderSettings.Identity.POSITION,
        databases);
  }
}
