// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.event.Event;
import io.entrawatch.rule.BuiltInRules;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;

class DetectionPipelineTest {
  @Test
  void whatLeavesARuleWaitsForNothingElseToLeaveWithIt() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setBufferTimeout(60_000);
    DataStream<Event> signIns = env.fromData(signIn().build());
    DetectionStreams detected =
        DetectionPipeline.detect(signIns, BuiltInRules.all(), RuleHarness.LIVE);
    detected.alerts().sinkTo(new DiscardingSink<>()).name("alerts");
    detected.suppressed().sinkTo(new DiscardingSink<>()).name("suppressed");
    detected.late().sinkTo(new DiscardingSink<>()).name("late");

    StreamGraph graph = env.getStreamGraph();
    List<StreamEdge> outputs =
        graph.getStreamNodes().stream()
            .filter(node -> node.getOperatorName().matches("(alerts|suppressed|late): Writer"))
            .flatMap(node -> node.getInEdges().stream())
            .toList();

    assertThat(outputs).hasSize(3 * BuiltInRules.all().size());
    assertThat(outputs).allSatisfy(edge -> assertThat(edge.getBufferTimeout()).isZero());
  }
}
