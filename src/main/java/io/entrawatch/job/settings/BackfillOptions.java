// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** A replay of a range that ends by itself. */
public final class BackfillOptions {
  static final String SECTION = "backfill.";

  public static final ConfigOption<String> FROM =
      key("backfill.from")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Makes the job a backfill, see docs/backfill.md: it reads a range, writes alerts alone and"
                  + " ends. Where the range begins, by the records' Kafka timestamps: a time, ISO-8601"
                  + " or ms since the epoch; `earliest`; or `offsets:0=120,1=95`, by partition. Of"
                  + " files: from when on they hold every sign-in.");

  public static final ConfigOption<String> TO =
      key("backfill.to")
          .stringType()
          .defaultValue("now")
          .withDescription(
              "Where the range ends, exclusive: a time, `offsets:`, or `now`, when the job is"
                  + " submitted.");

  public static final ConfigOption<String> INTO =
      key("backfill.into")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The shadow topic that takes the alerts; nothing else is written then, Elasticsearch"
                  + " included. This, or `backfill.live`.");

  public static final ConfigOption<Boolean> LIVE =
      key("backfill.live")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the alerts go where the live job's go: only those that are final and whole.");

  public static final ConfigOption<List<String>> INPUT =
      key("backfill.input")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Files, or folders of files, of sign-ins to read instead of `kafka.topics.events`.");

  private BackfillOptions() {}
}
