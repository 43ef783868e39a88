// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.format.Format;
import io.entrawatch.traffic.model.SampleSignIn;
import java.util.ArrayList;
import java.util.List;

/** Requests of the tests that differ from the defaults in one respect. */
public final class Requests {
  private Requests() {}

  static GenerateRequest format(GenerateRequest r, Format format, int batch) {
    return new GenerateRequest(
        r.events(),
        r.seed(),
        format,
        r.incidents(),
        r.start(),
        r.ratePerSecond(),
        r.relevantPercent(),
        r.duplicatePercent(),
        r.sizeBytes(),
        batch);
  }

  public static GenerateRequest incidents(GenerateRequest r, int incidents) {
    return new GenerateRequest(
        r.events(),
        r.seed(),
        r.format(),
        incidents,
        r.start(),
        r.ratePerSecond(),
        r.relevantPercent(),
        r.duplicatePercent(),
        r.sizeBytes(),
        r.batch());
  }

  static GenerateRequest percents(GenerateRequest r, double relevant, double duplicate) {
    return new GenerateRequest(
        r.events(),
        r.seed(),
        r.format(),
        r.incidents(),
        r.start(),
        r.ratePerSecond(),
        relevant,
        duplicate,
        r.sizeBytes(),
        r.batch());
  }

  static GenerateRequest rate(GenerateRequest r, double rate) {
    return new GenerateRequest(
        r.events(),
        r.seed(),
        r.format(),
        r.incidents(),
        r.start(),
        rate,
        r.relevantPercent(),
        r.duplicatePercent(),
        r.sizeBytes(),
        r.batch());
  }

  static GenerateRequest size(GenerateRequest r, int sizeBytes) {
    return new GenerateRequest(
        r.events(),
        r.seed(),
        r.format(),
        r.incidents(),
        r.start(),
        r.ratePerSecond(),
        r.relevantPercent(),
        r.duplicatePercent(),
        sizeBytes,
        r.batch());
  }

  public static List<SampleSignIn> signIns(GenerateRequest request) {
    List<SampleSignIn> all = new ArrayList<>();
    new TrafficGenerator(request).forEachRemaining(all::add);
    return all;
  }
}
