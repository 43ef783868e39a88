// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import io.entrawatch.parity.Schedule;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The rules as they are without a stream: the first documents of the topic go into an index of a
 * real Elasticsearch by bulk requests, and then every rule's query runs as often as its schedule
 * has it over the time these documents span. CPU seconds are the node's alone.
 *
 * <p>In its favour: no replica, a refresh only once, nothing done with what the queries find.
 */
public final class ElasticsearchContender {
  /** More documents than this it leaves in the topic. */
  static final int MOST = 200_000;

  private static final int HEAP_MEGABYTES = 2_048;
  private static final int BULK_BYTES = 5_000_000;
  private static final int BULKS_AT_ONCE = 2;
  private static final String INDEX = "/logs-azure.signinlogs-bench";
  private static final byte[] ACTION = "{\"index\":{}}\n".getBytes(StandardCharsets.UTF_8);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<CompletableFuture<HttpResponse<String>>> bulks = new ArrayDeque<>();
  private final ByteArrayOutputStream bulk = new ByteArrayOutputStream();
  private final ElasticsearchNode node;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  private ElasticsearchContender(ElasticsearchNode node) {
    this.node = node;
  }

  public static void main(String[] arguments) throws Exception {
    try (ElasticsearchNode node = ElasticsearchNode.start(HEAP_MEGABYTES)) {
      Worker.serve(
          arguments[0],
          (bootstrap, topic) -> new ElasticsearchContender(node).read(bootstrap, topic),
          node::cpuNanos);
    }
  }

  private void read(String bootstrap, String topic) throws Exception {
    node.call("DELETE", INDEX + "?ignore_unavailable=true", "");
    node.call("PUT", INDEX, mapping());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      index(consumer, topic);
    }
    node.call("POST", INDEX + "/_refresh", "");
    for (Rule rule : BuiltInRules.all()) {
      for (long run : Schedule.runs(rule, first, last)) {
        node.call("POST", "/_query", Schedule.request(rule, run).toString());
      }
    }
  }

  private void index(KafkaConsumer<byte[], byte[]> consumer, String topic) throws Exception {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream().map(ElasticsearchContender::partition).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
    // The last record of a partition is no document.
    ends.replaceAll((partition, end) -> Math.min(end - 1, MOST / partitions.size()));
    while (!ends.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (ends.containsKey(partition)) {
          add(record);
          ends.remove(partition, record.offset() + 1);
        }
      }
      consumer.pause(partitions.stream().filter(p -> !ends.containsKey(p)).toList());
    }
    send();
    while (!bulks.isEmpty()) {
      awaitOne();
    }
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  private void add(ConsumerRecord<byte[], byte[]> document) throws IOException {
    first = Math.min(first, document.timestamp());
    last = Math.max(last, document.timestamp());
    bulk.write(ACTION);
    bulk.write(document.value());
    bulk.write('\n');
    if (bulk.size() >= BULK_BYTES) {
      send();
    }
  }

  private void send() {
    if (bulk.size() == 0) {
      return;
    }
    if (bulks.size() == BULKS_AT_ONCE) {
      awaitOne();
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url() + INDEX + "/_bulk?filter_path=errors"))
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(bulk.toByteArray()))
            .build();
    bulks.add(http.sendAsync(request, BodyHandlers.ofString()));
    bulk.reset();
  }

  private void awaitOne() {
    String answer = bulks.remove().join().body();
    if (!answer.equals("{\"errors\":false}")) {
      throw new IllegalStateException("refused: " + answer);
    }
  }

  private static String mapping() throws IOException {
    try (InputStream in =
        ElasticsearchContender.class.getResourceAsStream("/parity/mapping.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
