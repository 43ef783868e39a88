// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.alert.Alert;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.sink.elasticsearch.client.BulkTransport;
import io.entrawatch.sink.elasticsearch.client.Delivery;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchCredentials;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchTransportFactory;
import io.entrawatch.sink.elasticsearch.client.FatalElasticsearchException;
import io.entrawatch.sink.elasticsearch.client.IndexTemplate;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import io.entrawatch.sink.elasticsearch.client.ItemAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class ElasticsearchSinkIT {
  private static final String PREFIX = "entrawatch-sink-it";
  private static final String INDEX = PREFIX + "-2026.01";

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  ElasticsearchSinkIT(ElasticsearchNode elasticsearch) {
    url = elasticsearch.url();
  }

  @BeforeEach
  @AfterEach
  void leaveNothingBehind() throws Exception {
    clean();
  }

  @Test
  void shouldKeepTheNewestRevisionOfEachAlertWithTheTypesOfTheTemplate() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    env.fromData(
            alert("a", 3, "203.0.113.7"),
            alert("a", 5, "203.0.113.8"),
            alert("a", 4, "203.0.113.9"),
            alert("b", 1, "2001:db8::1"))
        .sinkTo(new ElasticsearchSink(output(), new FakeDeadAlerts.None()));

    env.execute();

    JsonNode a = get("/" + INDEX + "/_doc/a");
    assertThat(a.path("_version").asLong()).isEqualTo(5);
    assertThat(a.at("/_source/source/ip/0").asText()).isEqualTo("203.0.113.8");
    assertThat(get("/" + INDEX + "/_doc/b").path("found").asBoolean()).isTrue();
    JsonNode fields = get("/" + INDEX + "/_mapping").at("/" + INDEX + "/mappings/properties");
    assertThat(fields.at("/source/properties/ip/type").asText()).isEqualTo("ip");
    assertThat(fields.at("/@timestamp/type").asText()).isEqualTo("date");
    assertThat(
            fields
                .at("/entrawatch/properties/timeline/properties/source/properties/ip/type")
                .asText())
        .isEqualTo("ip");
    assertThat(fields.at("/entrawatch/properties/period/properties/start/type").asText())
        .isEqualTo("date");
    assertThat(fields.at("/Esql/properties/user_agent_values/type").asText()).isEqualTo("keyword");
    assertThat(fields.at("/Esql/properties/user_agent_values/ignore_above").asInt())
        .isEqualTo(1024);
    assertThat(fields.at("/Esql/properties/timestamp_values/type").asText()).isEqualTo("date");
    assertThat(fields.at("/Esql/properties/source_ip_values/type").asText()).isEqualTo("ip");
    assertThat(fields.at("/Esql/properties/count_logon/type").asText()).isEqualTo("long");
  }

  @Test
  void shouldAnswerForEveryAlertOfABatchByItself() throws Exception {
    try (BulkTransport transport = new ElasticsearchTransportFactory(output()).open()) {
      assertThat(verdicts(transport, indexed("a", 5, "{\"entrawatch\":{\"revision\":5}}")))
          .containsExactly(ItemAnswer.Verdict.STORED);

      assertThat(
              verdicts(
                  transport,
                  indexed("a", 4, "{\"entrawatch\":{\"revision\":4}}"),
                  indexed("a", 5, "{\"entrawatch\":{\"revision\":5}}"),
                  indexed("poison", 1, "{\"entrawatch\":\"no object\"}"),
                  indexed("b", 1, "{}")))
          .containsExactly(
              ItemAnswer.Verdict.CONFLICT,
              ItemAnswer.Verdict.STORED,
              ItemAnswer.Verdict.REFUSED,
              ItemAnswer.Verdict.STORED);
    }
  }

  @Test
  void shouldPutTheTemplateWhenABlockOnTheWholeClusterIsLifted() throws Exception {
    try (BulkTransport transport = new ElasticsearchTransportFactory(output()).open()) {
      block("true");
      try {
        assertThat(transport.index(List.of(indexed("a", 1, "{}"))))
            .failsWithin(30, TimeUnit.SECONDS)
            .withThrowableOfType(ExecutionException.class)
            .withMessageContaining("es/indices.put_index_template")
            .withMessageContaining("cluster_block_exception")
            .extracting(Throwable::getCause)
            .isNotInstanceOf(FatalElasticsearchException.class);
      } finally {
        block("null");
      }

      assertThat(verdicts(transport, indexed("a", 1, "{}")))
          .containsExactly(ItemAnswer.Verdict.STORED);
      assertThat(get("/_index_template/" + PREFIX).path("index_templates")).hasSize(1);
    }
  }

  private void block(String value) throws Exception {
    String settings = "{\"persistent\":{\"cluster.blocks.read_only\":" + value + "}}";
    JsonNode answer =
        send(
            HttpRequest.newBuilder(URI.create(url + "/_cluster/settings"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(settings)));
    assertThat(answer.path("acknowledged").asBoolean()).isTrue();
  }

  private static List<ItemAnswer.Verdict> verdicts(BulkTransport transport, IndexedAlert... alerts)
      throws Exception {
    return transport.index(List.of(alerts)).get(30, TimeUnit.SECONDS).stream()
        .map(ItemAnswer::verdict)
        .toList();
  }

  private static IndexedAlert indexed(String id, long revision, String document) {
    return new IndexedAlertConverter(PREFIX).apply(alertOf(id, revision, document), null);
  }

  private static Alert alert(String id, long revision, String ip) {
    return alertOf(
        id,
        revision,
        """
        {"@timestamp":"2026-01-31T10:05:00.000Z","source":{"ip":["%s"]},
         "Esql":{"count_logon":3,"user_agent_values":["a","b"],"source_ip_values":"%1$s",
          "timestamp_values":["2026-01-31T10:00:00.000Z"]},
         "entrawatch":{"revision":%d,"period":{"start":"2026-01-31T00:00:00.000Z"},
          "timeline":[{"source":{"ip":"%1$s"},"user_agent":"x","error_code":0}]}}
        """
            .formatted(ip, revision)
            .replace("\n", ""));
  }

  private static Alert alertOf(String id, long revision, String document) {
    long period = Instant.parse("2026-01-31T00:00:00Z").toEpochMilli();
    return new Alert(id, revision, false, "rule", period, 0, document);
  }

  private ElasticsearchSettings output() {
    return new ElasticsearchSettings(
        List.of(URI.create(url)),
        new ElasticsearchCredentials.Anonymous(),
        null,
        PREFIX,
        IndexTemplate.INSTALL,
        Delivery.buffering(100_000));
  }

  private void clean() throws Exception {
    send(HttpRequest.newBuilder(URI.create(url + "/" + INDEX)).DELETE());
    send(HttpRequest.newBuilder(URI.create(url + "/_index_template/" + PREFIX)).DELETE());
  }

  private JsonNode get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url + path)));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return mapper.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
  }
}
