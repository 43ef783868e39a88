// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingTest {
  private LoggerContext context;

  private LoggerContext load(String file) {
    context = new LoggerContext(file, null, Path.of("flink-conf", file).toUri());
    context.start();
    return context;
  }

  @AfterEach
  void stop() {
    if (context != null) {
      context.stop();
    }
  }

  @Test
  void theFrontDoorLogsItsOwnLinesAndWarningsOfOthersToAFileAlone() {
    load("log4j2-local.properties");
    assertThat(context.getConfiguration().getRootLogger().getLevel()).isEqualTo(Level.WARN);
    assertThat(context.getConfiguration().getLoggerConfig("io.entrawatch.x").getLevel())
        .isEqualTo(Level.INFO);
    assertThat(context.getConfiguration().getAppenders().values())
        .hasSize(1)
        .allMatch(appender -> appender instanceof FileAppender);
  }

  @Test
  void clustersLogToTheConsole() {
    load("log4j-console.properties");
    assertThat(context.getConfiguration().getRootLogger().getLevel()).isEqualTo(Level.INFO);
    assertThat(context.getConfiguration().getAppenders().values())
        .hasSize(1)
        .allMatch(appender -> appender instanceof ConsoleAppender);
    assertThat(context.getConfiguration().getLoggerConfig("org.apache.kafka.x").getLevel())
        .isEqualTo(Level.WARN);
  }

  @Test
  void asJsonAnEventIsOneObjectOnOneLine() throws Exception {
    load("log4j-console-json.properties");
    String text = layout().toSerializable(event("agent\r\n\"forged\"")).toString();
    assertThat(text.lines()).hasSize(1);
    assertThat(new ObjectMapper().readTree(text).get("message").asText())
        .isEqualTo("agent\r\n\"forged\"");
    assertThat(new ObjectMapper().readTree(text).get("log.level").asText()).isEqualTo("WARN");
  }

  @Test
  void jsonIsTheOnlyDifferenceBetweenTheTwo() throws Exception {
    assertThat(settings("log4j-console-json.properties"))
        .isEqualTo(settings("log4j-console.properties"));
  }

  private static List<String> settings(String file) throws IOException {
    return Files.readAllLines(Path.of("flink-conf", file)).stream()
        .filter(line -> !line.startsWith("#") && !line.contains(".layout.") && !line.isBlank())
        .toList();
  }

  private static LogEvent event(String message) {
    return Log4jLogEvent.newBuilder()
        .setLoggerName("x")
        .setLevel(Level.WARN)
        .setMessage(new SimpleMessage(message))
        .build();
  }

  private Layout<?> layout() {
    return context.getConfiguration().getAppenders().values().iterator().next().getLayout();
  }

  @Test
  void whatAnAttackerWroteStaysOnItsLine() {
    for (String file : new String[] {"log4j2-local.properties", "log4j-console.properties"}) {
      load(file);
      String text = layout().toSerializable(event("agent\r\nforged line")).toString();
      assertThat(text).endsWith("agent\\r\\nforged line" + System.lineSeparator());
      context.stop();
    }
  }
}
