// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.kafka.KafkaOutput;
import io.entrawatch.platform.BusyProxy;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.platform.Topic;
import io.entrawatch.sink.elasticsearch.client.Delivery;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchCredentials;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.sink.elasticsearch.client.IndexTemplate;
import io.entrawatch.sink.kafka.KafkaSinks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sink between a real Elasticsearch and a real broker for what the former does not get. */
@ExtendWith(SharedServers.class)
class DeliveryIT {
  private final KafkaBroker broker;
  private final ElasticsearchNode elasticsearch;

  DeliveryIT(KafkaBroker broker, ElasticsearchNode elasticsearch) {
    this.broker = broker;
    this.elasticsearch = elasticsearch;
  }

  @Test
  void shouldMakeWhatElasticsearchRefusesADeadLetterAndIndexTheRestOfItsBulk() throws Exception {
    broker.createTopic("delivery-refused", 1);
    String poison = "{\"entrawatch\":\"no object\"}";

    run(
        elasticsearch.url(),
        "delivery-refused",
        Duration.ofSeconds(1),
        alert("a", 2, "{}"),
        alert("b", 2, "{}"),
        alert("poison", 4, poison),
        alert("c", 2, "{}"));

    assertThat(indexed("delivery-refused")).containsExactlyInAnyOrder("a", "b", "c");
    List<ConsumerRecord<byte[], byte[]>> letters = Topic.read(broker, "delivery-refused");
    assertThat(letters).hasSize(1);
    assertThat(new String(letters.get(0).key(), UTF_8)).isEqualTo("poison");
    JsonNode letter = RuleHarness.json(new String(letters.get(0).value(), UTF_8));
    assertThat(letter.get("reason").asText()).isEqualTo("elasticsearch-refused");
    assertThat(letter.get("detail").asText())
        .startsWith("400 document_parsing_exception")
        .contains("entrawatch");
    assertThat(letter.at("/alert/id").asText()).isEqualTo("poison");
    assertThat(letter.at("/alert/revision").asInt()).isEqualTo(4);
    assertThat(letter.get("index").asText()).isEqualTo("delivery-refused-2026.01");
    assertThat(new String(Base64.getDecoder().decode(letter.get("bytes").asText()), UTF_8))
        .isEqualTo(poison);
  }

  @Test
  void shouldTryAgainWhatABusyElasticsearchTurnsAwayUntilAllIsThere() throws Exception {
    try (BusyProxy proxy = new BusyProxy(elasticsearch.url(), 429, 503, 502, 429)) {
      String[] ids = IntStream.range(0, 40).mapToObj(i -> "a" + i).toArray(String[]::new);

      run(
          proxy.url(),
          "delivery-busy",
          Duration.ofMillis(50),
          Arrays.stream(ids).map(id -> alert(id, 2, "{}")).toArray(Alert[]::new));

      assertThat(proxy.answers()).startsWith(429, 503, 502, 429, 200);
      assertThat(indexed("delivery-busy")).containsExactlyInAnyOrder(ids);
    }
  }

  /** How often the sink asks in vain is seen by the statuses of its bulk requests. */
  @ParameterizedTest
  @CsvSource({"cluster.blocks.read_only,true,403", "cluster.max_shards_per_node,1,200"})
  void shouldWaitForAClusterThatTakesNothingForNowAndHaveNoDeadLetters(
      String setting, String value, int status) throws Exception {
    String name = "delivery-" + status;
    broker.createTopic(name, 1);
    setCluster(setting, value);
    try (BusyProxy proxy = new BusyProxy(elasticsearch.url())) {
      CompletableFuture<JobExecutionResult> end =
          start(
                  proxy.url(),
                  name,
                  IndexTemplate.LEAVE,
                  Duration.ofMillis(50),
                  alert("a", 2, "{}"),
                  alert("b", 2, "{}"))
              .getJobExecutionResult();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> end.isDone() || proxy.answers().size() >= 3);
      assertThat(end).isNotDone();
      assertThat(proxy.answers()).containsOnly(status);

      setCluster(setting, null);

      end.get(60, TimeUnit.SECONDS);
    } finally {
      setCluster(setting, null);
    }
    assertThat(indexed(name)).containsExactlyInAnyOrder("a", "b");
    assertThat(Topic.read(broker, name)).isEmpty();
  }

  private void setCluster(String setting, String value) {
    elasticsearch.call(
        "PUT", "/_cluster/settings", "{\"persistent\":{\"%s\":%s}}".formatted(setting, value));
  }

  @Test
  void shouldLeaveOutTheDocumentOfADeadLetterThatTheTopicWouldNotTake() throws Exception {
    broker.createTopic("delivery-large", 1, Map.of("max.message.bytes", "2000"));
    String poison = "{\"entrawatch\":\"" + incompressible(4000) + "\"}";

    run(elasticsearch.url(), "delivery-large", Duration.ofSeconds(1), alert("large", 2, poison));

    JsonNode letter =
        RuleHarness.json(new String(Topic.read(broker, "delivery-large").get(0).value(), UTF_8));
    assertThat(letter.has("bytes")).isFalse();
    assertThat(letter.at("/alert/id").asText()).isEqualTo("large");
    assertThat(letter.get("detail").asText()).contains("is left out");
  }

  private static String incompressible(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      text.append(Integer.toHexString(Integer.hashCode(i * 0x9E3779B9)));
    }
    return text.toString();
  }

  /** Runs alerts through the sink; topic and index have one name. */
  private void run(String url, String name, Duration firstPause, Alert... alerts) throws Exception {
    start(url, name, IndexTemplate.INSTALL, firstPause, alerts).getJobExecutionResult().get();
  }

  private JobClient start(
      String url, String name, IndexTemplate template, Duration firstPause, Alert... alerts)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    ElasticsearchSettings output =
        new ElasticsearchSettings(
            List.of(URI.create(url)),
            new ElasticsearchCredentials.Anonymous(),
            null,
            name,
            template,
            new Delivery(100_000, 10, 1_000_000, firstPause, Duration.ofSeconds(2)));
    KafkaOutput letters =
        new KafkaOutput(
            broker.bootstrap(), name, DeliveryGuarantee.AT_LEAST_ONCE, null, new Properties());
    env.fromData(alerts).sinkTo(new ElasticsearchSink(output, KafkaSinks.deadAlerts(letters)));
    return env.executeAsync();
  }

  private List<String> indexed(String prefix) {
    elasticsearch.call("POST", "/" + prefix + "-2026.01/_refresh", "");
    JsonNode hits =
        RuleHarness.json(
            elasticsearch.call("GET", "/" + prefix + "-2026.01/_search?size=1000", "{}"));
    return hits.at("/hits/hits").findValuesAsText("_id");
  }

  private static Alert alert(String id, long revision, String document) {
    long period = Instant.parse("2026-01-31T00:00:00Z").toEpochMilli();
    return new Alert(id, revision, false, "rule", period, 0, document);
  }
}
