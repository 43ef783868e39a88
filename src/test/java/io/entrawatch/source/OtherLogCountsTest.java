// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static io.entrawatch.decode.Decoding.dead;
import static io.entrawatch.decode.Decoding.one;
import static io.entrawatch.decode.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.event.Event;
import java.util.Map;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherLogCountsTest {
  private OneInputStreamOperatorTestHarness<Decoded, Event> split;

  @BeforeEach
  void open() throws Exception {
    split = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RouteFunction()));
    split.open();
  }

  @AfterEach
  void close() throws Exception {
    split.close();
  }

  private void count(String log, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      split.processElement(new StreamRecord<>(Decoded.ofOtherLog(1, 0, log), 1));
    }
  }

  private Object counted(String name) {
    Accumulator<?, ?> count = accumulators().get(name);
    return count == null ? null : count.getLocalValue();
  }

  private Map<String, Accumulator<?, ?>> accumulators() {
    return split.getEnvironment().getAccumulatorRegistry().getUserMap();
  }

  @Test
  void recordsOfOtherLogsAreCountedByTheLogsName() throws Exception {
    count("AuditLogs", 3);
    count("RiskyUsers", 2);
    count("azure.activitylogs", 1);
    assertThat(counted("other-logs.AuditLogs")).isEqualTo(3L);
    assertThat(counted("other-logs.RiskyUsers")).isEqualTo(2L);
    assertThat(counted("other-logs.azure.activitylogs")).isEqualTo(1L);
    assertThat(counted(RouteFunction.OTHER_LOGS)).isEqualTo(6L);
    assertThat(counted("other-logs.other")).isNull();
  }

  @Test
  void beyondAHundredNamesTheyAreCountedAsOther() throws Exception {
    for (int i = 0; i < 150; i++) {
      count("log-" + i, 2);
    }
    count("log-7", 1);
    assertThat(counted("other-logs.log-7")).isEqualTo(3L);
    assertThat(counted("other-logs.log-99")).isEqualTo(2L);
    assertThat(counted("other-logs.log-100")).isNull();
    assertThat(counted("other-logs.other")).isEqualTo(100L);
    assertThat(counted(RouteFunction.OTHER_LOGS)).isEqualTo(301L);
    assertThat(accumulators().keySet().stream().filter(name -> name.startsWith("other-logs.")))
        .hasSize(101);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\n", "<b>", "é", "a/b"})
  void whatIsNoNameOfALogIsCountedAsOther(String name) throws Exception {
    count(name, 1);
    count("n".repeat(65), 1);
    assertThat(counted("other-logs.other")).isEqualTo(2L);
  }

  @Test
  void trafficLogsMayHaveSessionsAndUsersAndNothingElseOfASignIn() {
    String traffic =
        "{'time':'2026-03-01T11:51:00Z','category':'NetworkAccessTrafficLogs','operationName':'x',"
            + "'properties':{'sessionId':'s','userPrincipalName':'u','createdDateTime':"
            + "'2026-03-01T11:50:00Z','headers':'[\\'a\\']'@}}";
    String plain = json(traffic.replace("@", ""));
    assertThat(one(plain).otherLog()).isEqualTo("NetworkAccessTrafficLogs");
    assertThat(one("{\"x\":[" + plain + "]}").otherLog()).isEqualTo("NetworkAccessTrafficLogs");
    assertThat(dead(json(traffic.replace("@", ",'isInteractive':true"))).reason())
        .isEqualTo("unrecognised");
    assertThat(dead(plain.replace("NetworkAccessTrafficLogs", "AuditLogs")).reason())
        .isEqualTo("unrecognised");
  }
}
