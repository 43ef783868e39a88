// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The condition on a group in a window: the {@code WHERE} behind {@code STATS}. It is built of
 * lower bounds on numbers that only grow, so it never turns false as its window grows: an early
 * match stays a match.
 */
public sealed interface Having extends Serializable {

  /** The lower bounds in this condition, in the order of the declaration. */
  Stream<AtLeast> bounds();

  /** Whether the condition holds for these numbers, by column name. */
  boolean holds(ToLongFunction<String> numbers);

  /** This condition with other values for the bounds whose settings are named. */
  Having with(Map<String, Long> thresholds);

  /** {@code column >= value}; the value can be set as {@code rules.<rule>.<setting>}. */
  static Having atLeast(String column, String setting, long value) {
    return new AtLeast(column, setting, value);
  }

  /** At least one of them must hold. */
  static Having anyOf(Having... options) {
    return new AnyOf(List.of(options));
  }

  /** All of them must hold. */
  static Having allOf(Having... parts) {
    return new AllOf(List.of(parts));
  }

  /**
   * The grouping field must not be null: what {@code count_distinct(field) == 1} says of a field
   * that has one value in the whole group or none.
   */
  static Having onlyOne(String column) {
    return new OnlyOne(column);
  }

  /** See {@link #atLeast}. */
  record AtLeast(String column, String setting, long value) implements Having {
    @Override
    public Stream<AtLeast> bounds() {
      return Stream.of(this);
    }

    @Override
    public boolean holds(ToLongFunction<String> numbers) {
      return numbers.applyAsLong(column) >= value;
    }

    @Override
    public Having with(Map<String, Long> thresholds) {
      return new AtLeast(column, setting, thresholds.getOrDefault(setting, value));
    }
  }

  /** See {@link #onlyOne}. */
  record OnlyOne(String column) implements Having {
    @Override
    public Stream<AtLeast> bounds() {
      return Stream.of(new AtLeast(column, null, 1));
    }

    @Override
    public boolean holds(ToLongFunction<String> numbers) {
      return numbers.applyAsLong(column) >= 1;
    }

    @Override
    public Having with(Map<String, Long> thresholds) {
      return this;
    }
  }

  /** See {@link #anyOf}. */
  record AnyOf(List<Having> options) implements Having {
    @Override
    public Stream<AtLeast> bounds() {
      return options.stream().flatMap(Having::bounds);
    }

    @Override
    public boolean holds(ToLongFunction<String> numbers) {
      return options.stream().anyMatch(option -> option.holds(numbers));
    }

    @Override
    public Having with(Map<String, Long> thresholds) {
      return new AnyOf(options.stream().map(option -> option.with(thresholds)).toList());
    }
  }

  /** See {@link #allOf}. */
  record AllOf(List<Having> parts) implements Having {
    @Override
    public Stream<AtLeast> bounds() {
      return parts.stream().flatMap(Having::bounds);
    }

    @Override
    public boolean holds(ToLongFunction<String> numbers) {
      return parts.stream().allMatch(part -> part.holds(numbers));
    }

    @Override
    public Having with(Map<String, Long> thresholds) {
      return new AllOf(parts.stream().map(part -> part.with(thresholds)).toList());
    }
  }
}
