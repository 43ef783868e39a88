// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import static org.apache.flink.configuration.ConfigOptions.key;

import org.apache.flink.configuration.ConfigOption;

/** What bounds the state that one group can take, whoever sends its sign-ins. */
public final class LimitOptions {
  public static final ConfigOption<Integer> EVENTS_PER_WINDOW =
      key("limits.events-per-window")
          .intType()
          .defaultValue(10_000)
          .withDescription(
              "Sign-ins of one group that a window counts exactly; beyond it counts are lower bounds"
                  + " and the alert says `truncated`. No threshold of a rule may exceed it.");

  public static final ConfigOption<Integer> EVENTS_PER_ALERT =
      key("limits.events-per-alert")
          .intType()
          .defaultValue(1_000)
          .withDescription("Sign-ins that an alert keeps and shows, the first ones in time.");

  private LimitOptions() {}
}
