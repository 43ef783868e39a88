// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.job.DemoAlerts;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.sink.elasticsearch.client.Delivery;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchCredentials;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.sink.elasticsearch.client.IndexTemplate;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo's alerts under our template, in a real Elasticsearch. */
@ExtendWith(SharedServers.class)
class DemoAlertsIT {
  private static final String PREFIX = "entrawatch-demo-it";
  private static final String INDEX = PREFIX + "-2026.01";

  @TempDir Path folder;

  private final ObjectMapper mapper = new ObjectMapper();
  private final ElasticsearchNode node;

  DemoAlertsIT(ElasticsearchNode node) {
    this.node = node;
  }

  @BeforeEach
  void indexTheDemo() throws Exception {
    node.call("DELETE", "/" + INDEX + "?ignore_unavailable=true", "");
    DemoAlerts.into(new ElasticsearchSink(output(), new FakeDeadAlerts.None()), folder);
  }

  @Test
  void shouldBeFoundByEcsFields() throws Exception {
    assertThat(found("{\"match_all\":{}}")).isEqualTo(4);
    assertThat(found("{\"term\":{\"source.ip\":\"203.0.113.0/24\"}}")).isEqualTo(4);
    assertThat(found("{\"term\":{\"source.ip\":\"192.0.2.0/24\"}}")).isEqualTo(1);
    assertThat(found("{\"term\":{\"related.ip\":\"192.0.2.123\"}}")).isEqualTo(1);
    assertThat(found("{\"term\":{\"user.name\":\"dmitri.abadi0@harbour.example\"}}")).isEqualTo(2);
    assertThat(found("{\"term\":{\"rule.id\":\"auth-broker-to-drs\"}}")).isEqualTo(2);
    assertThat(found("{\"range\":{\"event.risk_score\":{\"gte\":70,\"lt\":80}}}")).isEqualTo(4);
    assertThat(found("{\"range\":{\"event.risk_score\":{\"gte\":80}}}")).isZero();
    assertThat(
            found(
                "{\"range\":{\"@timestamp\":{\"gte\":\"2026-01-15T14:00:00Z\","
                    + "\"lt\":\"2026-01-15T15:00:00Z\"}}}"))
        .isEqualTo(1);
    assertThat(found("{\"term\":{\"threat.technique.subtechnique.id\":\"T1566.002\"}}"))
        .isEqualTo(4);
    assertThat(found("{\"term\":{\"entrawatch.timeline.source.ip\":\"203.0.113.0/24\"}}"))
        .isEqualTo(4);
    String id = documents().keySet().iterator().next();
    assertThat(found("{\"term\":{\"entrawatch.alert.id\":\"" + id + "\"}}")).isEqualTo(1);
  }

  @Test
  void shouldHaveTheTypeOfEveryOwnFieldFromTheTemplateNotFromAGuess() throws Exception {
    Map<String, String> types = new TreeMap<>();
    KibanaObjectsTest.types(
        "", call("GET", "/" + INDEX + "/_mapping", "").at("/" + INDEX + "/mappings"), types);
    Map<String, String> declared = KibanaObjectsTest.templateTypes();

    types.keySet().removeIf(field -> field.startsWith("Esql"));

    assertThat(types).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(declared));
  }

  @Test
  void shouldLeaveEveryDocumentAsItIsInASecondReplay() throws Exception {
    Map<String, JsonNode> before = documents();

    DemoAlerts.into(new ElasticsearchSink(output(), new FakeDeadAlerts.None()), folder);

    assertThat(documents()).isEqualTo(before).hasSize(4);
  }

  @Test
  void shouldNotTakeAnOlderRevisionThatIsWrittenLate() throws Exception {
    Map<String, JsonNode> before = documents();
    List<Alert> older = new ArrayList<>();
    for (Alert alert : DemoAlerts.all(folder)) {
      ObjectNode document = (ObjectNode) mapper.readTree(alert.document());
      document.withObject("/entrawatch").put("status", "open").put("revision", 1);
      older.add(
          new Alert(
              alert.id(),
              alert.revision() - 1,
              false,
              alert.rule(),
              alert.periodStart(),
              alert.completedAt(),
              document.toString()));
    }
    assertThat(older).extracting(Alert::id).containsExactlyInAnyOrderElementsOf(before.keySet());

    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    env.fromData(older.toArray(Alert[]::new))
        .sinkTo(new ElasticsearchSink(output(), new FakeDeadAlerts.None()));
    env.execute();

    assertThat(documents()).isEqualTo(before);
  }

  /** By id: the version and the source. */
  private Map<String, JsonNode> documents() throws Exception {
    Map<String, JsonNode> documents = new HashMap<>();
    for (JsonNode hit : search("{\"match_all\":{}}").at("/hits/hits")) {
      ObjectNode kept = mapper.createObjectNode();
      kept.set("_version", hit.get("_version"));
      kept.set("_source", hit.get("_source"));
      documents.put(hit.get("_id").asText(), kept);
    }
    assertThat(new TreeSet<>(documents.keySet())).hasSize(4);
    return documents;
  }

  private long found(String query) throws Exception {
    return search(query).at("/hits/total/value").asLong();
  }

  private JsonNode search(String query) throws Exception {
    node.call("POST", "/" + INDEX + "/_refresh", "");
    return call(
        "POST",
        "/" + INDEX + "/_search",
        "{\"version\":true,\"query\":" + query + ",\"size\":100}");
  }

  private JsonNode call(String method, String path, String body) throws Exception {
    return mapper.readTree(node.call(method, path, body));
  }

  private ElasticsearchSettings output() {
    return new ElasticsearchSettings(
        List.of(URI.create(node.url())),
        new ElasticsearchCredentials.Anonymous(),
        null,
        PREFIX,
        IndexTemplate.INSTALL,
        Delivery.buffering(1000));
  }
}
