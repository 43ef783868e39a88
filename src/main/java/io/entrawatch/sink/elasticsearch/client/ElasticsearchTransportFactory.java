// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** Opens the official client with the settings of an {@link ElasticsearchSettings}. */
public final class ElasticsearchTransportFactory implements BulkTransport.Factory {
  private static final long serialVersionUID = 1L;
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int ANSWER_TIMEOUT_MILLIS = 30_000;

  private final ElasticsearchSettings output;

  public ElasticsearchTransportFactory(ElasticsearchSettings output) {
    this.output = output;
  }

  @Override
  public BulkTransport open() throws IOException {
    byte[] template =
        output.template() == IndexTemplate.INSTALL
            ? AlertTemplate.forPrefix(output.indexPrefix())
            : null;
    return new ElasticsearchTransport(
        new ElasticsearchAsyncClient(
            new RestClientTransport(builder().build(), new JacksonJsonpMapper())),
        failures(),
        output.indexPrefix(),
        template);
  }

  /** How messages name the cluster. */
  public String cluster() {
    return output.hosts().stream().map(URI::toString).collect(Collectors.joining(", "));
  }

  ElasticsearchFailures failures() {
    return new ElasticsearchFailures(cluster(), output.credentials());
  }

  RestClientBuilder builder() throws FatalElasticsearchException {
    SSLContext tls = output.caFile() == null ? null : PinnedCa.trusting(Path.of(output.caFile()));
    RestClientBuilder builder =
        RestClient.builder(
                output.hosts().stream()
                    .map(ElasticsearchTransportFactory::host)
                    .toArray(HttpHost[]::new))
            .setCompressionEnabled(true)
            .setRequestConfigCallback(
                request ->
                    request
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setSocketTimeout(ANSWER_TIMEOUT_MILLIS))
            .setHttpClientConfigCallback(
                client ->
                    client
                        .setSSLContext(tls)
                        .setDefaultIOReactorConfig(
                            IOReactorConfig.custom()
                                .setIoThreadCount(1)
                                .setSoKeepAlive(true)
                                .build()));
    String authorization = output.credentials().authorization();
    if (authorization != null) {
      builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", authorization)});
    }
    String path = output.hosts().get(0).getPath();
    if (path.length() > 1) {
      builder.setPathPrefix(path);
    }
    return builder;
  }

  private static HttpHost host(URI host) {
    int port = host.getPort() >= 0 ? host.getPort() : "https".equals(host.getScheme()) ? 443 : 80;
    return new HttpHost(host.getHost(), port, host.getScheme());
  }
}
