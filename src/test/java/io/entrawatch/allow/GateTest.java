// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.allow;

import static io.entrawatch.signin.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.Found;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** What is counted of alerts that leave and of those that are held back. */
class GateTest {
  private static final OutputTag<Suppressed> SUPPRESSED =
      new OutputTag<>("s", TypeInformation.of(Suppressed.class));
  private static final long COMPLETED_AT = 5;

  private static Found found(String ip) {
    return new Found(
        new Alert("id", 1, false, "a-rule", 0, COMPLETED_AT, "{}"),
        List.of(signIn().from(ip).build()),
        true);
  }

  private static Entry entry(String id, String network, long expires) {
    List<String> none = List.of();
    return new Entry(id, none, none, none, none, List.of(network), none, "jane", "r", expires);
  }

  /** What was counted, but for what stayed at zero, when alerts from these addresses came. */
  private static Map<String, Long> counts(List<Entry> entries, String... addresses)
      throws Exception {
    AllowFunction function = new AllowFunction(new AllowList(entries, "", Map.of()), SUPPRESSED);
    try (OneInputStreamOperatorTestHarness<Found, Alert> job =
        ProcessFunctionTestHarnesses.forProcessFunction(function)) {
      for (String address : addresses) {
        job.processElement(found(address), 0);
      }
      int held = Objects.requireNonNullElse(job.getSideOutput(SUPPRESSED), List.of()).size();
      assertThat(job.extractOutputValues()).hasSize(addresses.length - held);
      Map<String, Accumulator<?, ?>> all =
          job.getEnvironment()
              .getAccumulatorRegistry()
              .getSnapshot()
              .deserializeUserAccumulators(GateTest.class.getClassLoader());
      Map<String, Long> counts = new TreeMap<>();
      all.forEach((name, count) -> counts.put(name, (Long) count.getLocalValue()));
      counts.values().removeIf(count -> count == 0);
      return counts;
    }
  }

  @Test
  void whatIsHeldBackIsCountedInAllAndByTheEntryThatDidIt() throws Exception {
    List<Entry> entries =
        List.of(entry("a", "198.51.100.0/24", 1_000), entry("b", "203.0.113.0/24", 1_000));
    assertThat(counts(entries, "198.51.100.7", "198.51.100.8", "203.0.113.9", "192.0.2.1"))
        .isEqualTo(
            Map.of(
                "exceptions.suppressed", 3L,
                "exceptions.suppressed-by.a", 2L,
                "exceptions.suppressed-by.b", 1L));
  }

  @Test
  void anAlertThatOnlyExpiredEntriesWouldHaveHeldBackIsCountedOnce() throws Exception {
    List<Entry> entries =
        List.of(
            entry("a", "198.51.100.0/24", COMPLETED_AT), entry("b", "198.51.0.0/16", COMPLETED_AT));
    assertThat(counts(entries, "198.51.100.7")).isEqualTo(Map.of("exceptions.expired", 1L));
  }

  @Test
  void anEntryThatWasRenewedUnderAnotherIdIsNotReportedAsExpired() throws Exception {
    List<Entry> entries =
        List.of(
            entry("a-2025", "198.51.100.0/24", COMPLETED_AT),
            entry("a-2026", "198.51.100.0/24", 1_000));
    assertThat(counts(entries, "198.51.100.7"))
        .isEqualTo(Map.of("exceptions.suppressed", 1L, "exceptions.suppressed-by.a-2026", 1L));
  }
}
