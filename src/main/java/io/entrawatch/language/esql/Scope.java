// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import io.entrawatch.event.Field;
import io.entrawatch.expression.EventRow;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.FieldValue;
import io.entrawatch.expression.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that a command can use, with what they stand for. */
final class Scope {
  private final Schema schema;
  private final Set<String> metadata;
  private final Map<String, Expression> columns = new LinkedHashMap<>();

  /** A field of the schema is visible if every one of these says so. */
  private final List<Visible> visible = new ArrayList<>();

  private interface Visible {
    boolean test(String name);
  }

  /**
   * @param schema null where only columns can be named, as after STATS
   */
  Scope(Schema schema, Set<String> metadata) {
    this.schema = schema;
    this.metadata = metadata;
  }

  /** A column that takes the place of any of that name before it. */
  void define(String name, Expression expression) {
    columns.remove(name);
    columns.put(name, expression);
  }

  /**
   * @return null if there is no such name
   */
  Expression find(String name) {
    Expression column = columns.get(name);
    if (column != null || schema == null || !visible.stream().allMatch(v -> v.test(name))) {
      return column;
    }
    Field field = schema.find(name);
    ValueType type = field == null ? null : EventRow.typeOf(field);
    return type == null ? null : new FieldValue(field, type);
  }

  boolean isMetadata(String name) {
    return metadata.contains(name);
  }

  Map<String, Expression> columns() {
    return columns;
  }

  void keep(List<Syntax.Name> names) throws QueryRefused {
    Map<String, Expression> kept = new LinkedHashMap<>();
    for (Syntax.Name name : names) {
      if (isPattern(name.path())) {
        Pattern pattern = pattern(name.path());
        columns.forEach(
            (column, expression) -> {
              if (pattern.matcher(column).matches()) {
                kept.putIfAbsent(column, expression);
              }
            });
      } else {
        Expression expression = require(name);
        if (expression != null) {
          kept.remove(name.path());
          kept.put(name.path(), expression);
        }
      }
    }
    columns.clear();
    columns.putAll(kept);
    List<Pattern> patterns = names.stream().map(Syntax.Name::path).map(Scope::pattern).toList();
    visible.add(name -> patterns.stream().anyMatch(p -> p.matcher(name).matches()));
  }

  void drop(List<Syntax.Name> names) throws QueryRefused {
    for (Syntax.Name name : names) {
      if (!isPattern(name.path())) {
        require(name);
      }
      Pattern pattern = pattern(name.path());
      columns.keySet().removeIf(column -> pattern.matcher(column).matches());
      visible.add(column -> !pattern.matcher(column).matches());
    }
  }

  void rename(Syntax.Name from, String to) throws QueryRefused {
    Expression expression = require(from);
    if (expression == null || from.path().equals(to)) {
      return;
    }
    Map<String, Expression> renamed = new LinkedHashMap<>();
    columns.remove(to);
    columns.forEach((name, each) -> renamed.put(name.equals(from.path()) ? to : name, each));
    renamed.putIfAbsent(to, expression);
    columns.clear();
    columns.putAll(renamed);
    visible.add(name -> !name.equals(from.path()));
  }

  /** What a name stands for; null for metadata. */
  private Expression require(Syntax.Name name) throws QueryRefused {
    Expression expression = find(name.path());
    if (expression == null && !isMetadata(name.path())) {
      throw unknown(name);
    }
    return expression;
  }

  QueryRefused unknown(Syntax.Name name) {
    return new QueryRefused(
        name.position(),
        schema == null
            ? "no column " + name.path() + " after STATS; add it there or to BY"
            : "unknown field " + name.path() + "; mend the name, or add it to rules.schema");
  }

  private static boolean isPattern(String name) {
    return name.indexOf('*') >= 0;
  }

  private static Pattern pattern(String name) {
    StringBuilder regex = new StringBuilder();
    for (String part : name.split("\\*+", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
