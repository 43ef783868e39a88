// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.AlertSchema;
import io.entrawatch.alert.AlertWithEvents;
import io.entrawatch.alert.MatchRow;
import io.entrawatch.detect.admission.LateEvent;
import io.entrawatch.detect.incident.MatchedWindow;
import io.entrawatch.detect.window.Match;
import io.entrawatch.event.Event;
import io.entrawatch.rule.Reading;
import io.entrawatch.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * One rule's operators, just as {@link DetectionPipeline} builds them, wired to each other in one
 * thread: what a sign-in or a watermark brings about has happened when the call returns.
 */
public final class RuleHarness implements AutoCloseable {
  public static final AlertPolicy LIVE =
      new AlertPolicy(
          Duration.ofHours(24), 10_000, 1_000, new AlertPolicy.Live(Duration.ofSeconds(5)));

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rule rule;
  private final KeyedOneInputStreamOperatorTestHarness<String, Event, Event> admission;
  private final List<KeyedOneInputStreamOperatorTestHarness<String, Event, Match>> windows =
      new ArrayList<>();
  private final KeyedTwoInputStreamOperatorTestHarness<String, Event, Match, AlertWithEvents>
      incident;
  private final List<Alert> alerts = new ArrayList<>();
  private final List<AlertWithEvents> found = new ArrayList<>();
  private final List<Match> matches = new ArrayList<>();
  private long checkpoint;

  public RuleHarness(Rule rule) throws Exception {
    this(rule, LIVE);
  }

  public RuleHarness(Rule rule, AlertPolicy policy) throws Exception {
    this(rule, policy, null);
  }

  /** A job that is restored, under this rule and policy, from what the one before it kept. */
  public static RuleHarness restored(Rule rule, AlertPolicy policy, RuleHarness before)
      throws Exception {
    return new RuleHarness(rule, policy, before);
  }

  private RuleHarness(Rule rule, AlertPolicy policy, RuleHarness before) throws Exception {
    this.rule = rule;
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DetectionStreams result =
        DetectionPipeline.detect(
            env.fromData(TypeInformation.of(Event.class), new Event("", 0, 0, Map.of())),
            List.of(rule),
            policy);
    Map<String, Transformation<?>> byUid = new LinkedHashMap<>();
    collect(result.alerts().getTransformation(), byUid);
    admission = oneInput(byUid.get(rule.id() + "-admission"));
    for (var reading : rule.windows().keySet()) {
      windows.add(oneInput(byUid.get(rule.id() + "-window-" + reading.id())));
    }
    incident = twoInput(byUid.get(rule.id() + "-incident"));
    for (var harness : all()) {
      harness.setCheckpointStorage(new JobManagerCheckpointStorage(Integer.MAX_VALUE));
    }
    if (before != null) {
      admission.initializeState(before.snapshot(before.admission));
      incident.initializeState(before.snapshot(before.incident));
      List<Reading> readings = List.copyOf(before.rule.windows().keySet());
      int own = 0;
      for (Reading reading : rule.windows().keySet()) {
        var window = windows.get(own++);
        window.initializeState(before.snapshot(before.windows.get(readings.indexOf(reading))));
      }
    }
    for (var harness : all()) {
      harness.open();
    }
  }

  private OperatorSubtaskState snapshot(AbstractStreamOperatorTestHarness<?> harness)
      throws Exception {
    return harness.snapshot(++checkpoint, checkpoint);
  }

  private static void collect(Transformation<?> t, Map<String, Transformation<?>> byUid) {
    if (t.getUid() != null) {
      byUid.put(t.getUid(), t);
    }
    t.getInputs().forEach(input -> collect(input, byUid));
  }

