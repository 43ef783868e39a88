// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import io.entrawatch.rule.RuleCatalogueEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalogue with a sliding and a tumbling rule. */
final class TestRules {
  private TestRules() {}

  static List<RuleCatalogueEntry> all() {
    Map<String, Long> concurrent = new LinkedHashMap<>();
    concurrent.put("min-interactive", 2L);
    concurrent.put("min-non-interactive", 1L);
    Duration halfAnHour = Duration.ofMinutes(30);
    return List.of(
        new RuleCatalogueEntry(
            "device-code-concurrent", concurrent, Duration.ofMinutes(9), Duration.ofMinutes(1)),
        new RuleCatalogueEntry(
            "auth-broker-to-drs", Map.of("min-addresses", 2L), halfAnHour, halfAnHour));
  }
}
