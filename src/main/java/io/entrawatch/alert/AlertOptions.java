// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** What is one alert, and how often it is told anew. */
public final class AlertOptions {
  public static final ConfigOption<Duration> PERIOD =
      key("alerts.period")
          .durationType()
          .defaultValue(Duration.ofHours(24))
          .withDescription(
              "All matches of a rule for one group within such a period, counted from the epoch, are"
                  + " one alert. `0`: one alert a window. Another period gives alerts other ids.");

  public static final ConfigOption<Duration> UPDATE_INTERVAL =
      key("alerts.update-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "An alert that keeps growing is told anew at most this often; its first and its final"
                  + " revision never wait.");

  public static final ConfigOption<String> EXCEPTIONS_FILE =
      key("alerts.exceptions.file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A YAML file of exceptions, see docs/exceptions.md, read once where the job is submitted."
                  + " For a list that changes while the job runs, `kafka.topics.exceptions`.");

  public static final ConfigOption<String> PSEUDONYM_KEY =
      key("alerts.pseudonymise.key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A secret of at least 32 characters; with it, names of people on the topics of alerts and"
                  + " suppressed alerts are replaced by pseudonyms, see docs/security.md. Elasticsearch"
                  + " gets the names. Alerts get ids that depend on it, in both places. A reference.");

  private AlertOptions() {}
}
