// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.Message;
import io.entrawatch.decode.RecordDecoder;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes the values of a topic, as a {@link MessageDeserializer} has made them; a record without a
 * value is one that is empty.
 */
public final class KafkaRecordDecoding implements KafkaRecordDeserializationSchema<Decoded> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordDecoding.class);

  /** Each hook needs a name of its own. */
  private static final AtomicLong OPENED = new AtomicLong();

  private final DecoderSettings settings;
  private final Relevance relevance;
  private final HashMap<TopicPartition, Long> places;
  private transient RecordDecoder decoder;

  /** Of the partitions that may not have reached their places yet. */
  private transient Map<TopicPartition, Long> ahead;

  /**
   * @param places up to where each partition was read and told of by an earlier run
   */
  public KafkaRecordDecoding(
      DecoderSettings settings, Relevance relevance, Map<TopicPartition, Long> places) {
    this.settings = settings;
    this.relevance = relevance;
    this.places = new HashMap<>(places);
  }

  @Override
  public void open(InitializationContext context) {
    decoder = new RecordDecoder(settings, relevance);
    closeAtTheEnd(decoder, context.getUserCodeClassLoader());
    ahead = new HashMap<>(places);
  }

  /**
   * The connector closes no schema; the job's class loader goes when its last task here does. It
   * stays when the job restarts: a hook that held the decoder would add one with each restart.
   */
  private static void closeAtTheEnd(RecordDecoder decoder, UserCodeClassLoader loader) {
    WeakReference<RecordDecoder> weak = new WeakReference<>(decoder);
    loader.registerReleaseHookIfAbsent(
        "entrawatch-decoder-" + OPENED.incrementAndGet(), () -> close(weak.get()));
  }

  /**
   * Closes the decoder.
   *
   * @param decoder null if it is gone, and with it what it had mapped
   */
  private static void close(RecordDecoder decoder) {
    if (decoder == null) {
      return;
    }
    try {
      decoder.close();
    } catch (IOException e) {
      LOG.warn("A MaxMind database could not be closed", e);
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Decoded> out)
      throws IOException {
    RecordOrigin place =
        new RecordOrigin.InTopic(
            record.topic(), record.partition(), record.offset(), record.timestamp());
    Consumer<Decoded> each =
        isReadBack(record) ? decoded -> out.collect(decoded.asReadAgain()) : out::collect;
    decoder.decode(message(record), place, each);
  }

  private boolean isReadBack(ConsumerRecord<?, ?> record) {
    if (ahead.isEmpty()) {
      return false;
    }
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    boolean readBack = record.offset() < ahead.getOrDefault(partition, 0L);
    if (!readBack) {
      ahead.remove(partition);
    }
    return readBack;
  }

  /** What was made of the value, whatever the connector takes it for. */
  static Message message(ConsumerRecord<?, ?> record) {
    return record.value() == null ? Message.EMPTY : (Message) record.value();
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return TypeInformation.of(Decoded.class);
  }
}
