// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.TrafficGenerator;
import io.entrawatch.traffic.format.Format;
import io.entrawatch.traffic.format.RecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a record costs from its bytes to what goes down the stream, in time of one thread: every
 * record read in full, and with a glance first. See {@code src/it/bench/decode.sh}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DecoderBenchmark.RECORDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class DecoderBenchmark {
  static final int RECORDS = 2_048;

  private static final int BATCH = 64;

  /** The traffic of a large tenant in one partition, records a second. */
  private static final double RATE = 200;

  private static final long ARRIVAL = Instant.parse("2026-01-15T12:00:00Z").toEpochMilli();

  /** How the records come. */
  public enum Input {
    ECS(Format.ECS, 1),
    RAW(Format.RAW, 1),
    RAW_BATCHES(Format.RAW, BATCH),
    AGENT(Format.AGENT, 1);

    private final Format format;
    private final int batch;

    Input(Format format, int batch) {
      this.format = format;
      this.batch = batch;
    }
  }

  /** How they are decoded. */
  public enum Path {
    FULL,
    GLANCE,
    /** In full, and every field of the schema. */
    ALL_FIELDS
  }

  @Param({"ECS", "RAW_BATCHES", "AGENT"})
  public Input input;

  @Param({"3100", "11000"})
  public int bytes;

  @Param({"0.1", "1", "10"})
  public double relevantPercent;

  @Param({"FULL", "GLANCE"})
  public Path path;

  private List<byte[]> messages;
  private MessageReader reader;
  private RecordDecoder decoder;

  private record WithoutNeeds(Relevance rules, boolean allFields) implements Relevance {
    @Override
    public Set<Field> fields() {
      return allFields ? Set.copyOf(Field.all()) : rules.fields();
    }

    @Override
    public boolean takes(Event signIn) {
      return rules.takes(signIn);
    }

    @Override
    public Field ambiguousGroup(Event signIn) {
      return rules.ambiguousGroup(signIn);
    }
  }

  @Setup
  public void generate() throws IOException {
    TrafficGenerator traffic =
        new TrafficGenerator(
            new GenerateRequest(
                RECORDS,
                7,
                input.format,
                0,
                GenerateRequest.DEFAULT_START,
                RATE,
                relevantPercent,
                0,
                bytes,
                0));
    RecordWriter writer = input.format.writer(bytes);
    messages = new ArrayList<>();
    while (traffic.hasNext()) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.writeBytes(ascii(input.batch > 1 ? "{\"records\":[" : ""));
      for (int i = 0; i < input.batch; i++) {
        message.writeBytes(ascii(i > 0 ? "," : ""));
        writer.write(traffic.next(), message);
      }
      message.writeBytes(ascii(input.batch > 1 ? "]}" : ""));
      messages.add(message.toByteArray());
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A clock that has seen these records would make them cheaper than they are. */
  @Setup(Level.Invocation)
  public void open() {
    Relevance all = new RelevantToRules(BuiltInRules.all());
    Relevance rules = path == Path.GLANCE ? all : new WithoutNeeds(all, path == Path.ALL_FIELDS);
    reader = new MessageReader(DecoderSettings.DEFAULT, rules);
    decoder = new RecordDecoder(DecoderSettings.DEFAULT, rules);
  }

  @Benchmark
  public void decode(Blackhole out) {
    for (int i = 0; i < messages.size(); i++) {
      Message message = reader.read(messages.get(i));
      decoder.decode(message, new RecordOrigin.InTopic("t", 0, i, ARRIVAL), out::consume);
    }
  }
}
