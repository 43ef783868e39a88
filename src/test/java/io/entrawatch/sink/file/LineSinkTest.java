// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.entrawatch.alert.MatchRow;
import io.entrawatch.sink.json.MatchRowJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineSinkTest {
  @TempDir Path folder;

  @Test
  void shouldWriteOneLineAnElementThroughARealJobOfHigherParallelism() throws Exception {
    Path file = folder.resolve("matches.ndjson");
    Files.writeString(file, "what an earlier run left, which was longer than the new content\n");
    List<MatchRow> rows =
        IntStream.range(0, 500)
            .mapToObj(i -> new MatchRow("r", 0, 1, "{\"é\":" + i + "}"))
            .toList();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    env.fromData(rows)
        .rebalance()
        .sinkTo(new LineSink<>(new MatchRowJson(), LineTarget.of(file.toString())))
        .setParallelism(1);

    env.execute();

    assertThat(Files.readAllLines(file, UTF_8))
        .containsExactlyInAnyOrderElementsOf(rows.stream().map(MatchRow::document).toList());
  }

  @Test
  void shouldRefuseToWriteOneFileFromSeveralTasks() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    env.fromData(new MatchRow("r", 0, 1, "{}"))
        .rebalance()
        .sinkTo(new LineSink<>(new MatchRowJson(), LineTarget.of(folder.resolve("x").toString())))
        .setParallelism(2);

    assertThatThrownBy(env::execute).hasStackTraceContaining("set parallelism 1");
  }

  @Test
  void shouldWriteToADevice() throws Exception {
    Path device = Path.of("/dev/null");
    assumeThat(device).exists();

    write(LineTarget.of("/dev/null"), "x");

    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void shouldWriteToAPipeAndLeaveItAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });

    write(LineTarget.of(pipe.toString()), "through");

    assertThat(read.get()).isEqualTo("through\n");
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void shouldGiveStandardOutputALineAndItsEndInOnePieceSoThatLinesDoNotMix() throws Exception {
    List<String> pieces = new ArrayList<>();
    PrintStream before = System.out;
    System.setOut(
        new PrintStream(
            new ByteArrayOutputStream() {
              @Override
              public void write(byte[] bytes, int offset, int length) {
                pieces.add(new String(bytes, offset, length, UTF_8));
              }
            }));
    try {
      write(LineTarget.of("-"), "first");
      write(LineTarget.of("-"), "second");
    } finally {
      System.setOut(before);
    }

    assertThat(pieces).containsExactly("first\n", "second\n");
  }

  @Test
  void shouldFailWhenTheReaderOfStandardOutputHasGone() {
    PrintStream before = System.out;
    System.setOut(
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            }));
    try {
      assertThatThrownBy(() -> LineTarget.of("-").open().write(new byte[] {'x'}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Standard output is closed");
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void shouldTakeTheNameOfStandardOutputsDeviceForStandardOutput() {
    assertThat(LineTarget.of("/dev/stdout")).isEqualTo(LineTarget.of("-"));
  }

  @Test
  void shouldNameTheMissingFolderBeforeTheJobStarts() {
    String path = folder.resolve("no/such/file").toString();

    assertThatThrownBy(() -> LineTarget.of(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("create the folder '" + folder.resolve("no/such") + "' first");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void shouldRefuseAFolder() {
    assertThatThrownBy(() -> LineTarget.of(folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void shouldTakeAFileInTheWorkingFolder() {
    assertThatCode(() -> LineTarget.of("alerts.ndjson")).doesNotThrowAnyException();
  }

  private static void write(LineTarget target, String line) {
    try (LineWriter writer = target.open()) {
      writer.write(line.getBytes(UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
