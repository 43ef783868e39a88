// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import java.io.Serializable;

/**
 * A column of a rule's result.
 *
 * @param name as in the query, for example {@code Esql.count_logon}
 */
public record Column(String name, Aggregate aggregate) implements Serializable {

  public static Column column(String name, Aggregate aggregate) {
    return new Column(name, aggregate);
  }
}
