// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import java.util.List;

/**
 * What a threshold rule counts ({@code [rule.threshold]}).
 *
 * @param fields whose values make a group; empty for one group of all events
 * @param value the smallest number of events that alerts
 * @param cardinality of which field so many distinct values are asked in addition; null for none
 */
public record Threshold(List<String> fields, long value, Cardinality cardinality) {
  /** At least {@code value} distinct values of the field. */
  public record Cardinality(String field, long value) {}
}
