// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.detect.DetectionPipeline;
import io.entrawatch.detect.DetectionStreams;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Event;
import io.entrawatch.job.exceptions.ExceptionSource;
import io.entrawatch.rule.Rule;
import io.entrawatch.sink.file.LineSink;
import io.entrawatch.sink.file.LineTarget;
import io.entrawatch.sink.json.AlertJson;
import io.entrawatch.sink.json.DeadLetterJson;
import io.entrawatch.sink.json.MatchRowJson;
import io.entrawatch.sink.json.SuppressedJson;
import io.entrawatch.sink.report.ReportSink;
import io.entrawatch.sink.terminal.AlertText;
import io.entrawatch.sink.terminal.RankedAlerts;
import io.entrawatch.source.DecodedWatermarks;
import io.entrawatch.source.FileInput;
import io.entrawatch.source.RouteFunction;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The topology over files, as one history in which nothing is late: no watermark comes before all
 * has been read.
 */
public final class DetectRun {
  private final DetectArguments arguments;
  private final Terminal terminal;
  private final Launch flink;

  /** A run on a Flink of its own. */
  public DetectRun(DetectArguments arguments, Terminal terminal) {
    this(arguments, terminal, StreamExecutionEnvironment::executeAsync);
  }

  public DetectRun(DetectArguments arguments, Terminal terminal, Launch flink) {
    this.arguments = arguments;
    this.terminal = terminal;
    this.flink = flink;
  }

  /** Runs to the end; progress and the summary go to {@code err}. */
  public Summary run(PrintStream err) throws Exception {
    Optional<Destination> report = arguments.report();
    if (report.isEmpty()) {
      return run(err, null);
    }
    Path page = Files.createTempFile("entrawatch-report", ".html");
    try {
      Summary summary = run(err, page);
      try (OutputStream out = LineTarget.of(report.get().name()).stream()) {
        // A page without alerts would say that nothing was found where nothing was looked for.
        if (summary.unreadable().isEmpty()) {
          Files.copy(page, out);
        }
      }
      return summary;
    } finally {
      Files.delete(page);
    }
  }

  private Summary run(PrintStream err, Path page) throws Exception {
    List<Rule> rules = arguments.settings().activeRules();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(LocalFlink.bounded());
    List<String> broken = build(env, rules, page, err);
    JobClient job = flink.launch(env, "entrawatch detect");
    Map<String, Object> counts = new Progress(job, terminal, err).await();
    Summary summary = new Summary(rules, arguments.settings().enrichment(), counts);
    err.print(summary.text());
    if (!broken.isEmpty()) {
      err.printf(
          "warning: %,d exceptions are not obeyed or have expired, see above%n", broken.size());
    }
    err.flush();
    return summary;
  }

  /** Builds the job; what is wrong with the exceptions, a line each. */
  private List<String> build(
      StreamExecutionEnvironment env, List<Rule> rules, Path page, PrintStream err) {
    FileInput files = new FileInput(arguments.inputs().stream().map(Path::toString).toList());
    SingleOutputStreamOperator<Event> signIns =
        env.fromSource(
                files.source(
                    arguments.settings().decoder(), new RelevantToRules(rules), Clock.systemUTC()),
                DecodedWatermarks.onlyAtTheEnd(),
                "files")
            .uid("files")
            .process(new RouteFunction())
            .name("split")
            .uid("split");
    AlertPolicy policy = arguments.settings().alertPolicy(new AlertPolicy.FinalOnly());
    List<String> told = new ArrayList<>();
    DetectionPipeline.Exceptions exceptions =
        new ExceptionSource(
                Clock.systemUTC(),
                line -> {
                  err.println("entrawatch: " + line);
                  told.add(line);
                })
            .ofFile(arguments.settings());
    DetectionStreams detected = DetectionPipeline.detect(signIns, rules, policy, exceptions);
    arguments.alerts().ifPresent(to -> write(detected.alerts(), new AlertJson(), to, "alerts"));
    if (arguments.readable()) {
      AlertText text = new AlertText(terminal.palette(), terminal.width());
      LineTarget screen = LineTarget.of(Destination.STANDARD_OUTPUT.name());
      detected
          .alerts()
          .sinkTo(new RankedAlerts(screen, text))
          .setParallelism(1)
          .name("alerts")
          .uid("alerts");
    }
    if (page != null) {
      report(detected.alerts(), page);
    }
    arguments.matches().ifPresent(to -> write(detected.rows(), new MatchRowJson(), to, "matches"));
    arguments
        .suppressed()
        .ifPresent(to -> write(detected.suppressed(), new SuppressedJson(), to, "suppressed"));
    arguments
        .deadLetters()
        .ifPresent(
            to ->
                write(
                    signIns.getSideOutput(RouteFunction.DEAD_LETTERS),
                    new DeadLetterJson(),
                    to,
                    "dead-letters"));
    return told;
  }

  private static void report(DataStream<Alert> alerts, Path page) {
    alerts
        .sinkTo(new ReportSink(LineTarget.of(page.toString())))
        .setParallelism(1)
        .name("report")
        .uid("report");
  }

  private static <T> void write(
      DataStream<T> stream, SerializationSchema<T> format, Destination to, String name) {
    stream
        .sinkTo(new LineSink<>(format, LineTarget.of(to.name())))
        .setParallelism(1)
        .name(name)
        .uid(name);
  }
}
