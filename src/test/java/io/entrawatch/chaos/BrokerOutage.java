// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.time.Duration;

/** The broker is stopped and started again. */
record BrokerOutage(Duration length) implements Disturbance {
  @Override
  public void during(Stage stage) {
    stage.passBetween(10, 20);
    stage.site().kafka.stop();
    stage.report().say("stopped the broker");
    stage.pass(length);
    stage.site().kafka.startAgain();
    stage.report().say("the broker is back; %d restarts of the job", stage.site().restarts());
    stage.passBetween(10, 20);
  }
}
