// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.indices.PutIndexTemplateRequest;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Bulk requests by the official client. The index template goes first, as part of the first
 * request: an index that came before it would guess its types. It is put again after every start,
 * so an upgrade reaches the next month's index.
 *
 * <p>A bulk request that some proxy finds too large is halved until it passes or is one alert.
 */
final class ElasticsearchTransport implements BulkTransport {
  private final ElasticsearchAsyncClient client;
  private final ElasticsearchFailures failures;
  private final String templateName;
  private final byte[] template;
  private volatile boolean templateInstalled;

  /**
   * @param template the index template to put first; null to put none
   */
  ElasticsearchTransport(
      ElasticsearchAsyncClient client,
      ElasticsearchFailures failures,
      String templateName,
      byte[] template) {
    this.client = client;
    this.failures = failures;
    this.templateName = templateName;
    this.template = template;
    this.templateInstalled = template == null;
  }

  @Override
  public CompletableFuture<List<ItemAnswer>> index(List<IndexedAlert> alerts) {
    try {
      return installTemplate()
          .thenCompose(installed -> bulk(alerts))
          .exceptionallyCompose(
              failure -> CompletableFuture.failedFuture(failures.translate(failure)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Void> installTemplate() {
    if (templateInstalled) {
      return CompletableFuture.completedFuture(null);
    }
    PutIndexTemplateRequest request =
        PutIndexTemplateRequest.of(
            put -> put.name(templateName).withJson(new ByteArrayInputStream(template)));
    return client
        .indices()
        .putIndexTemplate(request)
        .thenAccept(acknowledged -> templateInstalled = true);
  }

  private CompletableFuture<List<ItemAnswer>> bulk(List<IndexedAlert> alerts) {
    BulkRequest request =
        BulkRequest.of(
            bulk ->
                bulk.operations(alerts.stream().map(ElasticsearchTransport::operation).toList()));
    return client
        .bulk(request)
        .thenApply(ElasticsearchTransport::answers)
        .exceptionallyCompose(failure -> halve(alerts, failure));
  }

  private CompletableFuture<List<ItemAnswer>> halve(List<IndexedAlert> alerts, Throwable failure) {
    if (ElasticsearchFailures.status(failure).orElse(0) != ElasticsearchFailures.TOO_LARGE) {
      return CompletableFuture.failedFuture(failure);
    }
    if (alerts.size() == 1) {
      return CompletableFuture.completedFuture(
          List.of(
              new ItemAnswer(
                  ElasticsearchFailures.TOO_LARGE, "too_large", "the request is too large")));
    }
    int half = alerts.size() / 2;
    return bulk(alerts.subList(0, half))
        .thenCompose(
            first ->
                bulk(alerts.subList(half, alerts.size()))
                    .thenApply(
                        second -> {
                          List<ItemAnswer> all = new ArrayList<>(first);
                          all.addAll(second);
                          return all;
                        }));
  }

  private static BulkOperation operation(IndexedAlert alert) {
    return BulkOperation.of(
        operation ->
            operation.index(
                index ->
                    index
                        .index(alert.index())
                        .id(alert.id())
                        .version(alert.revision())
                        .versionType(VersionType.ExternalGte)
                        .document(BinaryData.of(alert.document(), ContentType.APPLICATION_JSON))));
  }

  private static List<ItemAnswer> answers(BulkResponse response) {
    return response.items().stream().map(ElasticsearchTransport::answer).toList();
  }

  private static ItemAnswer answer(BulkResponseItem item) {
    ErrorCause error = item.error();
    return error == null
        ? new ItemAnswer(item.status(), null, null)
        : new ItemAnswer(item.status(), error.type(), error.reason());
  }

  @Override
  public void close() throws IOException {
    client._transport().close();
  }
}
