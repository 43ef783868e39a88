// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** How records become sign-ins, and how time passes over them. */
public final class InputOptions {
  public static final ConfigOption<Duration> MAX_OUT_OF_ORDERNESS =
      key("input.max-out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How far ingest times may run backwards within a partition before a sign-in counts as"
                  + " behind the watermark. Longer finds more disorder and holds final answers back"
                  + " as long. May be 0.");

  public static final ConfigOption<Duration> IDLENESS =
      key("input.idleness")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "A partition without a record for this long no longer holds the watermark back.");

  public static final ConfigOption<Duration> MAX_SKEW =
      key("input.max-skew")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "A record whose time lies further than this in the future is a dead letter, because it"
                  + " would push the watermark past sign-ins still to come. The future begins at the"
                  + " Kafka record's timestamp; for files, at the start of the run.");

  public static final ConfigOption<MemorySize> MAX_RECORD_SIZE =
      key("input.max-record-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(2))
          .withDescription("A longer record is a dead letter.");

  public static final ConfigOption<Boolean> DEDUPLICATE =
      key("input.deduplicate")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Count a sign-in once however often it is delivered: the same"
                  + " `properties.id` and category are the same sign-in.");

  public static final ConfigOption<TimestampSource> TIMESTAMP_SOURCE =
      key("input.timestamp-source")
          .enumType(TimestampSource.class)
          .defaultValue(TimestampSource.CREATED_DATE_TIME)
          .withDescription(
              "What a raw record's `@timestamp` is taken from: `properties.createdDateTime`, as"
                  + " Elastic's azure integration does today, or `time`, as its older versions did.");

  public static final ConfigOption<List<String>> EXPECTED_SOURCES =
      key("input.expected-sources")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Sources that should send sign-ins, each `TENANT/CATEGORY`, for example"
                  + " `\"*/NonInteractiveUserSignInLogs\"`. The tenant is its id; `*` means every tenant"
                  + " that is seen, and at least one. The metrics show each from the start on, so that"
                  + " an alert rule finds one that never sends. See docs/metrics.md.");

  private InputOptions() {}
}
