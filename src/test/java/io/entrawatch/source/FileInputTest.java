// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.decode.Decoding;
import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Reads files through the real source and {@link RouteFunction} on an embedded cluster. */
class FileInputTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private record Result(List<Event> signIns, List<DeadLetter> dead, Map<String, Object> counts) {
    List<String> ids() {
      return signIns.stream().map(s -> s.single(Field.TENANT_ID)).sorted().toList();
    }

    long count(String name) {
      return (Long) counts.get(name);
    }
  }

  private static String record(String tenant) {
    return "{\"category\":\"SignInLogs\",\"tenantId\":\""
        + tenant
        + "\",\"time\":\"2026-03-01T11:50:00Z\"}";
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static Result read(Path... paths) throws Exception {
    return read(DecoderSettings.DEFAULT, paths);
  }

  private static Result read(DecoderSettings settings, Path... paths) throws Exception {
    FileInput input = new FileInput(Arrays.stream(paths).map(Path::toString).toList());
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(strict);
    env.setParallelism(2);
    DataStream<Decoded> decoded =
        env.fromSource(
            input.source(settings, new Decoding.Everything(), CLOCK),
            DecodedWatermarks.onlyAtTheEnd(),
            "sign-ins");
    SingleOutputStreamOperator<Event> split = decoded.process(new RouteFunction());
    List<Event> signIns = new ArrayList<>();
    List<DeadLetter> dead = new ArrayList<>();
    try (CloseableIterator<Event> s = split.collectAsync();
        CloseableIterator<DeadLetter> d =
            split.getSideOutput(RouteFunction.DEAD_LETTERS).collectAsync()) {
      var job = env.executeAsync();
      s.forEachRemaining(signIns::add);
      d.forEachRemaining(dead::add);
      JobExecutionResult result = job.getJobExecutionResult().get();
      return new Result(signIns, dead, result.getAllAccumulatorResults());
    }
  }

  @Test
  void filesAndFoldersOfAllKindsAreReadOnceAndCounted() throws Exception {
    write("in/a.ndjson", record("a1") + "\r\n\r\n" + record("a2") + "\n  \n{\"records\":[]}\n[]");
    write("in/deep/er/b.json.gz", gzip("\uFEFF" + record("b1") + "\n" + record("b2") + "\n"));
    write("in/deep/c", "{\"records\":[" + record("c1") + "," + record("c2") + ",7]}\nnonsense\n");
    write(
        "in/deep/other",
        "{\"category\":\"AuditLogs\",\"time\":\"2026-03-01T11:50:00Z\",\"operationName\":\"Add user\"}\n");
    write("in/.hidden", "x");
    write("in/_SUCCESS", "x");
    write("in/empty", "");
    Path named = write("_named.ndjson", record("d1"));
    Result result = read(folder.resolve("in"), named);
    assertThat(result.ids()).containsExactly("a1", "a2", "b1", "b2", "c1", "c2", "d1");
    assertThat(result.dead())
        .extracting(DeadLetter::reason)
        .containsExactlyInAnyOrder("not-an-object", "not-json");
    assertThat(result.count(RouteFunction.INPUTS)).isEqualTo(10);
    assertThat(result.count(RouteFunction.OPENED)).isEqualTo(7);
    assertThat(result.count(RouteFunction.EMPTY_BATCHES)).isEqualTo(2);
    assertThat(result.count(RouteFunction.DEAD_INPUTS)).isEqualTo(1);
    assertThat(result.count(RouteFunction.RECORDS)).isEqualTo(9);
    assertThat(result.count(RouteFunction.OTHER_LOGS)).isEqualTo(1);
    assertThat(result.count(RouteFunction.RELEVANT)).isEqualTo(7);
    assertThat(result.count(RouteFunction.DEAD_RECORDS)).isEqualTo(1);
    assertThat(result.count(RouteFunction.deadLetters(Reason.NOT_JSON))).isEqualTo(1);
    assertThat(result.count(RouteFunction.deadLetters(Reason.NOT_AN_OBJECT))).isEqualTo(1);
  }

  @Test
  void aPositionIsAFileAndALine() throws Exception {
    Path file = write("a.ndjson.gz", gzip("\n" + record("a") + "\nnonsense\n"));
    Result result = read(byPosition(DecoderSettings.DEFAULT_MAX_BYTES), file);
    assertThat(result.signIns().get(0).uid()).isEqualTo(file + ":2#0");
    assertThat(result.dead().get(0).file()).isEqualTo(file.toString());
    assertThat(result.dead().get(0).line()).isEqualTo(3);
    assertThat(result.dead().get(0).bytes()).isEqualTo("nonsense".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aHugeLineIsOneDeadLetterAndReadingGoesOn() throws Exception {
    DecoderSettings small =
        new DecoderSettings(
            100,
            Duration.ofHours(1),
            DecoderSettings.TimestampSource.TIME,
            DecoderSettings.Identity.ID);
    Path file = write("a.ndjson", record("a") + "\n" + "[".repeat(3_000_000) + "\n" + record("b"));
    Result result = read(small, file);
    assertThat(result.ids()).containsExactly("a", "b");
    assertThat(result.dead()).hasSize(1);
    assertThat(result.dead().get(0).reason()).isEqualTo("too-large");
    assertThat(result.dead().get(0).detail()).isEqualTo("3000000 bytes, more than 100");
    assertThat(result.dead().get(0).bytes()).hasSize(100);
    assertThat(result.dead().get(0).line()).isEqualTo(2);
  }

  @Test
  void aFileOfSeveralGzipMembersIsReadWhole() throws Exception {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip(record("a") + "\n"));
    both.write(gzip(record("b") + "\n"));
    assertThat(read(write("a.gz", both.toByteArray())).ids()).containsExactly("a", "b");
  }

  @Test
  void aDamagedCompressedFileIsADeadLetterAndTheOthersAreRead() throws Exception {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      many.append(record(Integer.toHexString(i * 7919))).append('\n');
    }
    byte[] whole = gzip(many.toString());
    write("cut.gz", Arrays.copyOf(whole, whole.length / 2));
    byte[] flipped = whole.clone();
    Arrays.fill(flipped, whole.length / 2, whole.length / 2 + 50, (byte) 0x5A);
    write("flipped.gz", flipped);
    byte[] garbage = Arrays.copyOf(gzip(record("g") + "\n"), 200);
    Arrays.fill(garbage, 180, 200, (byte) 1);
    write("garbage-behind.gz", garbage);
    write("no-gzip.gz", "just text\n");
    write("empty.gz", "");
    write("sound.ndjson", record("sound"));
    Result result = read(folder);
    assertThat(result.ids().contains("sound") && result.ids().contains("g")).isTrue();
    assertThat(result.signIns()).hasSizeGreaterThan(10_000);
    assertThat(result.dead())
        .filteredOn(d -> d.reason().equals("unreadable-file"))
        .extracting(d -> Path.of(d.file()).getFileName().toString())
        .containsExactlyInAnyOrder("cut.gz", "flipped.gz", "garbage-behind.gz", "empty.gz");
    assertThat(result.dead())
        .filteredOn(d -> d.file().endsWith("no-gzip.gz"))
        .extracting(DeadLetter::reason)
        .containsExactly("not-json");
    assertThat(result.dead())
        .filteredOn(d -> d.file().endsWith("cut.gz"))
        .allSatisfy(d -> assertThat(d.line()).isGreaterThan(5_000));
    assertThat(result.count(RouteFunction.deadLetters(Reason.UNREADABLE_FILE))).isEqualTo(4);
  }

  @Test
  void aRestoredReaderGoesOnWhereTheCheckpointStood() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      lines
          .append("[")
          .append(record("a" + i))
          .append(",3,")
          .append(record("b" + i))
          .append("]\n\nx\n");
    }
    Path file = write("a.ndjson.gz", gzip(lines.toString()));
    FileRecordFormat format =
        new FileRecordFormat(DecoderSettings.DEFAULT, new Decoding.Everything(), CLOCK.millis());
    FileSourceSplit split =
        new FileSourceSplit("1", new org.apache.flink.core.fs.Path(file.toUri()), 0, 1, 0, 1);
    List<RecordAndPosition<Decoded>> all = all(format.createReader(new Configuration(), split));
    assertThat(all).hasSize(4_000);
    for (int at : List.of(0, 1, 2, 3, 499, 500, 501, 3_998, 3_999)) {
      RecordAndPosition<Decoded> last = all.get(at);
      CheckpointedPosition position =
          new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount());
      FileSourceSplit restored = split.updateWithCheckpointedPosition(position);
      assertThat(all(format.restoreReader(new Configuration(), restored)))
          .extracting(r -> text(r.getRecord()))
          .isEqualTo(all.subList(at + 1, 4_000).stream().map(r -> text(r.getRecord())).toList());
    }
  }

  @Test
  void aRestoredReaderGoesOnAmidTheElementsOfALongArray() throws Exception {
    StringBuilder elements = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      elements.append(record("a" + i)).append(i % 3 == 0 ? "\n," : ",");
    }
    Path file = write("a.json", "{\"value\":[" + elements + "{\"broken\"],\n" + record("b") + "]}");
    DecoderSettings small = maxBytes(150);
    FileRecordFormat format =
        new FileRecordFormat(small, new Decoding.Everything(), CLOCK.millis());
    FileSourceSplit split =
        new FileSourceSplit("1", new org.apache.flink.core.fs.Path(file.toUri()), 0, 1, 0, 1);
    List<RecordAndPosition<Decoded>> all = all(format.createReader(new Configuration(), split));
    assertThat(all).hasSize(1_002);
    assertThat(all.stream().map(r -> text(r.getRecord())).distinct()).hasSize(1_002);
    for (int at : List.of(0, 1, 499, 500, 998, 1_000)) {
      RecordAndPosition<Decoded> last = all.get(at);
      CheckpointedPosition position =
          new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount());
      FileSourceSplit restored = split.updateWithCheckpointedPosition(position);
      assertThat(all(format.restoreReader(new Configuration(), restored)))
          .extracting(r -> text(r.getRecord()))
          .isEqualTo(all.subList(at + 1, 1_002).stream().map(r -> text(r.getRecord())).toList());
    }
  }

  private static DecoderSettings byPosition(int maxBytes) {
    return new DecoderSettings(
        maxBytes,
        DecoderSettings.DEFAULT.maxSkew(),
        DecoderSettings.DEFAULT.timestampSource(),
        DecoderSettings.Identity.POSITION);
  }

  private static DecoderSettings maxBytes(int maxBytes) {
    return new DecoderSettings(
        maxBytes,
        Duration.ofHours(1),
        DecoderSettings.TimestampSource.TIME,
        DecoderSettings.Identity.ID);
  }

  @Test
  void filesOfAnyFormAreReadAndOthersAreOneDeadLetterEach() throws Exception {
    String two = record("%1$s1") + "," + record("%1$s2");
    String pretty = two.replace("{", "{\n  ").replace("}", "\n}");
    write("a.json", String.format("[" + pretty + "]", "a"));
    write("b.json", String.format("[" + two + "]", "b").getBytes(StandardCharsets.UTF_16LE));
    write("c.json", gzip(String.format("\uFEFF{\"records\": [\r\n" + pretty + "\r\n]}", "c")));
    write("d.gz", String.format(pretty.replace("},", "}\n"), "d"));
    write("e.avro", "Obj\1" + "x".repeat(100_000));
    Result result = read(maxBytes(200), folder);
    assertThat(result.ids()).containsExactly("a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2");
    assertThat(result.dead()).hasSize(1);
    DeadLetter refused = result.dead().get(0);
    assertThat(refused.reason()).isEqualTo("unreadable-file");
    assertThat(refused.line()).isEqualTo(1);
    assertThat(refused.bytes()).hasSize(65_536);
    assertThat(refused.detail())
        .isEqualTo(
            "an Avro file, as Event Hubs Capture writes it; convert it to JSON"
                + " (100004 bytes in all, 34468 of them left out here)");
    assertThat(result.count(RouteFunction.DEAD_INPUTS)).isEqualTo(1);
  }

  @Test
  void textsThatBeginInOneLineHavePositionsOfTheirOwn() throws Exception {
    Path file = write("a.json", "[" + record("a") + "," + record("b") + "," + record("c") + "]");
    assertThat(read(byPosition(100), file).signIns())
        .extracting(Event::uid)
        .containsExactlyInAnyOrder(file + ":1#0", file + ":1+1#0", file + ":1+2#0");
  }

  @Test
  void anArrayThatIsCutOffIsTold() throws Exception {
    Path file =
        write("a.json", "[\n  {\n  " + record("a").substring(1) + ",\n" + record("b") + "\n");
    Result result = read(file);
    assertThat(result.ids()).containsExactly("a", "b");
    assertThat(result.dead()).extracting(DeadLetter::reason).containsExactly("not-json");
    assertThat(result.dead().get(0).detail()).startsWith("an array breaks off here");
  }

  private static String text(Decoded decoded) {
    return decoded.signIn() == null
        ? decoded.deadLetter().line()
            + new String(decoded.deadLetter().bytes(), StandardCharsets.UTF_8)
        : decoded.signIn().uid();
  }

  private static List<RecordAndPosition<Decoded>> all(BulkFormat.Reader<Decoded> reader)
      throws IOException {
    List<RecordAndPosition<Decoded>> all = new ArrayList<>();
    for (var batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
      for (var next = batch.next(); next != null; next = batch.next()) {
        all.add(
            new RecordAndPosition<>(next.getRecord(), next.getOffset(), next.getRecordSkipCount()));
      }
    }
    reader.close();
    return all;
  }

  @Test
  void aPathThatIsNotThereIsRefusedInOneLine() {
    FileInput input = new FileInput(List.of("no/such/file"));
    assertThatThrownBy(
            () -> input.source(DecoderSettings.DEFAULT, new Decoding.Everything(), CLOCK))
        .hasMessage("input path 'no/such/file' does not exist; name a file or a folder");
    assertThatThrownBy(() -> new FileInput(List.of())).hasMessageContaining("name at least one");
  }
}
