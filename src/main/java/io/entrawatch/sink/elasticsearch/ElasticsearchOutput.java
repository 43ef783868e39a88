// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * Where and how alerts go to Elasticsearch. Whoever makes one has checked it: what may be set is
 * for the settings to say.
 *
 * @param hosts nodes of one cluster, such as {@code https://es-1:9200}, all with the same path
 * @param credentials API key, user or nobody
 * @param caFile path of the PEM certificates that alone are trusted, on every task manager; null
 *     for those the JVM trusts
 * @param indexPrefix indexes are named {@code PREFIX-YYYY.MM}, which must be no data stream's name
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

  public ElasticsearchOutput {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(delivery, "delivery");
    hosts = List.copyOf(hosts);
  }
}
