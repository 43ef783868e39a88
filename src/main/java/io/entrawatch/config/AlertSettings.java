// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is one alert.
 *
 * @param period zero for one alert a window
 * @param exceptionsFile null where there is none
 */
public record AlertSettings(Duration period, Duration updateInterval, String exceptionsFile)
    implements Serializable {
  public AlertSettings {
    Require.notNegative(AlertOptions.PERIOD.key(), period);
    Require.wholeSeconds(AlertOptions.PERIOD.key(), period);
    Require.positive(AlertOptions.UPDATE_INTERVAL.key(), updateInterval);
  }

  static AlertSettings from(GivenSettings given) {
    return new AlertSettings(
        given.duration(AlertOptions.PERIOD),
        given.duration(AlertOptions.UPDATE_INTERVAL),
        given.text(AlertOptions.EXCEPTIONS_FILE));
  }
}
