// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.alert.Alert;
import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.detect.admission.LateEvent;
import io.entrawatch.event.Event;
import io.entrawatch.kafka.KafkaOutput;
import io.entrawatch.sink.json.Names;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaSinksTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC);

  @Test
  void shouldKeyAnAlertByItsIdAndSayInHeadersWhatAReaderNeedsToChoose() throws Exception {
    Alert alert = new Alert("id1", 7, true, "rule", 0, 3_800, "{\"user\":\"Zoë\"}").opened();

    ProducerRecord<byte[], byte[]> kafka =
        record(new AlertRecords("alerts", "1.0", CLOCK, Names.PLAIN), alert);

    assertThat(kafka.topic()).isEqualTo("alerts");
    assertThat(kafka.partition()).isNull();
    assertThat(new String(kafka.key(), UTF_8)).isEqualTo("id1");
    assertThat(new String(kafka.value(), UTF_8)).isEqualTo("{\"user\":\"Zoë\"}");
    Map<String, String> headers = new HashMap<>();
    kafka.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "entrawatch.revision", "7",
                "entrawatch.action", "opened",
                "entrawatch.opened", "true",
                "entrawatch.status", "final",
                "entrawatch.schema_version", "1.0",
                "entrawatch.latency_ms", "1200"));
  }

  @Test
  void shouldHaveAHeaderThatOnlyTheFirstRevisionOfAnAlertHas() throws Exception {
    AlertRecords records = new AlertRecords("alerts", "1.0", CLOCK, Names.PLAIN);
    Alert later = new Alert("id1", 8, false, "rule", 0, 3_800, "{}");

    assertThat(record(records, later.opened()).headers().lastHeader("entrawatch.opened"))
        .isNotNull();
    assertThat(record(records, later).headers().lastHeader("entrawatch.opened")).isNull();
  }

  @Test
  void shouldKeyADeadLetterByWhereItCameFrom() throws Exception {
    ProducerRecord<byte[], byte[]> kafka =
        record(new DeadLetterRecords("dead", 1_000_000), letter(3, "in"));

    assertThat(new String(kafka.key(), UTF_8)).isEqualTo("in-2");
    assertThat(json(kafka).path("bytes").binaryValue()).hasSize(3);
  }

  @Test
  void shouldLeaveOutTheBytesOfADeadLetterThatTheBrokerWouldRefuse() throws Exception {
    ProducerRecord<byte[], byte[]> kafka =
        record(new DeadLetterRecords("dead", 10_000), letter(9_000, "in"));

    JsonNode json = json(kafka);
    assertThat(kafka.value().length).isLessThan(10_000);
    assertThat(json.has("bytes")).isFalse();
    assertThat(json.path("detail").asText()).contains("9000 bytes", "max.request.size 10000");
    assertThat(json.path("offset").asLong()).isEqualTo(12);
  }

  @Test
  void shouldSendALateSignInWithoutAKey() throws Exception {
    LateEvent late = new LateEvent("rule", 4, new Event("u", 0, 0, Map.of()));

    ProducerRecord<byte[], byte[]> kafka = record(new LateSignInRecords("late"), late);

    assertThat(kafka.key()).isNull();
    assertThat(new String(kafka.value(), UTF_8))
        .isEqualTo("{\"rule\":\"rule\",\"late_by_ms\":4,\"sign_in\":{}}");
  }

  @Test
  void shouldBeAcceptedByAStreamUnderBothGuarantees() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromData(new Alert("a", 1, false, "r", 0, 0, "{}"))
        .sinkTo(
            KafkaSinks.alerts(
                output(DeliveryGuarantee.EXACTLY_ONCE, "entrawatch"), "1.0", CLOCK, Names.PLAIN));
    env.fromData(letter(1, "in"))
        .sinkTo(KafkaSinks.deadLetters(output(DeliveryGuarantee.AT_LEAST_ONCE, null)));
    env.fromData(new LateEvent("r", 0, new Event("u", 0, 0, Map.of())))
        .sinkTo(KafkaSinks.lateSignIns(output(DeliveryGuarantee.AT_LEAST_ONCE, null)));

    assertThat(env.getStreamGraph().getJobGraph().getNumberOfVertices()).isPositive();
  }

  @Test
  void shouldAskForAPrefixBeforeTheJobStartsWhenDeliveryIsExactlyOnce() {
    assertThatThrownBy(() -> output(DeliveryGuarantee.EXACTLY_ONCE, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'topic' needs a transactional id prefix");
  }

  @Test
  void shouldNotPrintTheValuesOfItsProperties() {
    assertThat(output(DeliveryGuarantee.AT_LEAST_ONCE, null).toString())
        .contains("sasl.jaas.config")
        .doesNotContain("s3cret");
  }

  private static KafkaOutput output(DeliveryGuarantee guarantee, String prefix) {
    Properties properties = new Properties();
    properties.setProperty("sasl.jaas.config", "password=s3cret");
    return new KafkaOutput("localhost:9092", "topic", guarantee, prefix, properties);
  }

  private static DeadLetter letter(int bytes, String topic) {
    return new DeadLetter("not-json", "x", new byte[bytes], null, null, topic, 2, 12L, 1L);
  }

  private static JsonNode json(ProducerRecord<byte[], byte[]> kafka) throws Exception {
    return new ObjectMapper().readTree(kafka.value());
  }

  private static <T> ProducerRecord<byte[], byte[]> record(
      KafkaRecordSerializationSchema<T> schema, T element) throws Exception {
    KafkaRecordSerializationSchema<T> arrived = InstantiationUtil.clone(schema);
    arrived.open(null, null);
    return arrived.serialize(element, null, 99L);
  }
}
