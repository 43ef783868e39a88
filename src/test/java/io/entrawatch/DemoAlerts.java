// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.config.Settings;
import io.entrawatch.config.SettingsParser;
import io.entrawatch.rule.Rule;
import io.entrawatch.source.DecodedWatermarks;
import io.entrawatch.source.FileInput;
import io.entrawatch.source.Split;
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
    Settings settings = new SettingsParser(Wiring.catalogue(), Map.of()).parse(List.of());
    List<Rule> rules = Wiring.rules(settings);
    var signIns =
        env.fromSource(
                new FileInput(List.of(story.toString()))
                    .source(
                        Wiring.decoder(settings), new Wiring.RelevantTo(rules), Clock.systemUTC()),
                DecodedWatermarks.onlyAtTheEnd(),
                "files")
            .process(new Split());
    AlertPolicy policy = Wiring.policy(settings, new AlertPolicy.FinalOnly());
    return Detection.detect(signIns, rules, policy).alerts();
  }
}
