// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import io.entrawatch.event.Field;
import java.util.List;

/**
 * What an expression is evaluated over: an event before {@code STATS}, a row of columns after it.
 */
public interface Row {
  /** The typed values of a field of the event; empty where it has none. */
  List<?> field(Field field);

  /** The values of a column by its index: one that MV_EXPAND, GROK, DISSECT or STATS made. */
  List<?> column(int index);
}
