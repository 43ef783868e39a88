// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source.survey;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.source.survey.Survey.TimeRange;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Counts what was decoded, record by record, towards a {@link Survey}. */
final class SurveyCounts {
  private final Map<String, Predicate<Event>> questions;

  private long messages;
  private long emptyBatches;
  private long records;
  private final Map<Shape, Long> shapes = new EnumMap<>(Shape.class);
  private final Map<String, NameCounts> deadLetters = new TreeMap<>();
  private final NameCounts otherLogs = new NameCounts();

  private long signIns;
  private TimeRange happened;
  private final NameCounts categories = new NameCounts();
  private final NameCounts tenants = new NameCounts();
  private final Map<Field, Long> withValue = new TreeMap<>();
  private final TreeMap<Long, Long> delays = new TreeMap<>();
  private final Map<String, Long> answers = new LinkedHashMap<>();

  /**
   * @param questions what is asked of every sign-in, by name
   */
  SurveyCounts(Map<String, Predicate<Event>> questions) {
    this.questions = questions;
  }

  /** So that every sign-in comes out, and what the rules would refuse is a dead letter as ever. */
  record EverySignIn(Relevance rules) implements Relevance {
    @Override
    public boolean takes(Event signIn) {
      return true;
    }

    @Override
    public Field ambiguousGroup(Event signIn) {
      return rules.ambiguousGroup(signIn);
    }

    @Override
    public Set<Field> fields() {
      return rules.fields();
    }
  }

  void add(Decoded decoded) {
    boolean whole = decoded.index() == Decoded.WHOLE;
    if (whole || decoded.index() == 0) {
      messages++;
    }
    if (decoded.deadLetter() != null) {
      records++;
      deadLetters
          .computeIfAbsent(decoded.deadLetter().reason(), any -> new NameCounts())
          .add(decoded.deadLetter().detail());
    } else if (whole) {
      emptyBatches++;
    } else {
      records++;
      shapes.merge(decoded.shape(), 1L, Long::sum);
      addUsable(decoded);
    }
  }

  private void addUsable(Decoded decoded) {
    if (decoded.otherLog() == null) {
      add(decoded.signIn(), decoded.file() != null);
    } else {
      otherLogs.add(decoded.otherLog());
    }
  }

  private void add(Event signIn, boolean inFile) {
    signIns++;
    happened = TimeRange.including(happened, signIn.timestamp());
    categories.add(signIn.first(Field.CATEGORY));
    tenants.add(signIn.first(Field.TENANT_ID));
    signIn.values().keySet().forEach(field -> withValue.merge(field, 1L, Long::sum));
    long delay = signIn.ingested() - signIn.timestamp();
    // In a file, a record without an ingest time is given the time at which it happened.
    if (!signIn.get(Field.EVENT_INGESTED).isEmpty() && !(inFile && delay == 0)) {
      delays.merge(delay, 1L, Long::sum);
    }
    questions.forEach(
        (name, question) -> answers.merge(name, question.test(signIn) ? 1L : 0L, Long::sum));
  }

  long records() {
    return records;
  }

  Survey survey(List<Survey.Sample> samples) {
    return new Survey(
        List.copyOf(samples),
        messages,
        emptyBatches,
        records,
        shapes,
        deadLetters,
        otherLogs,
        new Survey.SignIns(signIns, happened, categories, tenants, withValue, delays, answers));
  }
}
