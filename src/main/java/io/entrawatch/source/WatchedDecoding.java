// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.Message;
import io.entrawatch.decode.RecordDecoder;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.shape.DecoderSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes as another does, and looks at a sample of the records a second time, whether a rule can
 * use them or not, to tell {@link SourceTimes} from whom they come. What is decoded does not depend
 * on it.
 */
final class WatchedDecoding implements KafkaRecordDeserializationSchema<Decoded> {
  private static final long serialVersionUID = 1L;

  private final KafkaRecordDeserializationSchema<Decoded> decoding;
  private final DecoderSettings settings;
  private final List<ExpectedSource> expected;
  private final Clock clock;
  private transient Sampling sampling;
  private transient RecordDecoder watch;

  /**
   * @param expected the sources that are shown from the start on
   * @param clock for the pauses between samples, and for what is still to come; serializable, as
   *     all clocks of the JDK are
   */
  WatchedDecoding(
      KafkaRecordDeserializationSchema<Decoded> decoding,
      DecoderSettings settings,
      List<ExpectedSource> expected,
      Clock clock) {
    this.decoding = decoding;
    this.settings =
        new DecoderSettings(
            settings.maxBytes(),
            settings.maxSkew(),
            settings.timestampSource(),
            settings.identity());
    this.expected = List.copyOf(expected);
    this.clock = clock;
  }

  @Override
  public void open(InitializationContext context) throws Exception {
    decoding.open(context);
    sampling = new Sampling(clock);
    watch =
        new RecordDecoder(
            settings,
            new SourceTimes(context.getMetricGroup(), expected, clock, settings.maxSkew()));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Decoded> out)
      throws IOException {
    decoding.deserialize(record, out);
    Message message = KafkaRecordDecoding.message(record);
    if (sampling.takes(message.whole().length())) {
      RecordOrigin place =
          new RecordOrigin.InTopic(
              record.topic(), record.partition(), record.offset(), record.timestamp());
      watch.decode(message, place, seen -> {});
    }
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return decoding.getProducedType();
  }
}
