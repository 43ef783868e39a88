// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.event.Event;
import io.entrawatch.event.SignInBuilder;
import io.entrawatch.parity.DocumentSource;
import io.entrawatch.rule.BuiltInRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.testutils.junit.SharedObjectsExtension;
import org.apache.flink.testutils.junit.SharedReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A thousand incidents: each is found, under one id, whatever becomes of the job on the way. */
class IncidentsIT {
  private static final int INCIDENTS = 1_000;
  private static final long OUT_OF_ORDER = 60_000;
  private static final long MINUTE = 60_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @RegisterExtension final SharedObjectsExtension shared = SharedObjectsExtension.create();

  @TempDir private Path folder;

  /** The traffic in the order of arrival, and the session and number of alerts of each incident. */
  private record Planted(List<Event> signIns, Map<String, Integer> alertsOf) {}

  private static Planted plant(Random random) {
    long day = Instant.parse("2026-01-15T00:00:00Z").toEpochMilli();
    List<Event> all = new ArrayList<>();
    Map<String, Integer> alertsOf = new HashMap<>();
    for (int i = 0; i < INCIDENTS; i++) {
      boolean broker = i % 3 == 0;
      long longest = (broker ? 29 : 8) * MINUTE;
      long spread = 1 + (long) (random.nextDouble() * (longest - 1));
      // Every tenth lies across midnight, where a period ends; every seventh across a half hour.
      long start = day + (long) (random.nextDouble() * Duration.ofHours(47).toMillis());
      if (i % 10 == 0) {
        start = day + Duration.ofHours(24).toMillis() - spread / 2;
      } else if (i % 7 == 0) {
        start = start / (30 * MINUTE) * (30 * MINUTE) - spread / 2;
      }
      int count = 2 + random.nextInt(59);
      Set<Long> days = new HashSet<>();
      for (int n = 0; n < count; n++) {
        long time = start + (n == count - 1 ? spread : spread * n / count);
        boolean secondLeg = n >= count / 2;
        long delay = i % 4 == 0 && secondLeg ? 25 * MINUTE : 2 * MINUTE;
        days.add(Math.floorDiv(time, 24 * 60 * MINUTE));
        all.add(leg("incident-" + i, broker, secondLeg, time, time + delay));
      }
      alertsOf.put("incident-" + i, days.size());
    }
    all.sort(Comparator.comparingLong(Event::ingested));
    return new Planted(all, alertsOf);
  }

  private static Event leg(
      String session, boolean broker, boolean second, long time, long ingested) {
    SignInBuilder builder = signIn().session(session);
    builder = broker ? builder.authBroker() : builder.deviceCode();
    if (second) {
      builder = builder.nonInteractive().from("203.0.113.7").agent("python-requests/2.32");
    }
    return builder
        .at(Instant.ofEpochMilli(time).toString())
        .ingested(Instant.ofEpochMilli(ingested).toString())
        .build();
  }

  @Test
  void eachIsFoundUnderOneIdWhateverBecomesOfTheJob() throws Exception {
    Planted planted = plant(new Random(7));
    Map<String, String> expected = run(planted.signIns(), 1);
    assertThat(sessionsOf(expected)).isEqualTo(planted.alertsOf());

    Random random = new Random(8);
    List<Event> twice = new ArrayList<>(planted.signIns());
    twice.addAll(planted.signIns());
    assertThat(run(planted.signIns(), 1)).as("replayed").isEqualTo(expected);
    assertThat(run(shuffled(planted.signIns(), random), 4)).as("shuffled").isEqualTo(expected);
    assertThat(run(shuffled(twice, random), 2)).as("duplicated").isEqualTo(expected);
    assertThat(runOverASavepoint(planted.signIns(), 2, 4)).as("savepoint").isEqualTo(expected);
  }

  /** Alerts by session; the retuned rule's and the broker rule's, which every incident meets. */
  private static Map<String, Integer> sessionsOf(Map<String, String> alerts) {
    Map<String, Integer> sessions = new HashMap<>();
    for (String document : alerts.values()) {
      var alert = RuleHarness.json(document);
      if (!alert.at("/rule/id").asText().equals("device-code-concurrent")) {
        sessions.merge(
            alert.at("/azure/signinlogs/properties/session_id").asText(), 1, Integer::sum);
      }
    }
    return sessions;
  }

