// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.Require;
import java.io.Serializable;

/** What bounds the state of a group, in sign-ins. */
public record LimitSettings(int signInsPerWindow, int signInsPerAlert) implements Serializable {
  public LimitSettings {
    Require.atLeast(LimitOptions.SIGN_INS_PER_WINDOW.key(), signInsPerWindow, 1);
    Require.atLeast(LimitOptions.SIGN_INS_PER_ALERT.key(), signInsPerAlert, 1);
  }

  public static LimitSettings from(GivenSettings given) {
    return new LimitSettings(
        given.integer(LimitOptions.SIGN_INS_PER_WINDOW),
        given.integer(LimitOptions.SIGN_INS_PER_ALERT));
  }
}
