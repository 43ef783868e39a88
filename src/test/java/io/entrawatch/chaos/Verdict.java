// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether what came out is what an undisturbed run says. */
final class Verdict {
  private Verdict() {}

  /** What is lost, extra or different, a line each; empty where all is as it should be. */
  static List<String> problems(
      String where, Map<String, Revision> expected, Map<String, Revision> found) {
    List<String> problems = new ArrayList<>();
    expected.forEach(
        (id, alert) -> {
          Revision other = found.get(id);
          if (other == null) {
            problems.add(where + ": lost " + id);
          } else if (!other.document().equals(alert.document())) {
            problems.add(
                "%s: %s differs: revision %d, expected %d%n  %s%n  %s"
                    .formatted(
                        where,
                        id,
                        other.revision(),
                        alert.revision(),
                        other.document(),
                        alert.document()));
          }
        });
    found.keySet().stream()
        .filter(id -> !expected.containsKey(id))
        .forEach(id -> problems.add(where + ": extra " + id));
    return problems;
  }
}
