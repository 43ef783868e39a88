// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertWithEvents;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** What is counted of alerts that leave and of those that are held back. */
class SuppressionGateTest {
  private static final OutputTag<SuppressedAlert> SUPPRESSED =
      new OutputTag<>("s", TypeInformation.of(SuppressedAlert.class));
  private static final long COMPLETED_AT = 5;
  private static final long FORGOTTEN_AT = 2_000;

  private static AlertWithEvents found(String ip) {
    return found(new Alert("id", 1, false, "a-rule", 0, COMPLETED_AT, "{}"), ip);
  }

  private static AlertWithEvents found(Alert alert, String ip) {
    return new AlertWithEvents(
        "a-group", alert, List.of(signIn().from(ip).build()), true, FORGOTTEN_AT);
  }

  private static ExceptionEntry entry(String id, String network, long expires) {
    List<String> none = List.of();
    return new ExceptionEntry(
        id, none, none, none, none, List.of(network), none, "jane", "r", expires);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AlertWithEvents, Alert> harness(
      List<ExceptionEntry> entries) throws Exception {
    return ProcessFunctionTestHarnesses.forKeyedProcessFunction(
        new FixedExceptionsFunction(new ExceptionList(entries, "", Map.of()), SUPPRESSED),
        AlertWithEvents::group,
        Types.STRING);
  }

  /** What was counted, but for what stayed at zero, when alerts from these addresses came. */
  private static Map<String, Long> counts(List<ExceptionEntry> entries, String... addresses)
      throws Exception {
    try (var job = harness(entries)) {
      for (String address : addresses) {
        job.processElement(found(address), 0);
      }
      int held = Objects.requireNonNullElse(job.getSideOutput(SUPPRESSED), List.of()).size();
      assertThat(job.extractOutputValues()).hasSize(addresses.length - held);
      Map<String, Accumulator<?, ?>> all =
          job.getEnvironment()
              .getAccumulatorRegistry()
              .getSnapshot()
              .deserializeUserAccumulators(SuppressionGateTest.class.getClassLoader());
      Map<String, Long> counts = new TreeMap<>();
      all.forEach((name, count) -> counts.put(name, (Long) count.getLocalValue()));
      counts.values().removeIf(count -> count == 0);
      return counts;
    }
  }

  @Test
  void whatIsHeldBackIsCountedInAllAndByTheEntryThatDidIt() throws Exception {
    List<ExceptionEntry> entries =
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
    List<ExceptionEntry> entries =
        List.of(
            entry("a", "198.51.100.0/24", COMPLETED_AT), entry("b", "198.51.0.0/16", COMPLETED_AT));
    assertThat(counts(entries, "198.51.100.7")).isEqualTo(Map.of("exceptions.expired", 1L));
  }

  @Test
  void ofAnAlertThatWasHeldBackTheFirstRevisionThatLeavesOpensIt() throws Exception {
    Alert later = new Alert("id", 3, false, "a-rule", 0, COMPLETED_AT, "{}");
    Alert last = new Alert("id", 5, true, "a-rule", 0, COMPLETED_AT, "{}");
    try (var job = harness(List.of(entry("a", "198.51.100.0/24", 1_000)))) {
      job.processElement(found(later.opened(), "198.51.100.7"), 0);
      job.processElement(found(later, "198.51.100.8"), 0);
      job.processElement(found(later, "192.0.2.1"), 0);
      job.processElement(found(later, "198.51.100.9"), 0);
      job.processElement(found(last, "192.0.2.1"), 0);
      assertThat(job.extractOutputValues()).containsExactly(later.opened(), last);
    }
  }

  @Test
  void anAlertThatWasHeldBackIsForgottenWhenNothingOfItFollows() throws Exception {
    Alert alert = new Alert("id", 3, false, "a-rule", 0, COMPLETED_AT, "{}");
    try (var job = harness(List.of(entry("a", "198.51.100.0/24", 1_000)))) {
      job.processElement(found(alert.opened(), "198.51.100.7"), 0);
      job.processWatermark(FORGOTTEN_AT - 1);
      assertThat(job.numKeyedStateEntries()).isEqualTo(1);
      job.processWatermark(FORGOTTEN_AT);
      assertThat(job.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void anEntryThatWasRenewedUnderAnotherIdIsNotReportedAsExpired() throws Exception {
    List<ExceptionEntry> entries =
        List.of(
            entry("a-2025", "198.51.100.0/24", COMPLETED_AT),
            entry("a-2026", "198.51.100.0/24", 1_000));
    assertThat(counts(entries, "198.51.100.7"))
        .isEqualTo(Map.of("exceptions.suppressed", 1L, "exceptions.suppressed-by.a-2026", 1L));
  }
}
