// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.example;

import io.entrawatch.event.Event;
import java.util.List;

/**
 * Events that a rule takes for a match, or that it just does not.
 *
 * @param broken the condition that does not hold, as the query's canonical text; null for a match
 */
public record Example(List<Event> events, String broken) {
  public boolean isMatch() {
    return broken == null;
  }
}
