// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingTest {
  private static final String LEVEL = "entrawatch.log.level";

  private LoggerContext context;

  private LoggerContext load(String file) {
    context = new LoggerContext(file, null, Path.of("flink-conf", file).toUri());
    context.start();
    return context;
  }

  @AfterEach
  void stop() {
    System.clearProperty(LEVEL);
    if (context != null) {
      context.stop();
    }
  }

  @Test
  void theFrontDoorLogsNothingUnlessTold() {
    load("log4j2-local.properties");
    assertThat(context.getConfiguration().getRootLogger().getLevel()).isEqualTo(Level.OFF);
    assertThat(context.getConfiguration().getAppenders().values())
        .hasSize(1)
        .allMatch(appender -> appender instanceof FileAppender);
    stop();
    System.setProperty(LEVEL, "INFO");
    load("log4j2-local.properties");
    assertThat(context.getConfiguration().getRootLogger().getLevel()).isEqualTo(Level.INFO);
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
  void whatAnAttackerWroteStaysOnItsLine() {
    for (String file : new String[] {"log4j2-local.properties", "log4j-console.properties"}) {
      load(file);
      LogEvent event =
          Log4jLogEvent.newBuilder()
              .setLoggerName("x")
              .setLevel(Level.WARN)
              .setMessage(new SimpleMessage("agent\r\nforged line"))
              .build();
      String text =
          context
              .getConfiguration()
              .getAppenders()
              .values()
              .iterator()
              .next()
              .getLayout()
              .toSerializable(event)
              .toString();
      assertThat(text).endsWith("agent\\r\\nforged line" + System.lineSeparator());
      context.stop();
    }
  }
}
