// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.cli.LocalActions;
import io.entrawatch.cli.Main;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.platform.BusyProxy;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.sink.elasticsearch.DeadAlert;
import io.entrawatch.sink.elasticsearch.DeadAlert.Reason;
import io.entrawatch.sink.json.DeadAlertJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters on a real topic, brought into a real Elasticsearch. */
@ExtendWith(SharedServers.class)
class RedeliverCommandIT {
  @TempDir Path folder;

  private final KafkaBroker kafka;
  private final ElasticsearchNode elasticsearch;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final DeadAlertJson json = new DeadAlertJson();

  RedeliverCommandIT(KafkaBroker kafka, ElasticsearchNode elasticsearch) {
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
    json.open(null);
  }

  private int redeliver(String topic, String elasticsearchHost, String... more) throws IOException {
    String elastic =
        elasticsearchHost == null
            ? ""
            : """
            elasticsearch:
              hosts: %s
              index-prefix: %s
            """
                .formatted(elasticsearchHost, topic);
    Path config =
        Files.writeString(
            folder.resolve("settings.yaml"),
            """
            kafka:
              bootstrap-servers: '%s'
              topics: {events: sign-ins, dead-letters: %s}
            %s"""
                .formatted(kafka.bootstrap(), topic, elastic));
    List<String> args = new ArrayList<>(List.of("redeliver", "--config", config.toString()));
    args.addAll(List.of(more));
    PrintStream out = new PrintStream(told, true, UTF_8);
    PrintStream before = System.err;
    System.setErr(out);
    try {
      return Main.open(
          new LocalActions(),
          RuleCatalogueEntry.all(),
          Map.of(),
          out,
          out,
          args.toArray(String[]::new));
    } finally {
      System.setErr(before);
    }
  }

  private byte[] letter(Reason reason, String id, long revision, String topic, String document) {
    return json.serialize(
        new DeadAlert(
            reason,
            "detail",
            id,
            revision,
            topic + "-2026.01",
            document == null ? null : document.getBytes(UTF_8)));
  }

  private void produce(String topic, byte[]... letters) throws Exception {
    kafka.createTopic(topic, 1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] letter : letters) {
        producer.send(new ProducerRecord<>(topic, letter)).get();
      }
    }
  }

  private long version(String topic, String id) {
    return RuleHarness.json(elasticsearch.call("GET", "/" + topic + "-2026.01/_doc/" + id, ""))
        .path("_version")
        .asLong(-1);
  }

  @Test
  void whatElasticsearchDidNotGetIsThereAndWhatIsNewerStays() throws Exception {
    elasticsearch.call(
        "PUT",
        "/redelivered-2026.01/_doc/newer?version=9&version_type=external_gte&refresh=true",
        "{}");
    produce(
        "redelivered",
        letter(Reason.BUFFER_FULL, "a", 2, "redelivered", "{}"),
        letter(Reason.BUFFER_FULL, "a", 5, "redelivered", "{}"),
        letter(Reason.REFUSED, "newer", 4, "redelivered", "{}"),
        "{\"reason\":\"not-json\",\"bytes\":\"e30=\"}".getBytes(UTF_8),
        "nonsense".getBytes(UTF_8),
        null);

    assertThat(redeliver("redelivered", elasticsearch.url())).isZero();
    assertThat(redeliver("redelivered", elasticsearch.url())).as("again").isZero();

    assertThat(version("redelivered", "a")).isEqualTo(5);
    assertThat(version("redelivered", "newer")).isEqualTo(9);
    assertThat(told.toString(UTF_8).lines())
        .containsExactly(
            "redelivered: 1 alerts of redelivered; 1 had a newer revision already; left out 0",
            "redelivered: 1 alerts of redelivered; 1 had a newer revision already; left out 0");
  }

  @Test
  void eachThatIsLeftOutIsToldWithTheReason() throws Exception {
    produce(
        "left-out",
        letter(Reason.REFUSED, "poison", 4, "left-out", "{\"entrawatch\":\"no object\"}"),
        letter(Reason.BUFFER_FULL, "large", 3, "left-out", null),
        letter(Reason.BUFFER_FULL, "b", 1, "left-out", "{}"));

    assertThat(redeliver("left-out", elasticsearch.url())).isEqualTo(1);

    assertThat(version("left-out", "b")).isEqualTo(1);
    assertThat(told.toString(UTF_8))
        .contains(
            "left out: alert large (revision 3): its dead letter has no document; use a backfill",
            "left out: alert poison (revision 4): 400 document_parsing_exception",
            "redelivered: 1 alerts of left-out; 0 had a newer revision already; left out 2");
  }

  @Test
  void aBusyElasticsearchIsAskedAgain() throws Exception {
    produce("busy", letter(Reason.BUFFER_FULL, "a", 2, "busy", "{}"));

    try (BusyProxy proxy = new BusyProxy(elasticsearch.url(), 429, 503)) {
      assertThat(redeliver("busy", proxy.url())).isZero();
    }
    assertThat(version("busy", "a")).isEqualTo(2);
  }

  @Test
  void whyElasticsearchDoesNotAnswerIsTold() throws Exception {
    produce("nobody", letter(Reason.REFUSED, "newer", 4, "nobody", null));

    assertThat(redeliver("nobody", "http://127.0.0.1:1")).isEqualTo(1);

    assertThat(told.toString(UTF_8))
        .startsWith(
            "entrawatch: elasticsearch.hosts: http://127.0.0.1:1 does not answer: nothing listens"
                + " there; check the port, and that it runs\n");
  }

  @Test
  void onlyWhatBecameADeadLetterSinceThenIsTaken() throws Exception {
    produce("since", letter(Reason.BUFFER_FULL, "a", 2, "since", "{}"));

    assertThat(redeliver("since", elasticsearch.url(), "--from", "2999-01-01T00:00:00Z")).isZero();

    assertThat(told.toString(UTF_8)).contains("redelivered: 0 alerts");
  }

  @Test
  void withoutAnElasticsearchOrATopicOneLineSaysSo() throws Exception {
    assertThat(redeliver("no-such-letters", null)).isEqualTo(2);
    assertThat(redeliver("no-such-letters", elasticsearch.url())).isEqualTo(2);
    assertThat(redeliver("no-such-letters", elasticsearch.url(), "--from", "soon")).isEqualTo(2);
    assertThat(told.toString(UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("elasticsearch.hosts is not set"),
            line -> assertThat(line).contains("there is no topic no-such-letters"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "entrawatch: --from: \"soon\" is not a time; write it as"
                            + " 2026-01-31T00:00:00Z"));
  }
}
