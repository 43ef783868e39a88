// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.exceptions;

import io.entrawatch.config.SettingsException;
import io.entrawatch.detect.DetectionPipeline;
import io.entrawatch.exceptions.ExceptionChange;
import io.entrawatch.exceptions.ExceptionChangeParser;
import io.entrawatch.exceptions.ExceptionEntry;
import io.entrawatch.exceptions.ExceptionEntryParser;
import io.entrawatch.exceptions.ExceptionFile;
import io.entrawatch.exceptions.ExceptionList;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.kafka.CompactedTopic;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.KafkaTopics;
import io.entrawatch.kafka.KeyedRecord;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
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
public final class ExceptionSource {
  /** So long after a change the topic no longer holds the watermark back. */
  private static final Duration WITHOUT_CHANGE = Duration.ofMinutes(1);

  private final Clock clock;
  private final Consumer<String> report;

  /**
   * @param clock tells which entries to report as expired; whether one holds an alert back, the
   *     alert's own time decides
   * @param report takes a line for every entry that is not obeyed
   */
  public ExceptionSource(Clock clock, Consumer<String> report) {
    this.clock = clock;
    this.report = report;
  }

  /** Whether the settings name any. */
  public static boolean isSet(Settings settings) {
    return settings.alerts().exceptionsFile() != null || topic(settings).isPresent();
  }

  /**
   * Those of the settings' file; none where it names no file.
   *
   * @throws SettingsException if the file cannot be used
   */
  public DetectionPipeline.Exceptions ofFile(Settings settings) {
    String name = settings.alerts().exceptionsFile();
    if (name == null) {
      return DetectionPipeline.Exceptions.NONE;
    }
    try {
      ExceptionFile file = ExceptionFile.read(Path.of(name), new ExceptionEntryParser(ruleIds()));
      file.problems().forEach(report);
      return new DetectionPipeline.Exceptions(told(file.list()), Optional.empty());
    } catch (ExceptionFile.UnusableException e) {
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
  public DetectionPipeline.Exceptions atStart(Settings settings) {
    Optional<CompactedTopic> topic = topic(settings);
    if (topic.isEmpty()) {
      return ofFile(settings);
    }
    try {
      return new DetectionPipeline.Exceptions(
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
  public DetectionPipeline.Exceptions of(Settings settings, StreamExecutionEnvironment env) {
    DetectionPipeline.Exceptions now = atStart(settings);
    Optional<CompactedTopic> topic = topic(settings);
    if (topic.isEmpty()) {
      return now;
    }
    ExceptionList atStart = now.atStart();
    DataStream<ExceptionChange> changes =
        env.fromSource(
                topic.get().source(atStart.readTo()),
                WatermarkStrategy.<KeyedRecord>noWatermarks().withIdleness(WITHOUT_CHANGE),
                "kafka-exceptions")
            .uid("kafka-exceptions")
            .map(new ReadExceptions(atStart, ruleIds()))
            .name("read-exceptions")
            .uid("read-exceptions");
    return new DetectionPipeline.Exceptions(atStart, Optional.of(changes));
  }

  private static Optional<CompactedTopic> topic(Settings settings) {
    return settings
        .kafka()
        .map(kafka -> kafka.source())
        .filter(source -> source.exceptionsTopic() != null)
        .map(ExceptionSource::topic);
  }

  private static CompactedTopic topic(KafkaSourceSettings source) {
    return new CompactedTopic(
        source.bootstrapServers(),
        source.exceptionsTopic(),
        groupId(source),
        source.properties().values());
  }

  /** The consumer group that follows the topic while the job runs. */
  public static String groupId(KafkaSourceSettings source) {
    return source.groupId() + "-exceptions";
  }

  private ExceptionList list(String topic, CompactedTopic.Table table) {
    ExceptionChangeParser parser = new ExceptionChangeParser(ruleIds());
    List<ExceptionEntry> entries = new ArrayList<>();
    for (KeyedRecord record : table.newest()) {
      ExceptionChange change =
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
    return new ExceptionList(entries, topic, table.readTo());
  }

  private ExceptionList told(ExceptionList list) {
    ExceptionFile.expired(list, clock.millis()).forEach(report);
    return list;
  }

  /** Of all rules, those that are switched off included: an entry may outlive that. */
  private static Set<String> ruleIds() {
    return BuiltInRules.all().stream().map(Rule::id).collect(Collectors.toSet());
  }
}
