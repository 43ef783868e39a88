// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** The second way out of alerts, for whoever investigates in Kibana. */
public final class ElasticsearchOptions {
  public static final String SECTION = "elasticsearch.";

  public static final ConfigOption<List<String>> HOSTS =
      key("elasticsearch.hosts")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Nodes to write alerts to, each a URL. Without it (or with `[]`) alerts go to Kafka"
                  + " alone.");

  public static final ConfigOption<String> API_KEY =
      key("elasticsearch.api-key")
          .stringType()
          .noDefaultValue()
          .withDescription("An API key, in the encoded form that Kibana shows. A reference.");

  public static final ConfigOption<String> USERNAME =
      key("elasticsearch.username")
          .stringType()
          .noDefaultValue()
          .withDescription("A user, where there is no API key; needs `elasticsearch.password`.");

  public static final ConfigOption<String> PASSWORD =
      key("elasticsearch.password")
          .stringType()
          .noDefaultValue()
          .withDescription("The user's password. A reference.");

  public static final ConfigOption<String> CA_FILE =
      key("elasticsearch.ca-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A PEM file with the certificates to trust, where the job is submitted and on every"
                  + " TaskManager. Without it, those of the JVM.");

  public static final ConfigOption<String> INDEX_PREFIX =
      key("elasticsearch.index-prefix")
          .stringType()
          .defaultValue("entrawatch-alerts")
          .withDescription(
              "Alerts go to the index `<prefix>-YYYY.MM` of their period's month. A name that matches"
                  + " `logs-*-*` is refused, or the same of `metrics`, `traces`, `synthetics` and"
                  + " `profiling`: Elasticsearch makes a data stream of it, which takes no updates.");

  public static final ConfigOption<Integer> MAX_BUFFERED =
      key("elasticsearch.max-buffered")
          .intType()
          .defaultValue(100_000)
          .withDescription(
              "Revisions that wait, per sink subtask, while Elasticsearch does not answer; beyond it"
                  + " the oldest become dead letters. They are part of every checkpoint.");

  public static final ConfigOption<Integer> BULK_ALERTS =
      key("elasticsearch.bulk-alerts")
          .intType()
          .defaultValue(500)
          .withDescription("Alerts in one bulk request, at most.");

  public static final ConfigOption<MemorySize> BULK_SIZE =
      key("elasticsearch.bulk-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(5))
          .withDescription("Size of one bulk request, at most.");

  private ElasticsearchOptions() {}
}
