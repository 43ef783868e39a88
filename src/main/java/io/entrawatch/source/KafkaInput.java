// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.kafka.KafkaRange;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.ReadBack;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Sources of the topics that sign-ins are read from. */
public record KafkaInput(KafkaSourceSettings kafka) {

  /**
   * A source that reads the topics for ever.
   *
   * @param readBack where it begins, instead, without a checkpoint; what it reads a second time
   * @param expected the sources whose silence the metrics show from the start on
   * @param clock for the pauses between records that are looked at for metrics; nothing that is
   *     decoded depends on it
   */
  public KafkaSource<Decoded> source(
      ReadBack readBack,
      DecoderSettings settings,
      Relevance relevance,
      List<ExpectedSource> expected,
      Clock clock) {
    KafkaRecordDecoding decoding = new KafkaRecordDecoding(settings, relevance, readBack.places());
    return builder(new WatchedDecoding(decoding, settings, expected, clock))
        .setStartingOffsets(
            readBack.isNone()
                ? kafka.start().offsets()
                : OffsetsInitializer.offsets(readBack.starts(), OffsetResetStrategy.EARLIEST))
        .setProperties(consumerProperties(settings, relevance))
        .build();
  }

  /** A source that reads a range of them and ends. It commits no offsets. */
  public KafkaSource<Decoded> source(
      KafkaRange range, DecoderSettings settings, Relevance relevance) {
    Properties client = consumerProperties(settings, relevance);
    client.setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false");
    return builder(new KafkaRecordDecoding(settings, relevance, Map.of()))
        .setStartingOffsets(OffsetsInitializer.offsets(range.starts()))
        .setBounded(OffsetsInitializer.offsets(range.ends()))
        .setProperties(client)
        .build();
  }

  private KafkaSourceBuilder<Decoded> builder(KafkaRecordDeserializationSchema<Decoded> decoding) {
    return KafkaSource.<Decoded>builder()
        .setBootstrapServers(kafka.bootstrapServers())
        .setTopics(kafka.topics())
        .setGroupId(kafka.groupId())
        .setDeserializer(decoding);
  }

  private Properties consumerProperties(DecoderSettings settings, Relevance relevance) {
    Properties consumer = kafka.consumer();
    MessageDeserializer.addTo(consumer, settings, relevance);
    return consumer;
  }
}
