// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps what any class logs at INFO, the level of production, with all its stack traces, and shows
 * no more of it than a test's log does. When all tests are over, no secret may be in it.
 */
final class Overheard implements BeforeAllCallback, AfterAllCallback {
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private final List<String> secrets = new ArrayList<>();
  private final LoggerContext context = LoggerContext.getContext(false);
  private Level usual;

  /** This must never be heard. */
  String secret(String text) {
    secrets.add(text);
    return text;
  }

  /** What a person was shown; it is held to the same. */
  void shown(String text) {
    heard.add(text);
  }

  @Override
  public void beforeAll(ExtensionContext test) {
    LoggerConfig root = context.getConfiguration().getRootLogger();
    usual = root.getLevel();
    root.getAppenders().values().forEach(shown -> at(root, shown, usual));
    Appender ear = new Ear();
    ear.start();
    root.addAppender(ear, Level.INFO, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
  }

  @Override
  public void afterAll(ExtensionContext test) {
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.removeAppender(Ear.NAME);
    root.setLevel(usual);
    context.updateLoggers();
    assertThat(heard).as("it listened").anyMatch(line -> line.contains("AdminClientConfig"));
    assertThat(secrets).isNotEmpty();
    assertThat(heard).allSatisfy(line -> assertThat(line).doesNotContain(secrets));
  }

  private static void at(LoggerConfig root, Appender appender, Level level) {
    root.removeAppender(appender.getName());
    root.addAppender(appender, level, null);
  }

  private final class Ear extends AbstractAppender {
    static final String NAME = "ear";

    Ear() {
      super(NAME, null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      StringBuilder line = new StringBuilder(event.getMessage().getFormattedMessage());
      for (Throwable t = event.getThrown(); t != null; t = t.getCause()) {
        line.append('\n').append(t);
      }
      heard.add(line.toString());
    }
  }
}
