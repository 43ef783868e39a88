// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import java.io.Serializable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A Flink job that reads and throws away: no job can be faster. */
public final class CeilingContender {
  private CeilingContender() {}

  public static void main(String[] arguments) throws Exception {
    Worker.serve(arguments[0], CeilingContender::read);
  }

  private static void read(String bootstrap, String topic) throws Exception {
    StreamExecutionEnvironment env = Worker.flink();
    KafkaSource<byte[]> source =
        KafkaSource.<byte[]>builder()
            .setBootstrapServers(bootstrap)
            .setTopics(topic)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setDeserializer(new Bytes())
            .setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, "-1") // as the job has it
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "source")
        .uid("source")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    env.execute("ceiling");
  }

  private static final class Bytes
      implements KafkaRecordDeserializationSchema<byte[]>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
      out.collect(record.value());
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
      return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    }
  }
}
