// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.job.DemoAlerts;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.sink.elasticsearch.client.BulkTransport;
import io.entrawatch.sink.elasticsearch.client.Delivery;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchCredentials;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchTransportFactory;
import io.entrawatch.sink.elasticsearch.client.IndexTemplate;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** As many alerts as a subtask keeps by default, while Elasticsearch is away and after that. */
@Tag("full")
@ExtendWith(SharedServers.class)
class LongOutageFullIT {
  private static final int ALERTS = Delivery.DEFAULT_MAX_BUFFERED;
  private static final String INDEX = "long-outage";

  private final IndexedAlertStateSerializer serializer = new IndexedAlertStateSerializer();
  private final FakeDeadAlerts deadAlerts = new FakeDeadAlerts();

  @Test
  void shouldKeepAHundredThousandAlertsInACheckpointAndIndexThemAllAfterARestore(
      ElasticsearchNode elasticsearch, @TempDir Path folder) throws Exception {
    List<Alert> story = DemoAlerts.all(folder);

    List<BufferedRequestState<IndexedAlert>> restored = new ArrayList<>();
    for (Deque<byte[]> pieces = outage(story); !pieces.isEmpty(); ) {
      restored.add(serializer.deserialize(serializer.getVersion(), pieces.poll()));
    }
    MeteredInitContext context = new MeteredInitContext();
    AlertIndexWriter writer =
        writer(context, new ElasticsearchTransportFactory(output(elasticsearch)).open(), restored);
    context.advance(AlertIndexWriter.MAX_WAIT_AFTER_RESTORE);
    writer.flush(true);

    assertThat(context.gauge("buffered")).isEqualTo(0);
    assertThat(deadAlerts.taken).isEmpty();
    assertThat(indexed(elasticsearch)).isEqualTo(ALERTS);
    writer.close();
  }

  /** Fills the buffer; what a checkpoint then holds. */
  private Deque<byte[]> outage(List<Alert> story) throws Exception {
    MeteredInitContext context = new MeteredInitContext();
    long before = heap();
    AlertIndexWriter writer = writer(context, new SilentBulk(), List.of());
    long length = 0;
    for (int i = 0; i < ALERTS; i++) {
      Alert alert = another(story.get(i % story.size()), i);
      length += alert.document().length();
      writer.write(alert, null);
    }
    writer.flush(false);
    assertThat(context.gauge("buffered")).isEqualTo(ALERTS);
    assertThat(deadAlerts.taken).isEmpty();
    long kept = heap() - before;
    Deque<byte[]> checkpoint = new ArrayDeque<>();
    long size = 0;
    for (BufferedRequestState<IndexedAlert> piece : writer.snapshotState(1)) {
      checkpoint.add(serializer.serialize(piece));
      size += checkpoint.getLast().length;
    }
    System.out.printf(
        "%,d alerts of %,d characters on average: heap %,d MB, checkpoint %,d MB%n",
        ALERTS, length / ALERTS, kept >> 20, size >> 20);
    writer.close();
    return checkpoint;
  }

  /** The same under an id of its own, wherever the document has it. */
  private static Alert another(Alert alert, int number) {
    String id = "%032x".formatted(number);
    return new Alert(
        id,
        alert.revision(),
        alert.closed(),
        alert.rule(),
        alert.periodStart(),
        alert.completedAt(),
        alert.document().replace(alert.id(), id));
  }

  private AlertIndexWriter writer(
      MeteredInitContext context,
      BulkTransport transport,
      List<BufferedRequestState<IndexedAlert>> restored) {
    return new AlertIndexWriter(
        new IndexedAlertConverter(INDEX),
        context,
        Delivery.buffering(ALERTS),
        transport,
        deadAlerts,
        restored);
  }

  private static ElasticsearchSettings output(ElasticsearchNode elasticsearch) {
    return new ElasticsearchSettings(
        List.of(URI.create(elasticsearch.url())),
        new ElasticsearchCredentials.Anonymous(),
        null,
        INDEX,
        IndexTemplate.INSTALL,
        Delivery.buffering(ALERTS));
  }

  private static int indexed(ElasticsearchNode elasticsearch) {
    elasticsearch.call("POST", "/" + INDEX + "-*/_refresh", "");
    JsonNode count = RuleHarness.json(elasticsearch.call("GET", "/" + INDEX + "-*/_count", "{}"));
    return count.get("count").asInt();
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
