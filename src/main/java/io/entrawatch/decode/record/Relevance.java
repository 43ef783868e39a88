// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.record;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which sign-ins the rules can use: what decoding asks of them, so that it knows no rule. */
public interface Relevance extends Serializable {
  /** The fields that are decoded of every event. */
  Set<Field> CORE_FIELDS =
      Field.all().stream().filter(Field::isCore).collect(Collectors.toUnmodifiableSet());

  /** Whether some rule takes the sign-in. */
  boolean takes(Event signIn);

  /**
   * A field in which the sign-in has several values and by which a rule that takes it groups; null
   * where there is none. Such a sign-in belongs to no one group.
   */
  Field ambiguousGroup(Event signIn);

  /**
   * The fields that are decoded: the {@linkplain Field#isCore core} fields, and those that only
   * these rules read.
   */
  default Set<Field> fields() {
    return CORE_FIELDS;
  }

  /**
   * What follows from the rules for the sign-ins that they take: one list a rule, of which all must
   * hold. Only a hint to save work; empty where nothing is known, which is always right.
   */
  default List<List<Need>> needs() {
    return List.of();
  }

  /**
   * Something that every sign-in of a rule has.
   *
   * @param oneOf the texts of which the field's only value is one, to the letter
   */
  record Need(Field field, List<String> oneOf) implements Serializable {
    public Need {
      oneOf = List.copyOf(oneOf);
    }
  }
}
