// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a rule can be set, with the rule's own values as defaults.
 *
 * @param thresholds by name, for example {@code min-interactive}, in the order to document them
 * @param size of a window
 * @param slide between two windows of the {@code elastic} reading; the size where they are buckets
 */
public record RuleCatalogueEntry(
    String id, Map<String, Long> thresholds, Duration size, Duration slide) {
  public RuleCatalogueEntry {
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
  }

  /** What can be set of each rule. */
  public static List<RuleCatalogueEntry> all() {
    return BuiltInRules.all().stream().map(RuleCatalogueEntry::of).toList();
  }

  private static RuleCatalogueEntry of(Rule rule) {
    WindowSpec elastic = rule.windows().get(Reading.ELASTIC);
    return new RuleCatalogueEntry(rule.id(), rule.thresholds(), elastic.size(), elastic.slide());
  }

  /** Whether the query makes buckets of time, which cannot overlap. */
  public boolean hasBuckets() {
    return slide.equals(size);
  }
}
