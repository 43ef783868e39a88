// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.preflight;

import io.entrawatch.config.SettingsException;
import io.entrawatch.job.exceptions.ExceptionSource;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.kafka.KafkaOutput;
import io.entrawatch.kafka.KafkaSettings;
import io.entrawatch.kafka.KafkaSinkSettings;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.KafkaTopics;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchAccess;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchSettings;
import io.entrawatch.sink.elasticsearch.client.FatalElasticsearchException;
import io.entrawatch.sink.kafka.KafkaTransactions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Whether the job will be let in where it wants to go: asked before it starts, where one clear line
 * reaches whoever starts it. Within the job the same refusals would end in restarts.
 */
public final class StartChecks {
  private final Settings settings;
  private final Consumer<String> report;

  /**
   * @param report takes a line for what does not stop the start
   */
  public StartChecks(Settings settings, Consumer<String> report) {
    this.settings = settings;
    this.report = report;
  }

  /**
   * Checks it all.
   *
   * @throws SettingsException with one line, if the job cannot work
   */
  public void run(StreamExecutionEnvironment env) {
    KafkaSettings kafka = settings.requireKafka();
    try {
      readable(kafka.source());
      tellOfSendersClocks(kafka.source());
      Set<String> outputs = outputs(kafka.sink());
      writable(kafka.sink(), outputs);
      if (kafka.sink().delivery() == KafkaSinkSettings.Delivery.EXACTLY_ONCE) {
        transactions(kafka.sink(), outputs, env);
      }
    } catch (KafkaTopics.UnusableException e) {
      throw new SettingsException(e.getMessage());
    }
    settings.elasticsearch().ifPresent(this::elasticsearch);
  }

  /**
   * The same for a backfill, which writes alerts alone.
   *
   * @param inputs the topics that it reads sign-ins from; none where it reads files
   * @param target the topic that its alerts go to
   * @param live whether they go to Elasticsearch too
   * @throws SettingsException with one line, if it cannot work
   */
  public void runForBackfill(Collection<String> inputs, String target, boolean live) {
    KafkaSettings kafka = settings.requireKafka();
    boolean indexes = live && settings.elasticsearch().isPresent();
    try {
      // Without the group: partitions are assigned, begin at given offsets, and none is committed.
      broker(kafka.source()).requireReadable(readBy(kafka.source(), inputs));
      writable(
          kafka.sink(), indexes ? Set.of(target, kafka.sink().deadLettersTopic()) : Set.of(target));
    } catch (KafkaTopics.UnusableException e) {
      throw new SettingsException(e.getMessage());
    }
    if (indexes) {
      elasticsearch(settings.elasticsearch().get());
    }
  }

  private static void readable(KafkaSourceSettings source) {
    KafkaTopics broker = broker(source);
    broker.requireReadable(new HashSet<>(source.topics()), source.groupId());
    if (source.exceptionsTopic() != null) {
      broker.requireReadable(Set.of(source.exceptionsTopic()), ExceptionSource.groupId(source));
    }
  }

  private void tellOfSendersClocks(KafkaSourceSettings source) {
    Set<String> topics = broker(source).stampedBySenders(new HashSet<>(source.topics()));
    if (!topics.isEmpty()) {
      report.accept(
          "kafka.topics.events: the timestamps of "
              + String.join(", ", topics)
              + " are the senders' (message.timestamp.type=CreateTime), and raw records have no ingest"
              + " time of their own: a sender's clock decides what is late; set"
              + " message.timestamp.type=LogAppendTime on the topic");
    }
  }

  private static void writable(KafkaSinkSettings sink, Set<String> topics) {
    new KafkaTopics(sink.bootstrapServers(), sink.properties().values()).requireWritable(topics);
  }

  private static KafkaTopics broker(KafkaSourceSettings source) {
    return new KafkaTopics(source.bootstrapServers(), source.properties().values());
  }

  private static Set<String> readBy(KafkaSourceSettings source, Collection<String> inputs) {
    Set<String> topics = new HashSet<>(inputs);
    if (source.exceptionsTopic() != null) {
      topics.add(source.exceptionsTopic());
    }
    return topics;
  }

  private Set<String> outputs(KafkaSinkSettings sink) {
    Set<String> topics = new TreeSet<>();
    topics.add(sink.alertsTopic());
    topics.add(sink.deadLettersTopic());
    topics.add(sink.lateTopic());
    if (ExceptionSource.isSet(settings)) {
      topics.add(sink.suppressedTopic());
    }
    return topics;
  }

  private static void transactions(
      KafkaSinkSettings sink, Set<String> topics, StreamExecutionEnvironment env) {
    long interval = env.getCheckpointConfig().getCheckpointInterval();
    for (String topic : topics) {
      KafkaOutput output = sink.output(topic);
      KafkaTransactions.require(output, interval);
    }
  }

  private void elasticsearch(ElasticsearchSettings elasticsearch) {
    try {
      ElasticsearchAccess.check(elasticsearch)
          .map(
              line ->
                  line + "; the job starts all the same, alerts for it wait until it takes them")
          .ifPresent(report);
    } catch (FatalElasticsearchException e) {
      throw new SettingsException(e.getMessage());
    }
  }
}
