// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import io.entrawatch.job.EntrawatchJob;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The job as it runs in production, with its sinks on Kafka. It never ends by itself, so each
 * partition ends with a record that is no JSON: a pass is over when all of those have come out as
 * dead letters.
 */
public final class EntrawatchContender {
  private static int passes;

  private EntrawatchContender() {}

  /** The second argument is how often each rule runs, those behind it are settings. */
  public static void main(String[] arguments) throws Exception {
    int copies = Integer.parseInt(arguments[1]);
    List<String> given = List.of(arguments).subList(2, arguments.length);
    Worker.serve(arguments[0], (bootstrap, topic) -> read(bootstrap, topic, copies, given));
  }

  private static void read(String bootstrap, String topic, int copies, List<String> given)
      throws Exception {
    String suffix = "-" + ProcessHandle.current().pid() + "-" + passes++;
    String deadLetters = "dead-letters" + suffix;
    int partitions =
        createTopics(bootstrap, topic, "alerts" + suffix, "late" + suffix, deadLetters);
    List<String> assignments = new ArrayList<>(given);
    assignments.addAll(
        List.of(
            "kafka.bootstrap-servers=" + bootstrap,
            "kafka.topics.events=" + topic,
            "kafka.topics.alerts=alerts" + suffix,
            "kafka.topics.late=late" + suffix,
            "kafka.topics.dead-letters=" + deadLetters,
            "kafka.group-id=bench" + suffix,
            "kafka.start=earliest"));
    Settings settings = new SettingsParser(RuleCatalogueEntry.all(), Map.of()).parse(assignments);
    StreamExecutionEnvironment env = Worker.flink();
    EntrawatchJob.build(env, settings, copies(settings.activeRules(), copies), line -> {});
    JobClient job = env.executeAsync("entrawatch");
    awaitDeadLetters(bootstrap, deadLetters, partitions, job);
    job.cancel().get();
  }

  private static List<Rule> copies(List<Rule> rules, int copies) {
    List<Rule> all = new ArrayList<>(rules);
    for (int i = 2; i <= copies; i++) {
      for (Rule rule : rules) {
        all.add(
            new Rule(
                rule.id() + "-" + i,
                rule.about(),
                rule.where(),
                rule.bucket(),
                rule.stats(),
                rule.by(),
                rule.having(),
                rule.windows()));
      }
    }
    return all;
  }

  private static int createTopics(String bootstrap, String topic, String... outputs)
      throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String output : outputs) {
        topics.add(new NewTopic(output, 1, (short) 1));
      }
      admin.createTopics(topics).all().get();
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .size();
    }
  }

  private static void awaitDeadLetters(String bootstrap, String topic, int count, JobClient job)
      throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int seen = 0; seen < count; ) {
        seen += consumer.poll(Duration.ofMillis(500)).count();
        if (job.getJobStatus().get().isTerminalState()) {
          throw new IllegalStateException("the job has ended: " + job.getJobStatus().get());
        }
      }
    }
  }
}
