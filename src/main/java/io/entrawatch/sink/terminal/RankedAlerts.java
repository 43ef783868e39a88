// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.terminal;

import io.entrawatch.alert.Alert;
import io.entrawatch.sink.file.LineTarget;
import io.entrawatch.sink.view.AlertGroup;
import io.entrawatch.sink.view.AlertRanking;
import io.entrawatch.sink.view.AlertViewReader;
import io.entrawatch.sink.view.Headline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes the final alerts of a bounded job for people, at the end of input: the foremost first, and
 * what several rules saw once. It must run with parallelism 1.
 */
public final class RankedAlerts implements Sink<Alert> {
  private static final long serialVersionUID = 1L;

  /** So many are written; nobody reads more on a terminal. */
  public static final int MOST = 1000;

  private static final long MOST_CHARACTERS = 64L << 20;

  private final LineTarget target;
  private final AlertText text;

  public RankedAlerts(LineTarget target, AlertText text) {
    this.target = target;
    this.text = text;
  }

  @Override
  public SinkWriter<Alert> createWriter(WriterInitContext context) throws IOException {
    if (context.getTaskInfo().getNumberOfParallelSubtasks() > 1) {
      throw new IllegalStateException(
          "Several writers would each rank their own in " + target + ": set parallelism 1");
    }
    return new AtTheEnd(target.stream(), text);
  }

  private static final class AtTheEnd implements SinkWriter<Alert> {
    private final OutputStream out;
    private final AlertText text;
    private final AlertViewReader reader = new AlertViewReader();
    private final AlertRanking ranking = new AlertRanking(MOST, MOST_CHARACTERS);

    private AtTheEnd(OutputStream out, AlertText text) {
      this.out = out;
      this.text = text;
    }

    @Override
    public void write(Alert alert, Context context) {
      ranking.add(Headline.of(reader.read(alert)), alert);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        for (AlertGroup group : AlertGroup.of(ranking.kept())) {
          write(text.text(reader.read(group.foremost().alert()), group.others()));
        }
        long more = ranking.seen() - ranking.kept().size();
        if (more > 0) {
          write(
              String.format(
                  Locale.ROOT,
                  "%,d more alerts are not shown: detect --alerts FILE has them",
                  more));
        }
        out.flush();
      }
    }

    private void write(String lines) throws IOException {
      out.write((lines + '\n').getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
