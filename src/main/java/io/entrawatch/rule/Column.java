// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import io.entrawatch.event.Privacy;
import java.io.Serializable;

/**
 * A column of a rule's result.
 *
 * @param name as in the query, for example {@code Esql.count_logon}
 */
public record Column(String name, Aggregate aggregate) implements Serializable {

  /** What the names of personal columns begin with, by a convention of the queries. */
  private static final String PERSONAL_PREFIX = "Esql_priv.";

  public static Column column(String name, Aggregate aggregate) {
    return new Column(name, aggregate);
  }

  /** Whether its values name a person: it says so, or is made of a field that does. */
  public boolean isPersonal() {
    return name.startsWith(PERSONAL_PREFIX)
        || aggregate instanceof Aggregate.Values values
            && values.field().privacy() == Privacy.PERSONAL;
  }
}
