// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.job.EntrawatchJob;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.sink.SafeText;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A backfill within this process, to its end. */
public final class BackfillRun {
  private final Settings settings;
  private final Terminal terminal;

  public BackfillRun(Settings settings, Terminal terminal) {
    this.settings = settings;
    this.terminal = terminal;
  }

  /** Runs; what is to be known of it goes to {@code err}. */
  public void run(PrintStream err) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(LocalFlink.bounded());
    EntrawatchJob.build(env, settings, line -> err.println("entrawatch: " + line));
    JobClient job = env.executeAsync(EntrawatchJob.BACKFILL);
    Map<String, Object> counts = new Progress(job, terminal, err).await();
    boolean live = settings.backfill().orElseThrow().isLive();
    err.printf(
        "entrawatch: backfill: alerts written whole %,d, %s %,d%n",
        (Long) counts.get(EntrawatchJob.BACKFILLED_WHOLE),
        live ? "left out because the range cuts through their period" : "written open",
        (Long) counts.get(EntrawatchJob.BACKFILLED_CUT));
    if (counts.get(EntrawatchJob.BACKFILLED_CUT_NAMES) instanceof List<?> names) {
      String fate = live ? "left out: " : "open: ";
      names.stream()
          .map(Object::toString)
          .sorted()
          .forEach(name -> err.println("entrawatch: " + fate + SafeText.visible(name)));
    }
    tellOfOthers(counts, err);
    err.flush();
  }

  /** What is in no alert that was written. */
  static void tellOfOthers(Map<String, Object> counts, PrintStream err) {
    long notAsked = (Long) counts.get(EntrawatchJob.BACKFILLED_NOT_ASKED);
    if (notAsked > 0) {
      err.printf(
          "entrawatch: backfill: alerts not written %,d: their period lies outside backfill.from and"
              + " backfill.to%n",
          notAsked);
    }
    long late =
        counts.entrySet().stream()
            .filter(count -> count.getKey().endsWith(".late"))
            .mapToLong(count -> (Long) count.getValue())
            .sum();
    if (late > 0) {
      err.printf(
          "entrawatch: backfill: late %,d, counted for each rule: these sign-ins lie so far behind"
              + " others of their partition that their windows were over; another run may take or"
              + " leave them; raise input.max-out-of-orderness%n",
          late);
    }
  }
}
