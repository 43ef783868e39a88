// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

/**
 * What ES|QL would return for one group in one window, once nothing can change it any more.
 *
 * @param document {@code {"rule","window_start","window_end","columns"}} as JSON
 */
public record MatchRow(String rule, long start, long end, String document) {}
