// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.Decoding;
import io.entrawatch.decode.MessageReader;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.shape.DecoderSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedDecodingTest {
  private final Map<String, Gauge<?>> gauges = new TreeMap<>();
  private final List<Decoded> decoded = new ArrayList<>();
  private WatchedDecoding watched;

  @BeforeEach
  void open() throws Exception {
    open(List.of());
  }

  private void open(List<ExpectedSource> expected) throws Exception {
    watched =
        new WatchedDecoding(
            new KafkaRecordDecoding(
                DecoderSettings.DEFAULT, new Decoding.SuccessesBySession(), Map.of()),
            DecoderSettings.DEFAULT,
            expected,
            Clock.systemUTC());
    watched.open(new Context(new Recording("", gauges)));
  }

  private static String raw(String tenant, String category, String time) {
    return "{\"category\":\"%s\",\"tenantId\":\"%s\",\"time\":\"%s\",\"properties\":{\"status\":{\"errorCode\":1}}}"
        .formatted(category, tenant, time);
  }

  private void read(String message) throws Exception {
    read(message, Decoding.ARRIVAL_MILLIS);
  }

  @SuppressWarnings("unchecked") // see MessageDeserializer
  private void read(String message, long stamp) throws Exception {
    byte[] value = message.getBytes(StandardCharsets.UTF_8);
    ConsumerRecord<?, ?> consumed =
        new ConsumerRecord<>(
            "t",
            0,
            0L,
            null,
            new MessageReader(DecoderSettings.DEFAULT, new Decoding.Everything())
                .read(Decoding.amidOthers(value))) {
          @Override
          public long timestamp() {
            return stamp;
          }
        };
    watched.deserialize(
        (ConsumerRecord<byte[], byte[]>) consumed,
        new Collector<>() {
          @Override
          public void collect(Decoded one) {
            decoded.add(one);
          }

          @Override
          public void close() {
            // Nothing to close.
          }
        });
  }

  /** In one record: of several only a sample is looked at. */
  private void readTogether(String... all) throws Exception {
    read("[" + String.join(",", all) + "]");
  }

  @Test
  void tellsTheNewestSignInOfEachTenantAndCategoryWhetherARuleTakesItOrNot() throws Exception {
    readTogether(
        raw("a", "SignInLogs", "2026-03-01T11:50:00Z"),
        raw("a", "SignInLogs", "2026-03-01T11:40:00Z"),
        raw("a", "NonInteractiveUserSignInLogs", "2026-03-01T11:30:00Z"),
        raw("b", "SignInLogs", "2026-03-01T11:20:00Z"));
    assertThat(decoded).hasSize(4).allMatch(one -> one.signIn() == null);
    assertThat(gauges).hasSize(3);
    assertThat(newest("a.category.SignInLogs")).isEqualTo("2026-03-01T11:50:00Z");
    assertThat(newest("a.category.NonInteractiveUserSignInLogs")).isEqualTo("2026-03-01T11:30:00Z");
    assertThat(newest("b.category.SignInLogs")).isEqualTo("2026-03-01T11:20:00Z");
  }

  /** Without a Kafka timestamp nothing says that it cannot be: the source would never be silent. */
  @Test
  void aSignInOfWhichTheTimeIsStillToComeIsNotTheNewest() throws Exception {
    read(
        "["
            + raw("a", "SignInLogs", "9000-01-01T00:00:00Z")
            + ","
            + raw("a", "SignInLogs", "2026-03-01T11:50:00Z")
            + "]",
        0);
    assertThat(decoded).hasSize(2).allMatch(one -> one.deadLetter() == null);
    assertThat(newest("a.category.SignInLogs")).isEqualTo("2026-03-01T11:50:00Z");
  }

  private String newest(String source) {
    return time(source + ".newest-sign-in");
  }

  private String expected(String source) {
    return time(source + ".newest-expected-sign-in");
  }

  private String time(String name) {
    Gauge<?> gauge = gauges.get(".tenant." + name);
    return Instant.ofEpochMilli((Long) gauge.getValue()).toString();
  }

  @Test
  void oneBeyondTheFirstHundredTenantsIsAmongTheOthers() throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      all.add(raw("tenant-" + i, "SignInLogs", "2026-03-01T11:00:00Z"));
    }
    all.add(raw("x".repeat(65), "SignInLogs", "2026-03-01T11:59:00Z"));
    all.add(raw("y", "Of the sender's making SignInLogs", "2026-03-01T11:59:00Z"));
    readTogether(all.toArray(String[]::new));
    assertThat(gauges).hasSize(101);
    assertThat(newest("other.category.SignInLogs")).isEqualTo("2026-03-01T11:59:00Z");
  }

  @Test
  void anExpectedSourceIsShownFromTheStartOnAndItsTenantIsComparedInLowerCase() throws Exception {
    open(List.of(new ExpectedSource("a", "SignInLogs"), new ExpectedSource("b", "SignInLogs")));
    assertThat(expected("a.category.SignInLogs")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(expected("b.category.SignInLogs")).isEqualTo("1970-01-01T00:00:00Z");

    readTogether(
        raw("A", "SignInLogs", "2026-03-01T11:50:00Z"),
        raw("a", "NonInteractiveUserSignInLogs", "2026-03-01T11:55:00Z"));

    assertThat(expected("a.category.SignInLogs")).isEqualTo("2026-03-01T11:50:00Z");
    assertThat(expected("b.category.SignInLogs")).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void ofEveryTenantThatIsSeenTheCategoryIsExpectedAndOfOneAtLeast() throws Exception {
    open(List.of(new ExpectedSource(ExpectedSource.ANY_TENANT, "SignInLogs")));
    assertThat(gauges).containsOnlyKeys(".tenant.*.category.SignInLogs.newest-expected-sign-in");

    readTogether(
        raw("a", "NonInteractiveUserSignInLogs", "2026-03-01T11:55:00Z"),
        raw("b", "SignInLogs", "2026-03-01T11:50:00Z"),
        raw("*", "SignInLogs", "2026-03-01T11:40:00Z"));

    assertThat(expected("*.category.SignInLogs")).isEqualTo("2026-03-01T11:50:00Z");
    assertThat(expected("a.category.SignInLogs")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(expected("b.category.SignInLogs")).isEqualTo("2026-03-01T11:50:00Z");
  }

  @Test
  void anExpectedTenantIsNeverAmongTheOthers() throws Exception {
    open(List.of(new ExpectedSource("late", "SignInLogs")));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      all.add(raw("tenant-" + i, "SignInLogs", "2026-03-01T11:00:00Z"));
    }
    all.add(raw("late", "SignInLogs", "2026-03-01T11:50:00Z"));
    readTogether(all.toArray(String[]::new));

    assertThat(newest("late.category.SignInLogs")).isEqualTo("2026-03-01T11:50:00Z");
    assertThat(expected("late.category.SignInLogs")).isEqualTo("2026-03-01T11:50:00Z");
  }

  @Test
  void whatCannotBeReadTellsNothing() throws Exception {
    read("nonsense");
    read("{\"category\":\"AuditLogs\",\"time\":\"2026-03-01T11:50:00Z\"}");
    read(raw("a", "SignInLogs", "2099-01-01T00:00:00Z"));
    assertThat(gauges).isEmpty();
  }

  /** A group that keeps what is registered in it, by its whole name. */
  private static final class Recording extends UnregisteredMetricsGroup {
    private final String name;
    private final Map<String, Gauge<?>> gauges;

    Recording(String name, Map<String, Gauge<?>> gauges) {
      this.name = name;
      this.gauges = gauges;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Recording(name + "." + key + "." + value, gauges);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String key, G gauge) {
      assertThat(gauges.put(name + "." + key, gauge)).as("registered twice").isNull();
      return gauge;
    }
  }

  private record Context(MetricGroup metrics) implements InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return metrics;
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(Context.class.getClassLoader());
    }
  }
}
