// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import io.entrawatch.alert.Alert;
import io.entrawatch.alert.MatchRow;
import io.entrawatch.alert.MatchedWindow;
import io.entrawatch.alert.RowFunction;
import io.entrawatch.allow.Suppressed;
import io.entrawatch.rule.Rule;
import io.entrawatch.window.LateSignIn;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What comes out of {@link Detection}. */
public record Detected(List<ByRule> byRule) {

  record ByRule(
      Rule rule,
      DataStream<Alert> alerts,
      DataStream<Suppressed> suppressed,
      DataStream<MatchedWindow> settled,
      DataStream<LateSignIn> late) {

    private DataStream<MatchRow> rows() {
      return Detection.named(settled.map(new RowFunction(rule)), rule.id() + "-rows");
    }
  }

  /** Revisions of alerts. */
  public DataStream<Alert> alerts() {
    return union(ByRule::alerts);
  }

  /** Revisions of alerts that an exception holds back. */
  public DataStream<Suppressed> suppressed() {
    return union(ByRule::suppressed);
  }

  /** Final matches of the elastic reading; they are written only where this is asked for. */
  public DataStream<MatchRow> rows() {
    return union(ByRule::rows);
  }

  /** Sign-ins that no window took, once for each rule that would have. */
  public DataStream<LateSignIn> late() {
    return union(ByRule::late);
  }

  private <T> DataStream<T> union(Function<ByRule, DataStream<T>> output) {
    return byRule.stream().map(output).reduce((a, b) -> a.union(b)).orElseThrow();
  }
}
