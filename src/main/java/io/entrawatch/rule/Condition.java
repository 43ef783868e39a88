// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * A condition on one sign-in, with Elasticsearch's meaning: a comparison with a field that has no
 * or several values is null, which is not true.
 */
public sealed interface Condition extends Serializable {

  boolean test(Event signIn);

  /** The field that is asked. */
  Field field();

  /**
   * The texts of which the field must have one, to the letter, for the condition to hold; empty
   * where others may do. What a record must contain before any rule can use it follows from them.
   */
  default List<String> oneOf() {
    return List.of();
  }

  /** The field must have just this value, to the letter. */
  static Condition is(Field field, String value) {
    return new Is(field, value);
  }

  /** The field must have a value. */
  static Condition isNotNull(Field field) {
    return new IsNotNull(field);
  }

  /** The field's only value must start with one of these prefixes, whatever its case. */
  static Condition startsWithAny(Field field, String... lowerCasePrefixes) {
    return new StartsWithAny(field, List.of(lowerCasePrefixes));
  }

  /** {@code field == "value"}. */
  record Is(Field field, String value) implements Condition {
    @Override
    public boolean test(Event signIn) {
      return value.equals(signIn.single(field));
    }

    @Override
    public List<String> oneOf() {
      return List.of(value);
    }
  }

  /** {@code field is not null}. */
  record IsNotNull(Field field) implements Condition {
    @Override
    public boolean test(Event signIn) {
      return !signIn.get(field).isEmpty();
    }
  }

  /** {@code to_lower(field) rlike "(a|b).*"}: anchored at both ends, the dot takes newlines. */
  record StartsWithAny(Field field, List<String> prefixes) implements Condition {
    @Override
    public boolean test(Event signIn) {
      String value = signIn.single(field);
      if (value == null) {
        return false;
      }
      String lower = value.toLowerCase(Locale.ROOT);
      return prefixes.stream().anyMatch(lower::startsWith);
    }
  }
}
