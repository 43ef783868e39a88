// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class KafkaBrokerIT {

  @Test
  void whatIsProducedIsConsumed(KafkaBroker broker) throws Exception {
    broker.createTopic("platform-plain", 1);

    produce(broker, "platform-plain", "one", "two");

    assertThat(consume(broker, "platform-plain", 2))
        .extracting(ConsumerRecord::value)
        .containsExactly("one", "two");
  }

  @Test
  void aTopicCanStampRecordsItself(KafkaBroker broker) throws Exception {
    broker.createTopic("platform-stamped", 1, Map.of("message.timestamp.type", "LogAppendTime"));

    produce(broker, "platform-stamped", "one");

    assertThat(consume(broker, "platform-stamped", 1))
        .extracting(ConsumerRecord::timestampType)
        .containsExactly(TimestampType.LOG_APPEND_TIME);
  }

  @Test
  void recordsOutliveTheBrokersDeath() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      broker.createTopic("platform-kept", 1);
      produce(broker, "platform-kept", "before");

      broker.kill();
      broker.startAgain();
      produce(broker, "platform-kept", "between");
      broker.stop();
      broker.startAgain();
      produce(broker, "platform-kept", "after");

      assertThat(consume(broker, "platform-kept", 3))
          .extracting(ConsumerRecord::value)
          .containsExactly("before", "between", "after");
    }
  }

  private static void produce(KafkaBroker broker, String topic, String... values) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static List<ConsumerRecord<String, String>> consume(
      KafkaBroker broker, String topic, int count) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
              });
    }
    return records;
  }
}
