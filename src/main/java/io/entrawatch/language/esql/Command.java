// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import java.util.List;

/** A command of a query, as it is written. */
sealed interface Command {
  Position position();

  record From(List<String> indices, List<String> metadata, Position position) implements Command {}

  record Where(Syntax condition, Position position) implements Command {}

  record Eval(List<Named> columns, Position position) implements Command {}

  /** Names may hold {@code *}. */
  record Keep(List<Syntax.Name> names, Position position) implements Command {}

  record Drop(List<Syntax.Name> names, Position position) implements Command {}

  /** From the old names to the new ones. */
  record Rename(List<Syntax.Name> from, List<String> to, Position position) implements Command {}

  record MvExpand(Syntax.Name column, Position position) implements Command {}

  record Stats(List<Filtered> aggregates, List<Named> keys, Position position) implements Command {}

  record Sort(List<Syntax> by, Position position) implements Command {}

  record Limit(long rows, Position position) implements Command {}

  /** A command that no stream can run, or that is not known. */
  record Other(String name, Position position) implements Command {}

  /** {@code name = expression}; without a name the text of the expression is the name. */
  record Named(String name, Syntax expression) {}

  /**
   * {@code name = expression WHERE condition}.
   *
   * @param filter null where there is none
   */
  record Filtered(String name, Syntax expression, Syntax filter) {}
}
