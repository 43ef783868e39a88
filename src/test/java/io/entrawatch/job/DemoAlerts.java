// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.detect.DetectionPipeline;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.source.DecodedWatermarks;
import io.entrawatch.source.FileInput;
import io.entrawatch.source.RouteFunction;
import io.entrawatch.traffic.DemoStory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The shipped story through the real topology, into any sink. */
public final class DemoAlerts {
  private DemoAlerts() {}

  /**
   * Runs the story to its end.
   *
   * @param folder takes the story
   */
  public static void into(Sink<Alert> sink, Path folder) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    alerts(env, folder).sinkTo(sink);
    env.execute();
  }

  /** The story's final alerts. */
  public static List<Alert> all(Path folder) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    return alerts(env, folder).executeAndCollect(100);
  }

  private static DataStream<Alert> alerts(StreamExecutionEnvironment env, Path folder)
      throws IOException {
    Path story = folder.resolve("story.ndjson");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(story))) {
      DemoStory.write(out);
    }
    Settings settings = new SettingsParser(RuleCatalogueEntry.all(), Map.of()).parse(List.of());
    List<Rule> rules = settings.activeRules();
    var signIns =
        env.fromSource(
                new FileInput(List.of(story.toString()))
                    .source(settings.decoder(), new RelevantToRules(rules), Clock.systemUTC()),
                DecodedWatermarks.onlyAtTheEnd(),
                "files")
            .process(new RouteFunction());
    AlertPolicy policy = settings.alertPolicy(new AlertPolicy.FinalOnly());
    return DetectionPipeline.detect(signIns, rules, policy).alerts();
  }
}
