// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source.survey;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.event.Event;
import io.entrawatch.source.FileInput;
import io.entrawatch.source.FileRecordFormat;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/** Looks at files as a job would read them, every record in full, without running one. */
public final class FileSurvey {
  /** Enough for a month of a small tenant, and a matter of seconds. */
  public static final long MOST_RECORDS = 1_000_000;

  private final FileRecordFormat format;
  private final Map<String, Predicate<Event>> questions;
  private final long most;

  /**
   * @param rules refuse records with several groups, as in the job
   * @param questions what is asked of every sign-in, by name
   * @param clock tells when the run begins: no record can have come later
   */
  public FileSurvey(
      DecoderSettings settings,
      Relevance rules,
      Map<String, Predicate<Event>> questions,
      Clock clock) {
    this(settings, rules, questions, clock, MOST_RECORDS);
  }

  FileSurvey(
      DecoderSettings settings,
      Relevance rules,
      Map<String, Predicate<Event>> questions,
      Clock clock,
      long most) {
    this.format =
        new FileRecordFormat(settings, new SurveyCounts.EverySignIn(rules), clock.millis());
    this.questions = questions;
    this.most = most;
  }

  /**
   * Reads the files to their end, or as far as {@link #MOST_RECORDS} go.
   *
   * @throws IOException if one of them cannot be read
   */
  public Survey of(FileInput input) throws IOException {
    SurveyCounts counts = new SurveyCounts(questions);
    int opened = 0;
    boolean stopped = false;
    List<FileSourceSplit> files = new ArrayList<>(input.files());
    files.sort(Comparator.comparing(file -> file.path().getPath()));
    for (FileSourceSplit file : files) {
      if (!stopped) {
        opened++;
        stopped = !readToEnd(file, counts);
      }
    }
    return counts.survey(List.of(new Survey.Files(opened, stopped)));
  }

  /** Whether the end was reached. */
  private boolean readToEnd(FileSourceSplit file, SurveyCounts counts) throws IOException {
    try (FileRecordFormat.Lines lines = format.createReader(new Configuration(), file)) {
      BulkFormat.RecordIterator<Decoded> batch = lines.readBatch();
      while (batch != null && counts.records() < most) {
        RecordAndPosition<Decoded> next = batch.next();
        while (next != null) {
          counts.add(next.getRecord());
          next = batch.next();
        }
        batch = lines.readBatch();
      }
      return batch == null;
    }
  }
}
