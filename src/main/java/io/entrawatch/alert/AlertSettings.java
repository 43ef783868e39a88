// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.Require;
import io.entrawatch.config.Secret;
import java.io.Serializable;
import java.time.Duration;

/**
 * What is one alert.
 *
 * @param period zero for one alert a window
 * @param exceptionsFile null where there is none
 * @param pseudonymKey null where names stay as they are
 */
public record AlertSettings(
    Duration period, Duration updateInterval, String exceptionsFile, Secret pseudonymKey)
    implements Serializable {
  /** A short key could be found by trying keys on a name that is known. */
  private static final int SHORTEST_KEY = 32;

  public AlertSettings {
    Require.notNegative(AlertOptions.PERIOD.key(), period);
    Require.wholeSeconds(AlertOptions.PERIOD.key(), period);
    Require.positive(AlertOptions.UPDATE_INTERVAL.key(), updateInterval);
    Require.that(
        pseudonymKey == null || pseudonymKey.reveal().length() >= SHORTEST_KEY,
        AlertOptions.PSEUDONYM_KEY.key()
            + " is too short; it must have at least "
            + SHORTEST_KEY
            + " characters");
  }

  public static AlertSettings from(GivenSettings given) {
    return new AlertSettings(
        given.duration(AlertOptions.PERIOD),
        given.duration(AlertOptions.UPDATE_INTERVAL),
        given.text(AlertOptions.EXCEPTIONS_FILE),
        given.secret(AlertOptions.PSEUDONYM_KEY));
  }

  /** How alerts are identified. */
  public AlertId ids() {
    return pseudonymKey == null ? AlertId.PLAIN : AlertId.keyed(pseudonymKey.reveal());
  }
}