  private static List<Event> shuffled(List<Event> signIns, Random random) {
    List<Map.Entry<Long, Event>> keyed = new ArrayList<>();
    for (Event signIn : signIns) {
      keyed.add(Map.entry(signIn.ingested() + random.nextInt((int) OUT_OF_ORDER), signIn));
    }
    Collections.sort(keyed, Map.Entry.comparingByKey());
    return keyed.stream().map(Map.Entry::getValue).toList();
  }

  private Map<String, String> run(List<Event> signIns, int parallelism) throws Exception {
    SharedReference<Queue<Alert>> alerts = shared.add(new ConcurrentLinkedQueue<>());
    SharedReference<AtomicLong> read = shared.add(new AtomicLong());
    StreamExecutionEnvironment env = environment(new Configuration(), parallelism);
    build(env, signIns, Long.MAX_VALUE, read, alerts);
    env.execute("incidents");
    return finalOnes(alerts.get());
  }

  private Map<String, String> runOverASavepoint(List<Event> signIns, int before, int after)
      throws Exception {
    SharedReference<Queue<Alert>> alerts = shared.add(new ConcurrentLinkedQueue<>());
    SharedReference<AtomicLong> read = shared.add(new AtomicLong());
    long half = signIns.size() / 2;
    StreamExecutionEnvironment first = environment(new Configuration(), before);
    build(first, signIns, half, read, alerts);
    JobClient job = first.executeAsync("incidents, before");
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> read.get().get() == half);
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    Configuration from = new Configuration();
    from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    StreamExecutionEnvironment second = environment(from, after);
    build(second, signIns, Long.MAX_VALUE, read, alerts);
    second.execute("incidents, after");
    return finalOnes(alerts.get());
  }

  private static Map<String, String> finalOnes(Queue<Alert> alerts) {
    Map<String, Long> revisions = new HashMap<>();
    Map<String, String> last = new TreeMap<>();
    for (Alert alert : alerts) {
      // The same one may leave again after a savepoint, never an older one.
      assertThat(alert.revision()).isGreaterThanOrEqualTo(revisions.getOrDefault(alert.id(), 0L));
      revisions.put(alert.id(), alert.revision());
      if (alert.closed()) {
        last.put(alert.id(), alert.document());
      }
    }
    assertThat(last.keySet()).as("every alert becomes final").isEqualTo(revisions.keySet());
    return last;
  }

  private static StreamExecutionEnvironment environment(
      Configuration configuration, int parallelism) {
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    env.setMaxParallelism(128);
    return env;
  }

  private void build(
      StreamExecutionEnvironment env,
      List<Event> signIns,
      long hold,
      SharedReference<AtomicLong> read,
      SharedReference<Queue<Alert>> alerts) {
    DataStream<Event> source =
        env.fromSource(
                new DocumentSource(signIns.size(), hold),
                WatermarkStrategy.noWatermarks(),
                "positions")
            .setParallelism(1)
            .uid("positions")
            .map(new SignInAt(shared.add(signIns), read))
            .returns(Event.class)
            .setParallelism(1)
            .uid("sign-ins")
            .assignTimestampsAndWatermarks(EveryEvent.within(OUT_OF_ORDER))
            .setParallelism(1)
            .uid("watermarks");
    AlertPolicy policy =
        new AlertPolicy(
            Duration.ofHours(24), 10_000, 1_000, new AlertPolicy.Live(Duration.ofMillis(500)));
    DetectionPipeline.detect(source, BuiltInRules.all(), policy)
        .alerts()
        .map(new Kept(alerts))
        .uid("kept")
        .sinkTo(new DiscardingSink<>())
        .uid("nothing-more");
  }

  private record SignInAt(SharedReference<List<Event>> signIns, SharedReference<AtomicLong> read)
      implements MapFunction<Long, Event> {
    @Override
    public Event map(Long position) {
      read.get().incrementAndGet();
      return signIns.get().get(position.intValue());
    }
  }

  private record Kept(SharedReference<Queue<Alert>> alerts) implements MapFunction<Alert, String> {
    @Override
    public String map(Alert alert) {
      alerts.get().add(alert);
      return "";
    }
  }
}
