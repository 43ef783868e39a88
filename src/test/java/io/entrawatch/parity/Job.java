// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.MatchRow;
import io.entrawatch.decode.DecodeDocuments;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.detect.DetectionPipeline;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Event;
import io.entrawatch.rule.Rule;
import io.entrawatch.source.RouteFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.testutils.junit.SharedObjectsExtension;
import org.apache.flink.testutils.junit.SharedReference;
import org.awaitility.Awaitility;

/**
 * The real topology over documents, from their bytes to its rows, on the cluster that the test has
 * started. Immutable: each {@code with} gives another one.
 *
 * @param shared how what runs in the cluster reaches the test
 * @param watermarks how watermarks follow the documents
 * @param identity what makes two documents the same sign-in
 */
record Job(
    SharedObjectsExtension shared,
    int parallelism,
    WatermarkStrategy<Decoded> watermarks,
    DecoderSettings.Identity identity) {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  Job withParallelism(int other) {
    return new Job(shared, other, watermarks, identity);
  }

  Job withWatermarks(WatermarkStrategy<Decoded> other) {
    return new Job(shared, parallelism, other, identity);
  }

  Job withIdentity(DecoderSettings.Identity other) {
    return new Job(shared, parallelism, watermarks, other);
  }

  /** The rows over all the documents, sorted. */
  List<Row> rows(List<Rule> rules, List<Document> documents) throws Exception {
    SharedReference<Queue<String>> rows = shared.add(new ConcurrentLinkedQueue<>());
    SharedReference<AtomicLong> seen = shared.add(new AtomicLong());
    StreamExecutionEnvironment env = environment(new Configuration());
    build(env, rules, documents, Long.MAX_VALUE, seen, rows);
    env.execute("parity");
    return sorted(rows.get());
  }

  /**
   * The rows over all the documents, sorted, of a job that is stopped with a savepoint after some
   * of them and goes on from it.
   *
   * @param half how many before
   * @param afterwards the job that goes on
   */
  List<Row> rowsOverASavepoint(
      List<Rule> rules, List<Document> documents, int half, Job afterwards, Path folder)
      throws Exception {
    SharedReference<Queue<String>> rows = shared.add(new ConcurrentLinkedQueue<>());
    SharedReference<AtomicLong> seen = shared.add(new AtomicLong());
    StreamExecutionEnvironment before = environment(new Configuration());
    build(before, rules, documents, half, seen, rows);
    JobClient job = before.executeAsync("parity, before");
    Awaitility.await().atMost(LONGEST).until(() -> seen.get().get() == half);
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    Configuration from = new Configuration();
    from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    StreamExecutionEnvironment after = afterwards.environment(from);
    afterwards.build(after, rules, documents, Long.MAX_VALUE, seen, rows);
    after.execute("parity, after");
    if (seen.get().get() != documents.size()) {
      throw new AssertionError("read " + seen.get() + " of " + documents.size());
    }
    return sorted(rows.get());
  }

  private StreamExecutionEnvironment environment(Configuration configuration) {
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    env.setMaxParallelism(128);
    return env;
  }

  private void build(
      StreamExecutionEnvironment env,
      List<Rule> rules,
      List<Document> documents,
      long hold,
      SharedReference<AtomicLong> seen,
      SharedReference<Queue<String>> rows) {
    DecoderSettings decoder =
        new DecoderSettings(
            DecoderSettings.DEFAULT.maxBytes(),
            DecoderSettings.DEFAULT.maxSkew(),
            DecoderSettings.DEFAULT.timestampSource(),
            identity);
    List<byte[]> bytes = documents.stream().map(Document::json).toList();
    DataStream<Event> signIns =
        env.fromSource(
                new DocumentSource(documents.size(), hold),
                WatermarkStrategy.noWatermarks(),
                "documents")
            .setParallelism(1)
            .uid("documents")
            .map(new Counted(seen))
            .setParallelism(1)
            .uid("counted")
            .flatMap(new DecodeDocuments(bytes, decoder, new RelevantToRules(rules)))
            .setParallelism(1)
            .uid("decoded")
            .assignTimestampsAndWatermarks(watermarks)
            .setParallelism(1)
            .uid("watermarks")
            .process(new RouteFunction())
            .setParallelism(1)
            .uid("split");
    AlertPolicy policy =
        new AlertPolicy(Duration.ofHours(24), 10_000, 1_000, new AlertPolicy.FinalOnly());
    DetectionPipeline.detect(signIns, rules, policy)
        .rows()
        .map(new Kept(rows))
        .uid("kept")
        .sinkTo(new DiscardingSink<>())
        .uid("nothing-more");
  }

  private static List<Row> sorted(Queue<String> rows) {
    return rows.stream().map(Row::parse).sorted().toList();
  }

  private record Counted(SharedReference<AtomicLong> seen) implements MapFunction<Long, Long> {
    @Override
    public Long map(Long position) {
      seen.get().incrementAndGet();
      return position;
    }
  }

  private record Kept(SharedReference<Queue<String>> rows)
      implements MapFunction<MatchRow, String> {
    @Override
    public String map(MatchRow row) {
      rows.get().add(row.document());
      return "";
    }
  }
}
