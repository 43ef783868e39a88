// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.run;

import io.entrawatch.job.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code detect} was asked to do, checked.
 *
 * @param inputs files, or folders with files, that exist
 * @param alerts empty for readable alerts on standard output
 * @param matches empty for none
 * @param deadLetters empty for none
 * @param suppressed empty for none
 * @param report where the page of all alerts goes, empty for none
 */
public record DetectArguments(
    List<Path> inputs,
    Optional<Destination> alerts,
    Optional<Destination> matches,
    Optional<Destination> deadLetters,
    Optional<Destination> suppressed,
    Optional<Destination> report,
    Settings settings) {
  public DetectArguments {
    inputs = List.copyOf(inputs);
  }

  /** Whether readable alerts go to standard output: unless told otherwise, but not into a page. */
  public boolean readable() {
    return alerts.isEmpty() && !report.map(Destination::name).filter("-"::equals).isPresent();
  }
}
