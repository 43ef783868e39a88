// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import java.util.List;

/** The rules that Entrawatch ships. A new rule is a file beside this one and a line here. */
public final class Rules {
  private Rules() {}

  public static List<Rule> all() {
    return List.of(DeviceCodeConcurrent.RULE, DeviceCodeRetuned.RULE, AuthBrokerToDrs.RULE);
  }
}
