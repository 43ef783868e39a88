// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.MatchRow;
import io.entrawatch.detect.admission.LateEvent;
import io.entrawatch.detect.incident.MatchedWindow;
import io.entrawatch.exceptions.SuppressedAlert;
import io.entrawatch.rule.Rule;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The outputs of {@link DetectionPipeline}. */
public record DetectionStreams(List<ByRule> byRule) {

  record ByRule(
      Rule rule,
      DataStream<Alert> alerts,
      DataStream<SuppressedAlert> suppressed,
      DataStream<MatchedWindow> closedWindows,
      DataStream<LateEvent> late) {

    private DataStream<MatchRow> rows() {
      return DetectionPipeline.named(closedWindows.map(new RowFunction(rule)), rule.id() + "-rows");
    }
  }

  /** Revisions of alerts. */
  public DataStream<Alert> alerts() {
    return union(ByRule::alerts);
  }

  /** Revisions of alerts that an exception suppresses. */
  public DataStream<SuppressedAlert> suppressed() {
    return union(ByRule::suppressed);
  }

  /** Final matches of the elastic reading. They are written only if this method is called. */
  public DataStream<MatchRow> rows() {
    return union(ByRule::rows);
  }

  /** Late events that no window took, once for each rule that takes them. */
  public DataStream<LateEvent> late() {
    return union(ByRule::late);
  }

  private <T> DataStream<T> union(Function<ByRule, DataStream<T>> output) {
    return byRule.stream().map(output).reduce((a, b) -> a.union(b)).orElseThrow();
  }
}
