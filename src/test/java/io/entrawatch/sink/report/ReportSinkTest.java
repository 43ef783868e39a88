// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.sink.file.LineTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSinkTest {
  @TempDir Path folder;

  @Test
  void shouldWriteThePageIntoTheFileAtTheEndOfInput() throws Exception {
    Path file = Files.writeString(folder.resolve("report.html"), "x".repeat(100_000));
    Object inode = Files.getAttribute(file, "unix:ino");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    env.fromData(Incidents.alert("a"), Incidents.alert("b"))
        .sinkTo(new ReportSink(LineTarget.of(file.toString())))
        .setParallelism(1);

    env.execute();

    assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(file).content().contains("2 incidents", "id=\"i-a\"", "id=\"i-b\"");
    assertThat(Files.getAttribute(file, "unix:ino")).as("not renamed over").isEqualTo(inode);
  }
}
