// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source.survey;

import io.entrawatch.decode.Message;
import io.entrawatch.decode.MessageReader;
import io.entrawatch.decode.RecordDecoder;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.event.Event;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.KafkaTopics;
import io.entrawatch.source.survey.SampleRun.Offsets;
import io.entrawatch.source.survey.Survey.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at a sample of topics' messages, every record in full, outside of any job. It uses no
 * consumer group, commits nothing and changes nothing.
 */
public final class TopicSurvey {
  /** How many messages of a topic are read. */
  public static final int MOST_MESSAGES = 10_000;

  /** How long a topic may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LAST_DAY = Duration.ofHours(24);
  private static final Duration POLL = Duration.ofMillis(500);

  private final DecoderSettings settings;
  private final Relevance relevance;
  private final Map<String, Predicate<Event>> questions;
  private final Clock clock;

  /**
   * @param rules refuse records with several groups, as in the job
   * @param questions what is asked of every sign-in, by name
   * @param clock tells when the last 24 hours begin, and when it has taken too long
   */
  public TopicSurvey(
      DecoderSettings settings,
      Relevance rules,
      Map<String, Predicate<Event>> questions,
      Clock clock) {
    this.settings = settings;
    this.relevance = new SurveyCounts.EverySignIn(rules);
    this.questions = questions;
    this.clock = clock;
  }

  /**
   * Reads the sample.
   *
   * @throws KafkaTopics.UnusableException if the brokers do not give it
   */
  public Survey of(KafkaSourceSettings input) {
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                client(input), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        RecordDecoder decoder = new RecordDecoder(settings, relevance)) {
      SurveyCounts counts = new SurveyCounts(questions);
      List<Survey.Sample> samples = new ArrayList<>();
      for (String topic : input.topics()) {
        samples.add(new OneTopic(consumer, decoder, counts, topic).read());
      }
      return counts.survey(samples);
    } catch (KafkaException e) {
      throw KafkaTopics.unusable(input.bootstrapServers(), input.properties().values(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties client(KafkaSourceSettings input) {
    Properties client = input.consumer();
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, input.bootstrapServers());
    client.remove(ConsumerConfig.GROUP_ID_CONFIG);
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    // An offset that retention takes away in the meantime: go on with what is left.
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return client;
  }

  /** Reads the sample of one topic. */
  private final class OneTopic {
    private final Consumer<byte[], byte[]> consumer;
    private final RecordDecoder decoder;
    private final SurveyCounts counts;
    private final MessageReader reader = new MessageReader(settings, relevance);
    private final String topic;
    private final long begin = clock.millis();
    private long messages;
    private TimeRange arrived;

    OneTopic(
        Consumer<byte[], byte[]> consumer,
        RecordDecoder decoder,
        SurveyCounts counts,
        String topic) {
      this.consumer = consumer;
      this.decoder = decoder;
      this.counts = counts;
      this.topic = topic;
    }

    Survey.Topic read() {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      // The client warns of answers about partitions that are not assigned.
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Offsets> offsets = ofLastDay(partitions, ends);
      boolean ofLastDay = !offsets.isEmpty();
      if (!ofLastDay) {
        offsets = newest(partitions, ends);
      }
      boolean stopped = !readAll(SampleRun.spread(offsets, MOST_MESSAGES));
      if (stopped && messages == 0) {
        throw new org.apache.kafka.common.errors.TimeoutException();
      }
      long available = offsets.values().stream().mapToLong(Offsets::count).sum();
      return new Survey.Topic(topic, messages, available, ofLastDay, stopped, arrived);
    }

    private Map<TopicPartition, Offsets> ofLastDay(
        List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
      Map<TopicPartition, Long> times = new LinkedHashMap<>();
      partitions.forEach(partition -> times.put(partition, begin - LAST_DAY.toMillis()));
      Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
      Map<TopicPartition, Offsets> offsets = new LinkedHashMap<>();
      for (TopicPartition partition : partitions) {
        OffsetAndTimestamp found = first.get(partition);
        if (found != null && found.offset() < ends.get(partition)) {
          offsets.put(partition, new Offsets(found.offset(), ends.get(partition)));
        }
      }
      return offsets;
    }

    private Map<TopicPartition, Offsets> newest(
        List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
      long most = Math.max(MOST_MESSAGES / partitions.size(), 1);
      Map<TopicPartition, Offsets> offsets = new LinkedHashMap<>();
      consumer
          .beginningOffsets(partitions)
          .forEach(
              (partition, beginning) -> {
                long end = ends.get(partition);
                if (beginning < end) {
                  offsets.put(partition, new Offsets(Math.max(beginning, end - most), end));
                }
              });
      return offsets;
    }

    /** Whether it took no longer than it may. */
    private boolean readAll(List<SampleRun> runs) {
      for (SampleRun run : runs) {
        consumer.assign(List.of(run.partition()));
        consumer.seek(run.partition(), run.from());
        // The position, not the last record: markers of transactions take offsets as well.
        while (consumer.position(run.partition()) < run.to()) {
          if (clock.millis() - begin > PATIENCE.toMillis()) {
            return false;
          }
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.offset() < run.to()) {
              decode(record);
            }
          }
        }
      }
      return true;
    }

    private void decode(ConsumerRecord<byte[], byte[]> record) {
      messages++;
      if (record.timestamp() >= 0) {
        arrived = TimeRange.including(arrived, record.timestamp());
      }
      Message message = record.value() == null ? Message.EMPTY : reader.read(record.value());
      RecordOrigin place =
          new RecordOrigin.InTopic(topic, record.partition(), record.offset(), record.timestamp());
      decoder.decode(message, place, counts::add);
    }
  }
}
