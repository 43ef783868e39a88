// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.window;

import io.entrawatch.rule.Tally;
import io.entrawatch.rule.TallyRule;
import io.entrawatch.signin.SignIn;
import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds each sign-in to its window's {@link Tally} as it comes; no window keeps its sign-ins. */
public final class TallyFunction implements AggregateFunction<SignIn, Tally, Tally> {
  private static final long serialVersionUID = 1L;

  private final TallyRule rule;

  public TallyFunction(TallyRule rule) {
    this.rule = rule;
  }

  @Override
  public Tally createAccumulator() {
    return rule.empty();
  }

  @Override
  public Tally add(SignIn signIn, Tally tally) {
    rule.add(signIn, tally);
    return tally;
  }

  @Override
  public Tally getResult(Tally tally) {
    return tally;
  }

  @Override
  public Tally merge(Tally a, Tally b) {
    throw new UnsupportedOperationException("sliding and tumbling windows never merge");
  }
}
