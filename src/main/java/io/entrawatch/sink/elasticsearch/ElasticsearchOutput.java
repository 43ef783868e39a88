// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where and how alerts go to Elasticsearch.
 *
 * @param hosts nodes of one cluster, such as {@code https://es-1:9200}
 * @param credentials API key, user or nobody
 * @param caFile path of the PEM certificates that alone are trusted, on every task manager; null
 *     for those the JVM trusts
 * @param indexPrefix indexes are named {@code PREFIX-YYYY.MM}
 * @param template whether the sink installs the index template
 * @param delivery batches, buffer and pauses
 */
public record ElasticsearchOutput(
    List<URI> hosts,
    ElasticsearchCredentials credentials,
    String caFile,
    String indexPrefix,
    IndexTemplate template,
    Delivery delivery)
    implements Serializable {
  public static final String DEFAULT_INDEX_PREFIX = "entrawatch-alerts";

  private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,150}");

  // Elasticsearch's own templates make data streams of these names, and a data stream refuses
  // updates.
  private static final Pattern DATA_STREAM =
      Pattern.compile("(logs|metrics|traces|synthetics|profiling)-.*");

  public ElasticsearchOutput {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(delivery, "delivery");
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("No Elasticsearch host is given: name one at least");
    }
    hosts.forEach(ElasticsearchOutput::check);
    if (hosts.stream().map(URI::getPath).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "The Elasticsearch hosts have different paths: they must be nodes of one cluster");
    }
    if (!PREFIX.matcher(indexPrefix).matches() || DATA_STREAM.matcher(indexPrefix).matches()) {
      throw new IllegalArgumentException(
          "'"
              + indexPrefix
              + "' cannot begin an index name: use lower-case letters, digits, '-', '_' and '.',"
              + " not the name of a data stream such as logs-*");
    }
  }

  private static void check(URI host) {
    if (host.getUserInfo() != null) {
      // The address is not quoted: it holds a password.
      throw new IllegalArgumentException(
          "An Elasticsearch host must not contain a user or password: give them as settings");
    }
    boolean http = "http".equals(host.getScheme()) || "https".equals(host.getScheme());
    if (!http || host.getHost() == null || host.getQuery() != null) {
      throw new IllegalArgumentException(
          "'" + host + "' is not the address of an Elasticsearch, such as https://es.example:9200");
    }
  }
}
