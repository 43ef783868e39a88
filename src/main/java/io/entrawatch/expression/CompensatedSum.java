// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

/** A sum of doubles that carries what rounding loses (Kahan), as the engine's does. */
final class CompensatedSum {
  private double value;
  private double lost;

  void add(double number) {
    if (!Double.isFinite(number)) {
      value += number;
      return;
    }
    double corrected = number - lost;
    double sum = value + corrected;
    lost = sum - value - corrected;
    value = sum;
  }

  double value() {
    return value;
  }
}
