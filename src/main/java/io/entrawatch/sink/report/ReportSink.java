// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.alert.Alert;
import io.entrawatch.sink.file.LineTarget;
import io.entrawatch.sink.view.AlertRanking;
import io.entrawatch.sink.view.AlertViewReader;
import io.entrawatch.sink.view.Headline;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes the final alerts of a bounded job as one page, at the end of input; until then the file is
 * empty. At most {@value #MOST_INCIDENTS} alerts are shown, the foremost, and the page says so. It
 * must run with parallelism 1: a page has one writer.
 */
public final class ReportSink implements Sink<Alert> {
  private static final long serialVersionUID = 1L;

  /** Alerts on one page. */
  public static final int MOST_INCIDENTS = 1000;

  private static final long MOST_CHARACTERS = 64L << 20;

  private final LineTarget target;

  public ReportSink(LineTarget target) {
    this.target = target;
  }

  @Override
  public SinkWriter<Alert> createWriter(WriterInitContext context) throws IOException {
    if (context.getTaskInfo().getNumberOfParallelSubtasks() > 1) {
      throw new IllegalStateException(
          "Several writers would overwrite each other in " + target + ": set parallelism 1");
    }
    return new PageWriter(target.stream());
  }

  private static final class PageWriter implements SinkWriter<Alert> {
    private final OutputStream out;
    private final AlertViewReader reader = new AlertViewReader();
    private final AlertRanking ranking = new AlertRanking(MOST_INCIDENTS, MOST_CHARACTERS);

    private PageWriter(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(Alert alert, Context context) {
      ranking.add(Headline.of(reader.read(alert)), alert);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        Writer page = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16);
        new ReportPage(ranking).write(page);
        page.flush();
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
