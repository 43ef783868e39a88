// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.Require;
import java.io.Serializable;

/** What bounds the state of a group, in sign-ins. */
public record LimitSettings(int eventsPerWindow, int eventsPerAlert) implements Serializable {
  public LimitSettings {
    Require.atLeast(LimitOptions.EVENTS_PER_WINDOW.key(), eventsPerWindow, 1);
    Require.atLeast(LimitOptions.EVENTS_PER_ALERT.key(), eventsPerAlert, 1);
  }

  public static LimitSettings from(GivenSettings given) {
    return new LimitSettings(
        given.integer(LimitOptions.EVENTS_PER_WINDOW),
        given.integer(LimitOptions.EVENTS_PER_ALERT));
  }
}
