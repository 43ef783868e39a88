// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.Require;
import io.entrawatch.config.Secret;
import io.entrawatch.config.SettingsException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where and how alerts go to Elasticsearch.
 *
 * @param hosts nodes of one cluster, such as {@code https://es-1:9200}, all with the same path
 * @param credentials API key, user or nobody
 * @param caFile path of the PEM certificates that alone are trusted, on every task manager; null
 *     for those the JVM trusts
 * @param indexPrefix indexes are named {@code PREFIX-YYYY.MM}, which must be no data stream's name
 * @param template whether the sink installs the index template
 * @param delivery batches, buffer and pauses
 */
public record ElasticsearchSettings(
    List<URI> hosts,
    ElasticsearchCredentials credentials,
    String caFile,
    String indexPrefix,
    IndexTemplate template,
    Delivery delivery)
    implements Serializable {
  public static final String DEFAULT_INDEX_PREFIX = "entrawatch-alerts";

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Pattern INDEX = Pattern.compile("[a-z0-9][a-z0-9._-]{0,150}");

  // Elasticsearch's own templates make data streams of these names.
  private static final Pattern DATA_STREAM =
      Pattern.compile("(logs|metrics|traces|synthetics|profiling)-.*-.*");

  public ElasticsearchSettings {
    hosts = List.copyOf(hosts);
    requireOnePath(hosts);
    requireIndexPrefix(indexPrefix);
    if (caFile != null) {
      Require.that(
          hosts.stream().allMatch(host -> host.getScheme().equals("https")),
          ElasticsearchOptions.CA_FILE.key() + " is set, but a host is http; make it https");
    }
  }

  public static ElasticsearchSettings from(GivenSettings given) {
    return new ElasticsearchSettings(
        given.list(ElasticsearchOptions.HOSTS).stream().map(ElasticsearchSettings::host).toList(),
        credentials(given),
        given.text(ElasticsearchOptions.CA_FILE),
        given.text(ElasticsearchOptions.INDEX_PREFIX),
        IndexTemplate.INSTALL,
        delivery(given));
  }

  private static Delivery delivery(GivenSettings given) {
    int maxBuffered = given.integer(ElasticsearchOptions.MAX_BUFFERED);
    int bulkAlerts = given.integer(ElasticsearchOptions.BULK_ALERTS);
    long bulkBytes = given.memory(ElasticsearchOptions.BULK_SIZE).getBytes();
    Require.atLeast(ElasticsearchOptions.BULK_ALERTS.key(), bulkAlerts, 1);
    Require.atLeast(ElasticsearchOptions.BULK_SIZE.key(), bulkBytes, 1);
    Require.that(
        maxBuffered > bulkAlerts,
        ElasticsearchOptions.MAX_BUFFERED.key()
            + " is "
            + maxBuffered
            + "; it must be more than one bulk request ("
            + ElasticsearchOptions.BULK_ALERTS.key()
            + " is "
            + bulkAlerts
            + ")");
    return new Delivery(maxBuffered, bulkAlerts, bulkBytes, FIRST_PAUSE, LONGEST_PAUSE);
  }

  /** No message shows the URL: people put passwords into it. */
  private static URI host(String text) {
    String key = ElasticsearchOptions.HOSTS.key();
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new SettingsException(key + ": not a URL; write https://host:9200");
    }
    Require.that(
        uri.getScheme() != null && Set.of("http", "https").contains(uri.getScheme()),
        key + ": a host needs its scheme; write https://host:9200");
    Require.that(
        uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null,
        key + ": a host is a plain URL; a user goes into elasticsearch.username and .password");
    Require.that(uri.getHost() != null, key + ": a URL without a host; write https://host:9200");
    return uri;
  }

  /** A client puts one path before all that it asks, whichever node it asks. */
  private static void requireOnePath(List<URI> hosts) {
    for (URI host : hosts) {
      Require.that(
          path(host).equals(path(hosts.get(0))),
          ElasticsearchOptions.HOSTS.key()
              + ": "
              + host.getAuthority()
              + " has another path than "
              + hosts.get(0).getAuthority()
              + "; they are nodes of one cluster, give all of them the same path or none");
    }
  }

  private static String path(URI host) {
    return host.getPath().replaceFirst("/+$", "");
  }

  private static ElasticsearchCredentials credentials(GivenSettings given) {
    Secret apiKey = given.secret(ElasticsearchOptions.API_KEY);
    String username = given.text(ElasticsearchOptions.USERNAME);
    Secret password = given.secret(ElasticsearchOptions.PASSWORD);
    Require.that(
        (username == null) == (password == null),
        "elasticsearch.username and elasticsearch.password go together; set both or neither");
    Require.that(
        apiKey == null || username == null,
        "elasticsearch.api-key and elasticsearch.username exclude each other; keep one");
    if (apiKey != null) {
      return new ElasticsearchCredentials.ApiKey(apiKey.reveal());
    }
    return username == null
        ? new ElasticsearchCredentials.Anonymous()
        : new ElasticsearchCredentials.Basic(username, password.reveal());
  }

  private static void requireIndexPrefix(String prefix) {
    String given =
        ElasticsearchOptions.INDEX_PREFIX.key() + ": " + SettingsException.quoted(prefix);
    Require.that(
        INDEX.matcher(prefix).matches(),
        given
            + " is not the start of an index name; use a-z, 0-9, '.', '_' and '-', 151 of them at"
            + " most");
    Matcher dataStream = DATA_STREAM.matcher(prefix + "-2026.01");
    if (dataStream.matches()) {
      throw new SettingsException(
          given
              + " gives names that match "
              + dataStream.group(1)
              + "-*-*, a data stream, which refuses updates; rename it");
    }
  }
}
