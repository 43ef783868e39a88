// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.SignIn;
import io.entrawatch.source.DeadLetter.Reason;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts what was decoded into sign-ins and, as a side output, dead letters, and counts every record
 * in exactly one fate. Each count is a metric and an accumulator of the same name, so that:
 *
 * <ul>
 *   <li>{@link #INPUTS} (lines or Kafka messages) = {@link #OPENED} + {@link #EMPTY_BATCHES} +
 *       {@link #DEAD_INPUTS}
 *   <li>{@link #RECORDS} = {@link #OTHER_LOGS} + {@link #IRRELEVANT} + {@link #RELEVANT} + {@link
 *       #DEAD_RECORDS}
 *   <li>{@link #DEAD_INPUTS} + {@link #DEAD_RECORDS} = the sum over all {@link #deadLetters}
 * </ul>
 */
public final class Split extends ProcessFunction<Decoded, SignIn> {
  private static final long serialVersionUID = 1L;

  /** Where the dead letters go. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters") {};

  /** Lines or Kafka messages. */
  public static final String INPUTS = "inputs";

  /** Of these, the ones in which there was at least one record. */
  public static final String OPENED = "inputs-opened";

  /** Of these, the ones that were empty arrays or envelopes. */
  public static final String EMPTY_BATCHES = "empty-batches";

  /** Of these, the ones that were dead letters as a whole. */
  public static final String DEAD_INPUTS = "dead-inputs";

  /** Records, after unpacking. */
  public static final String RECORDS = "records";

  /** Of these, records of other logs than the sign-in logs. */
  public static final String OTHER_LOGS = "other-logs";

  /** Of these, sign-ins that no rule takes. */
  public static final String IRRELEVANT = "irrelevant";

  /** Of these, sign-ins that go to the rules. */
  public static final String RELEVANT = "relevant";

  /** Of these, dead letters. */
  public static final String DEAD_RECORDS = "dead-records";

  private transient Count inputs;
  private transient Count opened;
  private transient Count emptyBatches;
  private transient Count deadInputs;
  private transient Count records;
  private transient Count otherLogs;
  private transient Count irrelevant;
  private transient Count relevant;
  private transient Count deadRecords;
  private transient Map<String, Count> deadLetters;

  /** The name of the count of dead letters with that reason. */
  public static String deadLetters(Reason reason) {
    return "dead-letters." + reason.code();
  }

  @Override
  public void open(OpenContext context) {
    inputs = count(INPUTS);
    opened = count(OPENED);
    emptyBatches = count(EMPTY_BATCHES);
    deadInputs = count(DEAD_INPUTS);
    records = count(RECORDS);
    otherLogs = count(OTHER_LOGS);
    irrelevant = count(IRRELEVANT);
    relevant = count(RELEVANT);
    deadRecords = count(DEAD_RECORDS);
    deadLetters = new HashMap<>();
    for (Reason reason : Reason.values()) {
      deadLetters.put(reason.code(), count(deadLetters(reason)));
    }
  }

  @Override
  public void processElement(Decoded decoded, Context context, Collector<SignIn> out) {
    boolean whole = decoded.index() == Decoded.WHOLE;
    if (whole) {
      inputs.increment();
    } else {
      records.increment();
      if (decoded.index() == 0) {
        inputs.increment();
        opened.increment();
      }
    }
    if (decoded.deadLetter() != null) {
      (whole ? deadInputs : deadRecords).increment();
      deadLetters.get(decoded.deadLetter().reason()).increment();
      context.output(DEAD_LETTERS, decoded.deadLetter());
    } else if (decoded.signIn() != null) {
      relevant.increment();
      out.collect(decoded.signIn());
    } else if (whole) {
      emptyBatches.increment();
    } else {
      (decoded.otherLog() ? otherLogs : irrelevant).increment();
    }
  }

  private Count count(String name) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    LongCounter accumulator = new LongCounter();
    getRuntimeContext().addAccumulator(name, accumulator);
    return new Count(metrics.counter(name), accumulator);
  }

  private record Count(Counter metric, LongCounter accumulator) {
    void increment() {
      metric.inc();
      accumulator.add(1);
    }
  }
}
