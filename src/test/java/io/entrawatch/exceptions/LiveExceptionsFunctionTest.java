// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertWithEvents;
import io.entrawatch.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class LiveExceptionsFunctionTest {
  private static final OutputTag<SuppressedAlert> SUPPRESSED =
      new OutputTag<>("s", TypeInformation.of(SuppressedAlert.class));
  private static final String TOPIC = "exceptions";
  private static final Event PARTY = signIn().from("198.51.100.7").build();
  private static final AlertWithEvents FOUND =
      new AlertWithEvents(
          "a-group", new Alert("id", 1, false, "a-rule", 0, 5, "{}"), List.of(PARTY), true, 2_000);

  private static ExceptionEntry entry(String id, String network) {
    return new ExceptionEntry(
        id,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(network),
        List.of(),
        "jane",
        "r",
        1_000);
  }

  private static ExceptionChange put(String id, long offset, String network) {
    return new ExceptionChange(id, TOPIC, 0, offset, entry(id, network), null);
  }

  private static ExceptionChange delete(String id, long offset) {
    return new ExceptionChange(id, TOPIC, 0, offset, null, null);
  }

  private static KeyedBroadcastOperatorTestHarness<String, AlertWithEvents, ExceptionChange, Alert>
      harness(ExceptionList list) throws Exception {
    return ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
        new LiveExceptionsFunction(list, SUPPRESSED),
        AlertWithEvents::group,
        Types.STRING,
        LiveExceptionsFunction.CHANGES);
  }

  /** The id of the entry that holds the next revision back, or "" where it leaves. */
  private static String fate(
      KeyedBroadcastOperatorTestHarness<String, AlertWithEvents, ExceptionChange, Alert> job)
      throws Exception {
    int left = job.extractOutputValues().size();
    job.processElement(FOUND, 0);
    if (job.extractOutputValues().size() > left) {
      return "";
    }
    Queue<StreamRecord<SuppressedAlert>> held = job.getSideOutput(SUPPRESSED);
    return new ArrayList<>(held).get(held.size() - 1).getValue().by().id();
  }

  @Test
  void knowsTheListOfTheStartBeforeAnyChangeHasCome() throws Exception {
    ExceptionList list =
        new ExceptionList(List.of(entry("a", "198.51.100.0/24")), TOPIC, Map.of(0, 10L));
    try (var job = harness(list)) {
      assertThat(fate(job)).isEqualTo("a");
    }
  }

  @Test
  void followsWhatIsAddedChangedAndDeleted() throws Exception {
    try (var job = harness(new ExceptionList(List.of(), TOPIC, Map.of(0, 10L)))) {
      assertThat(fate(job)).isEmpty();
      job.processBroadcastElement(put("a", 10, "198.51.100.0/24"), 0);
      assertThat(fate(job)).isEqualTo("a");
      job.processBroadcastElement(put("a", 11, "203.0.113.0/24"), 0);
      assertThat(fate(job)).isEmpty();
      job.processBroadcastElement(put("a", 12, "198.51.100.0/24"), 0);
      job.processBroadcastElement(delete("a", 13), 0);
      assertThat(fate(job)).isEmpty();
    }
  }

  @Test
  void aDeletionTakesAnEntryOfTheStart() throws Exception {
    ExceptionList list =
        new ExceptionList(List.of(entry("a", "198.51.100.0/24")), TOPIC, Map.of(0, 10L));
    try (var job = harness(list)) {
      job.processBroadcastElement(delete("a", 10), 0);
      assertThat(fate(job)).isEmpty();
    }
  }

  @Test
  void aNewVersionThatIsBrokenEndsTheOldOne() throws Exception {
    ExceptionList list =
        new ExceptionList(List.of(entry("a", "198.51.100.0/24")), TOPIC, Map.of(0, 10L));
    try (var job = harness(list)) {
      job.processBroadcastElement(new ExceptionChange("a", TOPIC, 0, 10, null, "broken"), 0);
      job.processBroadcastElement(new ExceptionChange(null, TOPIC, 0, 11, null, "no key"), 0);
      assertThat(fate(job)).isEmpty();
    }
  }

  @Test
  void changesSurviveARestart() throws Exception {
    ExceptionList list = new ExceptionList(List.of(), TOPIC, Map.of(0, 10L));
    OperatorSubtaskState state;
    try (var job = harness(list)) {
      job.processBroadcastElement(put("a", 10, "198.51.100.0/24"), 0);
      state = job.snapshot(1, 1);
    }
    assertThat(fateAfter(state, list)).isEqualTo("a");
  }

  @Test
  void aNewerListAtTheStartWinsOverChangesFromBeforeItsEnd() throws Exception {
    OperatorSubtaskState state;
    try (var job = harness(new ExceptionList(List.of(), TOPIC, Map.of(0, 10L)))) {
      job.processBroadcastElement(put("a", 10, "198.51.100.0/24"), 0);
      state = job.snapshot(1, 1);
    }
    assertThat(fateAfter(state, new ExceptionList(List.of(), TOPIC, Map.of(0, 12L))))
        .as("deleted at offset 11, while no job ran")
        .isEmpty();
  }

  @Test
  void whatTheListOfTheStartKnowsAlreadyTakesNoRoomFromNewChanges() throws Exception {
    OperatorSubtaskState state;
    try (var job = harness(new ExceptionList(List.of(), TOPIC, Map.of(0, 10L)))) {
      for (int i = 0; i < 10_000; i++) {
        job.processBroadcastElement(delete("old-" + i, 10 + i), 0);
      }
      job.processBroadcastElement(put("a", 20_000, "198.51.100.0/24"), 0);
      assertThat(fate(job)).as("as many as there is room for have changed").isEmpty();
      state = job.snapshot(1, 1);
    }
    try (var job = restored(state, new ExceptionList(List.of(), TOPIC, Map.of(0, 20_001L)))) {
      job.processBroadcastElement(put("a", 20_001, "198.51.100.0/24"), 0);
      assertThat(fate(job)).isEqualTo("a");
    }
  }

  @Test
  void whatAnotherTopicSaidIsForgottenWhereTheListComesFromThisOne() throws Exception {
    OperatorSubtaskState state;
    try (var job = harness(new ExceptionList(List.of(), "the-old-one", Map.of(0, 10L)))) {
      ExceptionChange old = put("a", 10, "198.51.100.0/24");
      ExceptionChange change = new ExceptionChange("a", "the-old-one", 0, 10, old.entry(), null);
      job.processBroadcastElement(change, 0);
      assertThat(fate(job)).isEqualTo("a");
      state = job.snapshot(1, 1);
      try (var anew = restored(state, new ExceptionList(List.of(), TOPIC, Map.of(0, 3L)))) {
        assertThat(fate(anew)).as("its offset is above this topic's end").isEmpty();
        anew.processBroadcastElement(change, 0);
        assertThat(fate(anew)).as("the source goes on reading the old one").isEmpty();
      }
    }
  }

  @Test
  void aReplayFromBeforeTheStartSaysNothing() throws Exception {
    try (var job = harness(new ExceptionList(List.of(), TOPIC, Map.of(0, 12L)))) {
      job.processBroadcastElement(put("a", 10, "198.51.100.0/24"), 0);
      assertThat(fate(job)).isEmpty();
    }
  }

  private static String fateAfter(OperatorSubtaskState state, ExceptionList list) throws Exception {
    try (var job = restored(state, list)) {
      return fate(job);
    }
  }

  private static KeyedBroadcastOperatorTestHarness<String, AlertWithEvents, ExceptionChange, Alert>
      restored(OperatorSubtaskState state, ExceptionList list) throws Exception {
    KeyedBroadcastOperatorTestHarness<String, AlertWithEvents, ExceptionChange, Alert> job =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new LiveExceptionsFunction(list, SUPPRESSED),
                List.of(LiveExceptionsFunction.CHANGES)),
            AlertWithEvents::group,
            Types.STRING,
            1,
            1,
            0);
    job.initializeState(state);
    job.open();
    return job;
  }
}