  /** The uids of every operator that the topology gives one, for a rule set. */
  public static List<String> uids(List<Rule> rules) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DetectionStreams result =
        DetectionPipeline.detect(
            env.fromData(TypeInformation.of(Event.class), new Event("", 0, 0, Map.of())),
            rules,
            LIVE);
    Map<String, Transformation<?>> byUid = new LinkedHashMap<>();
    collect(result.alerts().getTransformation(), byUid);
    return byUid.keySet().stream().sorted().toList();
  }

  @SuppressWarnings("unchecked")
  private static <O> KeyedOneInputStreamOperatorTestHarness<String, Event, O> oneInput(
      Transformation<?> transformation) throws Exception {
    OneInputTransformation<Event, O> t = (OneInputTransformation<Event, O>) transformation;
    return new KeyedOneInputStreamOperatorTestHarness<>(
        t.getOperatorFactory(), (KeySelector<Event, String>) t.getStateKeySelector(), Types.STRING);
  }

  @SuppressWarnings("unchecked")
  private static KeyedTwoInputStreamOperatorTestHarness<String, Event, Match, AlertWithEvents>
      twoInput(Transformation<?> transformation) throws Exception {
    TwoInputTransformation<Event, Match, AlertWithEvents> t =
        (TwoInputTransformation<Event, Match, AlertWithEvents>) transformation;
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        (TwoInputStreamOperator<Event, Match, AlertWithEvents>)
            ((SimpleOperatorFactory<AlertWithEvents>) t.getOperatorFactory()).getOperator(),
        (KeySelector<Event, String>) t.getStateKeySelector1(),
        (KeySelector<Match, String>) t.getStateKeySelector2(),
        Types.STRING);
  }

  private List<AbstractStreamOperatorTestHarness<?>> all() {
    List<AbstractStreamOperatorTestHarness<?>> all = new ArrayList<>();
    all.add(admission);
    all.addAll(windows);
    all.add(incident);
    return all;
  }

  /** The sign-ins arrive, in this order. */
  public RuleHarness arrive(Event... signIns) throws Exception {
    for (Event signIn : signIns) {
      if (rule.takes(signIn)) {
        admission.processElement(signIn, signIn.ingested());
        for (Event admitted : RuleHarness.<Event>drain(admission.getOutput())) {
          pass(admitted);
        }
      }
    }
    return this;
  }

  private void pass(Event signIn) throws Exception {
    incident.processElement1(signIn, signIn.ingested());
    for (var window : windows) {
      window.processElement(signIn, signIn.ingested());
      for (Match match : RuleHarness.<Match>drain(window.getOutput())) {
        matches.add(match);
        incident.processElement2(match, signIn.ingested());
      }
    }
    takeAlerts();
  }

  private void takeAlerts() {
    for (AlertWithEvents revision : RuleHarness.<AlertWithEvents>drain(incident.getOutput())) {
      AlertSchema.check(revision.alert().document());
      found.add(revision);
      alerts.add(revision.alert());
    }
  }

  /** The watermark comes to {@code time}, ms since the epoch. */
  public RuleHarness watermark(long time) throws Exception {
    Watermark watermark = new Watermark(time);
    admission.processWatermark(watermark);
    for (var window : windows) {
      window.processWatermark(watermark);
    }
    incident.processWatermark1(watermark);
    incident.processWatermark2(watermark);
    takeAlerts();
    return this;
  }

  /** The input ends: the last watermark. */
  public RuleHarness end() throws Exception {
    return watermark(Long.MAX_VALUE);
  }

  /** Processing time goes on to {@code millis}. */
  public RuleHarness processingTime(long millis) throws Exception {
    incident.setProcessingTime(millis);
    takeAlerts();
    return this;
  }

  /** Every revision that has left, in its order. */
  public List<Alert> alerts() {
    return alerts;
  }

  /** Every revision as it goes to the exceptions. */
  public List<AlertWithEvents> found() {
    return found;
  }

  /** The last revision of each alert, by id. */
  public List<Alert> lastAlerts() {
    Map<String, Alert> last = new LinkedHashMap<>();
    alerts.forEach(alert -> last.put(alert.id(), alert));
    return List.copyOf(last.values());
  }

  public List<Match> matches() {
    return matches;
  }

  public List<MatchRow> rows() {
    RowFunction rows = new RowFunction(rule);
    return sideOutput(incident, "settled-windows", MatchedWindow.class).stream()
        .map(rows::map)
        .toList();
  }

  public List<LateEvent> late() {
    return sideOutput(admission, "late-sign-ins", LateEvent.class);
  }

  /** Keys and windows with state in all operators; a map counts once, however much is in it. */
  public int stateEntries() {
    return admission.numKeyedStateEntries()
        + windows.stream().mapToInt(w -> w.numKeyedStateEntries()).sum()
        + incident.numKeyedStateEntries();
  }

  /** The groups of which anything is known, counted once for each kind of what is known. */
  public int incidentEntries() {
    return incident.numKeyedStateEntries();
  }

  /** Bytes of a snapshot of all operators: what they keep, timers included. */
  public long stateBytes() throws Exception {
    long bytes = 0;
    for (var harness : all()) {
      OperatorSubtaskState state = snapshot(harness);
      bytes += state.getStateSize();
      state.discardState();
    }
    return bytes;
  }

  /** Event-time timers in all operators. */
  public int timers() {
    return admission.numEventTimeTimers()
        + windows.stream().mapToInt(w -> w.numEventTimeTimers()).sum()
        + incident.numEventTimeTimers();
  }

  public static JsonNode json(String document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw new AssertionError(document, e);
    }
  }

  private static <T> List<T> sideOutput(
      AbstractStreamOperatorTestHarness<?> harness, String name, Class<T> type) {
    List<T> found = new ArrayList<>();
    Queue<StreamRecord<T>> queue =
        harness.getSideOutput(new OutputTag<>(name, TypeInformation.of(type)));
    if (queue != null) {
      queue.forEach(record -> found.add(record.getValue()));
    }
    return found;
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> drain(Queue<Object> output) {
    List<T> values = new ArrayList<>();
    for (Object element = output.poll(); element != null; element = output.poll()) {
      if (element instanceof StreamRecord) {
        values.add(((StreamRecord<T>) element).getValue());
      }
    }
    return values;
  }

  @Override
  public void close() throws Exception {
    for (var harness : all()) {
      harness.close();
    }
  }
}
