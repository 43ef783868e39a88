// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.event.Event;
import io.entrawatch.event.JobCounter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts what was decoded into sign-ins and, as a side output, dead letters, and counts every record
 * in exactly one fate. Each count is a metric and an accumulator of the same name, so that:
 *
 * <ul>
 *   <li>{@link #INPUTS} (lines or Kafka messages) = {@link #OPENED} + {@link #EMPTY_BATCHES} +
 *       {@link #DEAD_INPUTS}
 *   <li>{@link #RECORDS} = {@link #OTHER_LOGS} + {@link #IRRELEVANT} + {@link #RELEVANT} + {@link
 *       #DEAD_RECORDS}
 *   <li>{@link #SIGN_INS} = {@link #IRRELEVANT} + {@link #RELEVANT}
 *   <li>{@link #OTHER_LOGS} = the sum over all {@link #otherLogs}
 *   <li>{@link #DEAD_INPUTS} + {@link #DEAD_RECORDS} = the sum over all {@link #deadLetters}
 *   <li>{@link #RECORDS} = {@link #DEAD_RECORDS} + the sum over all {@link #records}
 * </ul>
 */
public final class RouteFunction extends ProcessFunction<Decoded, Event> {
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

  /** Of these, the sign-ins, which some rule takes or none. */
  public static final String SIGN_INS = "sign-ins";

  /** Of the sign-ins, the ones that have a session id. */
  public static final String WITH_SESSION = "sign-ins.with-session";

  /** Values in the records that were not of their field's type, and were dropped. */
  public static final String IGNORED_VALUES = "ignored-values";

  /** Of the records, sign-ins that no rule takes. */
  public static final String IRRELEVANT = "irrelevant";

  /** Of the records, sign-ins that go to the rules. */
  public static final String RELEVANT = "relevant";

  /** Of the records, dead letters. */
  public static final String DEAD_RECORDS = "dead-records";

  /**
   * Records that an earlier run has read and counted before, read again for windows and alerts that
   * were open then; in none of the other counts.
   */
  public static final String READ_AGAIN = "read-again";

  /**
   * Records without an ingest time of their own whose Kafka timestamp is missing or later than can
   * be: their {@code @timestamp} stands for it.
   */
  public static final String IMPLAUSIBLE_STAMPS = "implausible-stamps";

  private transient JobCounter implausibleStamps;

  private transient JobCounter readAgain;
  private transient JobCounter inputs;
  private transient JobCounter opened;
  private transient JobCounter emptyBatches;
  private transient JobCounter deadInputs;
  private transient JobCounter records;
  private transient JobCounter otherLogs;
  private transient JobCounter irrelevant;
  private transient JobCounter relevant;
  private transient JobCounter deadRecords;
  private transient JobCounter signIns;
  private transient JobCounter withSession;
  private transient JobCounter ignoredValues;
  private transient OtherLogCounts otherLogsByName;
  private transient Map<String, JobCounter> deadLetters;
  private transient Map<Shape, JobCounter> shapes;
  private transient FileCounts files;
  private transient DeadLetterCounts details;
  private transient long unrecognised;

  /** What dead letters said, an accumulator alone. */
  public static final String DETAILS = "dead-details";

  /** So many records that were not recognised are worth a warning. */
  public static final int MANY_UNRECOGNISED = 10;

  private static final Logger LOG = LoggerFactory.getLogger(RouteFunction.class);

  /** What came of each file, an accumulator alone. */
  public static final String FILES = "files";

  /** The name of the count of records of that shape that are not dead. */
  public static String records(Shape shape) {
    return "records." + shape.code();
  }

  /** The name of the count of records of that other log. */
  public static String otherLogs(String log) {
    return OTHER_LOGS + "." + log;
  }

  /** The log, if that is the name of such a count; else null. */
  public static String otherLogOf(String name) {
    String prefix = otherLogs("");
    return name.startsWith(prefix) ? name.substring(prefix.length()) : null;
  }

  /** The name of the count of dead letters with that reason. */
  public static String deadLetters(Reason reason) {
    return "dead-letters." + reason.code();
  }

  @Override
  public void open(OpenContext context) {
    implausibleStamps = new JobCounter(getRuntimeContext(), IMPLAUSIBLE_STAMPS);
    readAgain = new JobCounter(getRuntimeContext(), READ_AGAIN);
    inputs = new JobCounter(getRuntimeContext(), INPUTS);
    opened = new JobCounter(getRuntimeContext(), OPENED);
    emptyBatches = new JobCounter(getRuntimeContext(), EMPTY_BATCHES);
    deadInputs = new JobCounter(getRuntimeContext(), DEAD_INPUTS);
    records = new JobCounter(getRuntimeContext(), RECORDS);
    otherLogs = new JobCounter(getRuntimeContext(), OTHER_LOGS);
    irrelevant = new JobCounter(getRuntimeContext(), IRRELEVANT);
    relevant = new JobCounter(getRuntimeContext(), RELEVANT);
    deadRecords = new JobCounter(getRuntimeContext(), DEAD_RECORDS);
    signIns = new JobCounter(getRuntimeContext(), SIGN_INS);
    withSession = new JobCounter(getRuntimeContext(), WITH_SESSION);
    ignoredValues = new JobCounter(getRuntimeContext(), IGNORED_VALUES);
    otherLogsByName = new OtherLogCounts(getRuntimeContext());
    deadLetters = new HashMap<>();
    for (Reason reason : Reason.values()) {
      deadLetters.put(reason.code(), new JobCounter(getRuntimeContext(), deadLetters(reason)));
    }
    shapes = new EnumMap<>(Shape.class);
    for (Shape shape : Shape.values()) {
      shapes.put(shape, new JobCounter(getRuntimeContext(), records(shape)));
    }
    details = new DeadLetterCounts();
    getRuntimeContext().addAccumulator(DETAILS, details);
    files = new FileCounts();
    getRuntimeContext().addAccumulator(FILES, files);
  }

  @Override
  public void processElement(Decoded decoded, Context context, Collector<Event> out) {
    if (decoded.again()) {
      readAgain.increase(decoded.records());
      if (decoded.signIn() != null) {
        out.collect(decoded.signIn());
      }
      return;
    }
    count(decoded);
    boolean whole = decoded.index() == Decoded.WHOLE;
    if (decoded.deadLetter() != null) {
      (whole ? deadInputs : deadRecords).increase();
      deadLetters.get(decoded.deadLetter().reason()).increase();
      details.add(decoded.deadLetter());
      warnOfUnrecognised(decoded.deadLetter());
      context.output(DEAD_LETTERS, decoded.deadLetter());
    } else if (decoded.signIn() != null) {
      relevant.increase();
      out.collect(decoded.signIn());
    } else if (whole) {
      emptyBatches.increase();
    } else if (decoded.otherLog() != null) {
      otherLogs.increase(decoded.records());
      otherLogsByName.count(decoded.otherLog(), decoded.records());
    } else {
      irrelevant.increase(decoded.records());
    }
  }

  private void warnOfUnrecognised(DeadLetter deadLetter) {
    if (deadLetter.reason().equals(Reason.UNRECOGNISED.code())
        && ++unrecognised == MANY_UNRECOGNISED) {
      LOG.warn(
          "{} records were not recognised and are dead letters; the last one {}",
          MANY_UNRECOGNISED,
          deadLetter.detail());
    }
  }

  private void count(Decoded decoded) {
    boolean whole = decoded.index() == Decoded.WHOLE;
    if (whole) {
      inputs.increase();
    } else {
      records.increase(decoded.records());
      if (decoded.index() == 0) {
        inputs.increase();
        opened.increase();
      }
    }
    if (decoded.shape() != null) {
      shapes.get(decoded.shape()).increase(decoded.records());
    }
    implausibleStamps.increase(decoded.implausible());
    if (decoded.isOfSignIns()) {
      signIns.increase(decoded.records());
      withSession.increase(decoded.sessions());
      ignoredValues.increase(decoded.ignored());
    }
    files.add(decoded);
  }
}
