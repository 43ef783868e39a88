// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.alert.EmittedBefore;
import io.entrawatch.config.SettingsException;
import io.entrawatch.event.Times;
import io.entrawatch.job.backfill.Coverage;
import io.entrawatch.job.exceptions.ExceptionSource;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.kafka.KafkaSettings;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.KafkaTopics;
import io.entrawatch.kafka.ReadBack;
import io.entrawatch.kafka.StartPosition;
import io.entrawatch.kafka.TopicReader;
import io.entrawatch.rule.Rule;
import io.entrawatch.sink.kafka.KafkaSinks;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * How a job goes on from an earlier one whose state it may not have: what it reads a second time,
 * and what readers already have of its alerts.
 *
 * <p>Flink alone knows whether a checkpoint is restored in the end (high availability names none).
 * Then nothing is read a second time, for the job goes on where the checkpoint was taken.
 */
final class Resumption {
  /** How long after its end a period's alert can be told again. */
  private static final Duration REMEMBERED = Duration.ofHours(24);

  /** So many fit into memory; beyond them the ones that were told longest ago are left out. */
  private static final int MOST_ALERTS = 200_000;

  private static final String MISSING =
      "of a window or alert that had begun by then, the sign-ins so far are missing";

  /** A revision; others may write to the topic, too. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Settings settings;
  private final KafkaSettings kafka;
  private final long open;

  private final Clock clock;
  private final Consumer<String> report;

  /** How many alerts were left out because there were too many. */
  private long leftOut;

  /**
   * @param clock tells up to when an earlier job may have told alerts
   * @param report takes a line for what a start without state means
   */
  Resumption(Settings settings, List<Rule> rules, Clock clock, Consumer<String> report) {
    this.settings = settings;
    this.kafka = settings.requireKafka();
    this.open = Coverage.longestOpen(rules).toMillis();
    this.clock = clock;
    this.report = report;
  }

  /**
   * What a job without state reads a second time.
   *
   * @throws SettingsException if the brokers do not tell
   */
  ReadBack readBack(StreamExecutionEnvironment env) {
    boolean restores =
        env.getConfiguration().getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent();
    StartPosition start = kafka.source().start();
    if (!(start instanceof StartPosition.Committed)) {
      if (!restores) {
        report.accept("kafka.start: " + meaning(start));
      }
      return ReadBack.NONE;
    }
    try {
      ReadBack found = ReadBack.find(kafka.source(), this::begin, clock.instant());
      if (!restores) {
        tell(found);
      }
      return found;
    } catch (KafkaTopics.UnusableException e) {
      throw new SettingsException(e.getMessage());
    }
  }

  private static String meaning(StartPosition start) {
    if (start instanceof StartPosition.Latest) {
      return "latest: what is on the topics now is not read; " + MISSING;
    }
    if (start instanceof StartPosition.At at) {
      return "timestamp: what came before " + at.moment() + " is not read; " + MISSING;
    }
    return "earliest: begins with the oldest records that the topics hold, and tells alerts again that"
        + " were told before";
  }

  /**
   * The time from which sign-ins can matter to what was open then: windows, and the alerts of the
   * periods that were not over, with their windows. Kafka's clock may be ahead of ingest times.
   */
  private long begin(long stopped) {
    long period = settings.alerts().period().toMillis();
    long behind = settings.input().maxOutOfOrderness().plus(settings.input().maxSkew()).toMillis();
    long oldest = stopped - behind - open;
    return (period == 0 ? oldest : Math.floorDiv(oldest, period) * period) - open;
  }

  private void tell(ReadBack found) {
    KafkaSourceSettings source = kafka.source();
    if (found.isNone()) {
      report.accept(
          "kafka.start: committed: group "
              + source.groupId()
              + " has read nothing yet; begins with the oldest records that the topics hold");
      return;
    }
    report.accept(
        ("kafka.start: committed: without a checkpoint, reads up to %,d records again, from %s on, to"
                + " where group %s stopped (%s), so that open windows and alerts are whole")
            .formatted(
                found.length(),
                Times.iso(found.from()),
                source.groupId(),
                Times.iso(found.stopped())));
    if (settings.elasticsearch().isPresent()) {
      report.accept(
          "kafka.start: committed: what Elasticsearch had not got of alerts that were final by then is"
              + " not told again; if it was away, a backfill with backfill.live writes it");
    }
    if (found.from() > found.wanted()) {
      report.accept(
          "kafka.start: committed: the topics do not reach back to %s; %s"
              .formatted(Times.iso(found.wanted()), MISSING));
    }
    if (found.lost() > 0) {
      report.accept(
          ("kafka.start: committed: %,d records were deleted from the topics before group %s had read"
                  + " them; keep records longer than the job may stand still")
              .formatted(found.lost(), source.groupId()));
    }
  }

  /**
   * What readers of the topics already have of alerts, as far back as the job reads. A group that
   * has committed nothing may have told some: it was killed before its first checkpoint, or its
   * places have expired.
   */
  EmittedBefore toldBefore(ReadBack readBack) {
    if (!(kafka.source().start() instanceof StartPosition.Committed)) {
      return EmittedBefore.NOTHING;
    }
    // Not from where the topics begin by now: readers have what was told of records that are gone.
    long since = Math.min(readBack.from(), readBack.wanted()) - REMEMBERED.toMillis();
    Map<String, Long> revisions = new LinkedHashMap<>();
    if (ExceptionSource.isSet(settings)) {
      addTold(kafka.sink().suppressedTopic(), since, revisions);
    }
    Set<String> heldBack = new HashSet<>(revisions.keySet());
    Map<String, Long> left = new LinkedHashMap<>();
    addTold(kafka.sink().alertsTopic(), since, left);
    heldBack.removeAll(left.keySet());
    left.forEach((id, revision) -> add(id, revision, revisions));
    if (leftOut > 0) {
      report.accept(
          ("kafka.topics: more than %,d alerts were told before; %,d of them are left out, and may be"
                  + " told again with less in it for a while")
              .formatted(MOST_ALERTS, leftOut));
    }
    return new EmittedBefore(revisions, heldBack, clock.millis());
  }

  private void addTold(String topic, long since, Map<String, Long> revisions) {
    KafkaSourceSettings source = kafka.source();
    try {
      new TopicReader(source.bootstrapServers(), topic, source.properties().values())
          .readFrom(since, record -> add(record, revisions));
    } catch (KafkaTopics.UnusableException e) {
      report.accept(
          "kafka.topics: what was told before cannot be looked up, and may be told again with less in"
              + " it for a while: "
              + e.getMessage());
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record, Map<String, Long> revisions) {
    Header revision = record.headers().lastHeader(KafkaSinks.REVISION);
    if (record.key() == null || revision == null || revision.value() == null) {
      return;
    }
    String told = new String(revision.value(), UTF_8);
    if (NUMBER.matcher(told).matches()) {
      add(new String(record.key(), UTF_8), Long.parseLong(told), revisions);
    }
  }

  /** The ones that were told longest ago come first. */
  private void add(String id, long told, Map<String, Long> revisions) {
    Long before = revisions.remove(id);
    revisions.put(id, before == null ? told : Math.max(before, told));
    if (revisions.size() > MOST_ALERTS) {
      revisions.remove(revisions.keySet().iterator().next());
      leftOut++;
    }
  }
}
