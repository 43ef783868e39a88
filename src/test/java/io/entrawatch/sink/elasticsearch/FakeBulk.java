// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.sink.elasticsearch.client.BulkTransport;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import io.entrawatch.sink.elasticsearch.client.ItemAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An Elasticsearch that answers when told to: it keeps the highest revision of every document, as
 * {@code external_gte} does.
 */
final class FakeBulk implements BulkTransport {
  final Map<String, Long> documents = new HashMap<>();
  final List<List<IndexedAlert>> requests = new ArrayList<>();
  private final List<CompletableFuture<List<ItemAnswer>>> pending = new ArrayList<>();
  boolean closed;

  @Override
  public CompletableFuture<List<ItemAnswer>> index(List<IndexedAlert> alerts) {
    requests.add(alerts);
    CompletableFuture<List<ItemAnswer>> answer = new CompletableFuture<>();
    pending.add(answer);
    return answer;
  }

  /** Takes the last request. */
  void store() {
    answer(this::store);
  }

  /** Answers the last request, alert by alert. */
  void answer(Function<IndexedAlert, ItemAnswer> answers) {
    last().complete(lastRequest().stream().map(answers).toList());
  }

  void fail(Throwable failure) {
    last().completeExceptionally(failure);
  }

  ItemAnswer store(IndexedAlert alert) {
    long known = documents.getOrDefault(alert.id(), 0L);
    if (known > alert.revision()) {
      return new ItemAnswer(409, "version_conflict_engine_exception", "older");
    }
    documents.put(alert.id(), alert.revision());
    return ItemAnswer.stored();
  }

  List<IndexedAlert> lastRequest() {
    return requests.get(requests.size() - 1);
  }

  private CompletableFuture<List<ItemAnswer>> last() {
    return pending.get(pending.size() - 1);
  }

  @Override
  public void close() {
    closed = true;
  }
}
