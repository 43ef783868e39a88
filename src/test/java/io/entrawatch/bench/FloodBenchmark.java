// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.bench;

import static io.entrawatch.event.SignInBuilder.signIn;

import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One session sends a million sign-ins within an hour, each with a user agent of its own, through
 * one rule's real operators on the heap; processing time goes with the sign-ins' own.
 *
 * <pre>src/it/bench/flood.sh [SIGN_INS]</pre>
 */
public final class FloodBenchmark {
  private static final long HOUR = 3_600_000;

  private FloodBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Rule rule =
        BuiltInRules.all().stream()
            .filter(r -> r.id().equals("device-code-retuned"))
            .findAny()
            .get();
    try (RuleHarness job = new RuleHarness(rule)) {
      flood(job, count);
      System.out.printf("heap in use       %,d MB%n", heapInUse() / 1_000_000);
      System.out.printf(
          "revisions         %,d in an hour of processing time%n", job.alerts().size());
      System.out.printf("alerts            %,d%n", job.lastAlerts().size());
      long ending = System.nanoTime();
      job.end();
      System.out.printf("closing           %,d ms%n", (System.nanoTime() - ending) / 1_000_000);
      String document = job.lastAlerts().get(0).document();
      System.out.printf("final document    %,d bytes%n", document.length());
      System.out.printf(
          "sign_in_count     %s, truncated %s%n",
          RuleHarness.json(document).at("/entrawatch/sign_in_count"),
          RuleHarness.json(document).at("/entrawatch/truncated"));
    }
  }

  private static void flood(RuleHarness job, int count) throws Exception {
    long start = Instant.parse("2026-01-15T10:00:00Z").toEpochMilli();
    Event template = signIn().deviceCode().build();
    long mostBytes = 0;
    double measuring = 0;
    for (int i = 0; i < count; i++) {
      long time = start + i * HOUR / count;
      job.arrive(at(template, i, time));
      if (i % (count / 600) == 0) {
        job.processingTime(time - start + 1).watermark(time - 60_001);
      }
      if (i % (count / 4) == count / 4 - 1) {
        double before = processorSeconds();
        mostBytes = Math.max(mostBytes, job.stateBytes());
        measuring += processorSeconds() - before;
      }
    }
    System.out.printf(
        "sign-ins          %,d in %.0f s of a core, the JVM's own start and work included%n",
        count, processorSeconds() - measuring);
    System.out.printf("state             %,d MB at most%n", mostBytes / 1_000_000);
  }

  private static double processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  private static long heapInUse() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static Event at(Event template, int i, long time) {
    Map<Field, List<String>> values = new TreeMap<>(template.values());
    values.put(Field.USER_AGENT, List.of("agent/" + i));
    return new Event("id-%07d|SignInLogs".formatted(i), time, time, values);
  }
}
