// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.SignInBuilder;
import io.entrawatch.rule.BuiltInRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole topology on a cluster: what comes out is a function of the set of sign-ins. */
class DetectionPropertyTest {
  private static final long OUT_OF_ORDER = 60_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyOrderDuplicationAndParallelismGiveTheSameFinalAlerts(long seed) throws Exception {
    List<Event> traffic = traffic(new Random(seed));
    Map<String, String> expected = finalAlerts(traffic, 1);
    assertThat(expected.size()).isGreaterThan(20);
    Random random = new Random(seed + 1_000);
    assertThat(finalAlerts(shuffled(traffic, random), 2)).isEqualTo(expected);
    List<Event> twice = new ArrayList<>(traffic);
    twice.addAll(traffic);
    assertThat(finalAlerts(shuffled(twice, random), 4)).isEqualTo(expected);
    assertThat(finalAlerts(reversedWithinBounds(traffic), 1)).isEqualTo(expected);
  }

  private static List<Event> traffic(Random random) {
    long start = Instant.parse("2026-01-15T00:00:00Z").toEpochMilli();
    List<Event> all = new ArrayList<>();
    for (int group = 0; group < 150; group++) {
      long first = start + (long) (random.nextDouble() * Duration.ofHours(30).toMillis());
      boolean broker = random.nextInt(3) == 0;
      int count = 1 + random.nextInt(7);
      for (int i = 0; i < count; i++) {
        all.add(signInOf(random, group, broker, first + random.nextInt(900_000)));
      }
    }
    all.sort(Comparator.comparingLong(Event::ingested));
    return all;
  }

  private static Event signInOf(Random random, int group, boolean broker, long time) {
    SignInBuilder builder = signIn().session("s" + group);
    builder = broker ? builder.authBroker() : builder.deviceCode();
    if (random.nextBoolean()) {
      builder = builder.nonInteractive();
    }
    if (random.nextInt(20) == 0) {
      builder = builder.with(Field.SESSION_ID);
    }
    return builder
        .from("198.51.100." + random.nextInt(3))
        .agent("agent " + random.nextInt(3))
        .at(Instant.ofEpochMilli(time).toString())
        .ingested(Instant.ofEpochMilli(time + 60_000 + random.nextInt(1_500_000)).toString())
        .build();
  }

  private static List<Event> shuffled(List<Event> signIns, Random random) {
    List<Map.Entry<Long, Event>> keyed = new ArrayList<>();
    for (Event signIn : signIns) {
      keyed.add(Map.entry(signIn.ingested() + random.nextInt((int) OUT_OF_ORDER), signIn));
    }
    keyed.sort(Map.Entry.comparingByKey());
    return keyed.stream().map(Map.Entry::getValue).toList();
  }

  private static List<Event> reversedWithinBounds(List<Event> signIns) {
    return signIns.stream()
        .sorted(
            Comparator.comparingLong((Event s) -> s.ingested() / OUT_OF_ORDER)
                .thenComparing(Event.ORDER.reversed()))
        .toList();
  }

  private static Map<String, String> finalAlerts(List<Event> signIns, int parallelism)
      throws Exception {
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    strict.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(strict);
    env.setParallelism(parallelism);
    var source =
        env.fromData(TypeInformation.of(Event.class), signIns.toArray(Event[]::new))
            .uid("source")
            .assignTimestampsAndWatermarks(EveryEvent.within(OUT_OF_ORDER))
            .uid("watermarks");
    AlertPolicy policy =
        new AlertPolicy(
            Duration.ofHours(24), 10_000, 1_000, new AlertPolicy.Live(Duration.ofMillis(1)));
    Map<String, String> last = new TreeMap<>();
    try (CloseableIterator<Alert> alerts =
        DetectionPipeline.detect(source, BuiltInRules.all(), policy).alerts().executeAndCollect()) {
      alerts.forEachRemaining(
          alert -> {
            if (alert.closed()) {
              last.put(alert.id(), alert.document());
            }
          });
    }
    return last;
  }
}
