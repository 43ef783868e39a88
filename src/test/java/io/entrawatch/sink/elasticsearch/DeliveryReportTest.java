// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import io.entrawatch.sink.elasticsearch.client.ItemAnswer;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryReportTest {
  private final LoggerContext logging = LoggerContext.getContext(false);
  private final Ear ear = new Ear();
  private Level usual;

  @BeforeEach
  void listen() {
    LoggerConfig root = logging.getConfiguration().getRootLogger();
    usual = root.getLevel();
    ear.start();
    root.addAppender(ear, Level.INFO, null);
    root.setLevel(Level.INFO);
    logging.updateLoggers();
  }

  @AfterEach
  void stopListening() {
    LoggerConfig root = logging.getConfiguration().getRootLogger();
    root.removeAppender(ear.getName());
    root.setLevel(usual);
    logging.updateLoggers();
  }

  @Test
  void shouldLogOfARefusedAlertItsIdAndTheTypeOfTheErrorButNoValueOfADocument() {
    DeliveryReport report =
        new DeliveryReport(new MeteredInitContext().metricGroup(), new AlertBuffer());
    report.answered(
        IndexedAlert.of("4a1f", 1, "entrawatch-alerts-2026.01", new byte[] {'{', '}'}),
        new ItemAnswer(
            400,
            "document_parsing_exception",
            "[1:20] failed to parse field [user.name]: 'ada@corp.example' is no address"));

    assertThat(ear.heard)
        .singleElement()
        .asString()
        .contains("4a1f", "400", "document_parsing_exception", "dead letter")
        .doesNotContain("ada", "user.name");
  }

  private static final class Ear extends AbstractAppender {
    private final List<String> heard = new ArrayList<>();

    Ear() {
      super("delivery-report-ear", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      // Threads of Flink that tests before this one left behind log, too.
      if (event.getLoggerName().equals(AlertIndexWriter.class.getName())) {
        heard.add(event.getMessage().getFormattedMessage());
      }
    }
  }
}
