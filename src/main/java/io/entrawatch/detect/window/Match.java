// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.window;

/**
 * A window in which a rule's condition holds for a group. It is emitted once for each window, when
 * the condition first holds. The rules are monotone, so the condition holds from then on.
 *
 * @param group the group's key, see {@link io.entrawatch.rule.Rule#groupOf}
 * @param reading {@code elastic} or {@code sign-in}, see {@link io.entrawatch.rule.Reading}
 * @param start inclusive, ms since the epoch
 * @param end exclusive, ms since the epoch
 */
public record Match(String group, String reading, long start, long end) {}
