// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import io.entrawatch.allow.AllowFile;
import io.entrawatch.allow.AllowList;
import io.entrawatch.allow.Change;
import io.entrawatch.allow.ChangeParser;
import io.entrawatch.allow.Entry;
import io.entrawatch.allow.EntryParser;
import io.entrawatch.config.KafkaSourceSettings;
import io.entrawatch.config.Settings;
import io.entrawatch.config.SettingsException;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.Rules;
import io.entrawatch.source.CompactedTopic;
import io.entrawatch.source.KafkaTopics;
import io.entrawatch.source.KeyedRecord;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Reads the exceptions that the settings name, before the job starts. */
public final class ExceptionWiring {
  /** So long after a change the topic no longer holds the watermark back. */
  private static final Duration WITHOUT_CHANGE = Duration.ofMinutes(1);

  private final Clock clock;
  private final Consumer<String> report;

  /**
   * @param clock tells which entries to report as expired; whether one holds an alert back, the
   *     alert's own time decides
   * @param report takes a line for every entry that is not obeyed
   */
  public ExceptionWiring(Clock clock, Consumer<String> report) {
    this.clock = clock;
    this.report = report;
  }

  /** Whether the settings name any. */
  static boolean isSet(Settings settings) {
    return settings.alerts().exceptionsFile() != null || topic(settings).isPresent();
  }

  /**
   * Those of the settings' file; none where it names no file.
   *
   * @throws SettingsException if the file cannot be used
   */
  public Detection.Exceptions ofFile(Settings settings) {
    String name = settings.alerts().exceptionsFile();
    if (name == null) {
      return Detection.Exceptions.NONE;
    }
    try {
      AllowFile file = AllowFile.read(Path.of(name), new EntryParser(ruleIds()));
      file.problems().forEach(report);
      return new Detection.Exceptions(told(file.list()), Optional.empty());
    } catch (AllowFile.UnusableException e) {
      throw new SettingsException("alerts.exceptions.file " + e.getMessage());
    } catch (InvalidPathException e) {
      throw new SettingsException(
          "alerts.exceptions.file: " + SettingsException.quoted(name) + " is not a path");
    }
  }

  /**
   * Those of the settings' file or topic, as they are now.
   *
   * @throws SettingsException if they cannot be read
   */
  Detection.Exceptions atStart(Settings settings) {
    Optional<CompactedTopic> topic = topic(settings);
    if (topic.isEmpty()) {
      return ofFile(settings);
    }
    try {
      return new Detection.Exceptions(
          told(list(topic.get().topic(), topic.get().read())), Optional.empty());
    } catch (KafkaTopics.UnusableException e) {
      throw new SettingsException("kafka.topics.exceptions: " + e.getMessage());
    }
  }

  /**
   * Those of the settings' file or topic, and what changes of them while the job runs.
   *
   * @throws SettingsException if they cannot be read
   */
  Detection.Exceptions of(Settings settings, StreamExecutionEnvironment env) {
    Detection.Exceptions now = atStart(settings);
    Optional<CompactedTopic> topic = topic(settings);
    if (topic.isEmpty()) {
      return now;
    }
    AllowList atStart = now.atStart();
    DataStream<Change> changes =
        env.fromSource(
                topic.get().source(atStart.readTo()),
                WatermarkStrategy.<KeyedRecord>noWatermarks().withIdleness(WITHOUT_CHANGE),
                "kafka-exceptions")
            .uid("kafka-exceptions")
            .map(new ReadExceptions(atStart, ruleIds()))
            .name("read-exceptions")
            .uid("read-exceptions");
    return new Detection.Exceptions(atStart, Optional.of(changes));
  }

  private static Optional<CompactedTopic> topic(Settings settings) {
    return settings
        .kafka()
        .map(kafka -> kafka.source())
        .filter(source -> source.exceptionsTopic() != null)
        .map(ExceptionWiring::topic);
  }

  private static CompactedTopic topic(KafkaSourceSettings source) {
    return new CompactedTopic(
        source.bootstrapServers(),
        source.exceptionsTopic(),
        groupId(source),
        source.properties().values());
  }

  /** The consumer group that follows the topic while the job runs. */
  static String groupId(KafkaSourceSettings source) {
    return source.groupId() + "-exceptions";
  }

  private AllowList list(String topic, CompactedTopic.Table table) {
    ChangeParser parser = new ChangeParser(ruleIds());
    List<Entry> entries = new ArrayList<>();
    for (KeyedRecord record : table.newest()) {
      Change change =
          parser.parse(
              record.topic(), record.key(), record.value(), record.partition(), record.offset());
      if (change.entry() != null) {
        entries.add(change.entry());
      } else if (change.problem() != null) {
        report.accept(
            "the exception at partition "
                + change.partition()
                + " offset "
                + change.offset()
                + " is not obeyed: "
                + change.problem());
      }
    }
    return new AllowList(entries, topic, table.readTo());
  }

  private AllowList told(AllowList list) {
    AllowFile.expired(list, clock.millis()).forEach(report);
    return list;
  }

  /** Of all rules, those that are switched off included: an entry may outlive that. */
  private static Set<String> ruleIds() {
    return Rules.all().stream().map(Rule::id).collect(Collectors.toSet());
  }
}
