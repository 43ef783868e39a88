// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.example;

import com.google.common.net.InetAddresses;
import io.entrawatch.event.Field;
import io.entrawatch.event.IpAddresses;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.FieldValue;
import io.entrawatch.expression.Literal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of a field that are worth trying: those that the query compares it with, and others.
 */
final class CandidateValues {
  private static final int MOST = 40;

  private final Map<Field, Set<Object>> named = new HashMap<>();

  CandidateValues(List<Expression> expressions) {
    expressions.forEach(this::collect);
  }

  private void collect(Expression expression) {
    Set<Field> fields = fields(expression);
    for (Expression child : expression.children()) {
      if (child instanceof Literal literal) {
        for (Object value : literal.values()) {
          fields.forEach(field -> add(expression, field, value));
        }
      }
      collect(child);
    }
  }

  /** Every field that an expression reads. */
  static Set<Field> fields(Expression expression) {
    Set<Field> fields = new LinkedHashSet<>();
    if (expression instanceof FieldValue value) {
      fields.add(value.field());
    }
    expression.children().forEach(child -> fields.addAll(fields(child)));
    return fields;
  }

  private void add(Expression call, Field field, Object value) {
    Set<Object> values = named.computeIfAbsent(field, ignored -> new LinkedHashSet<>());
    if (values.size() >= MOST) {
      return;
    }
    switch (field.type()) {
      case KEYWORD -> values.addAll(texts(call, value));
      case IP -> values.addAll(addresses(value));
      case LONG -> {
        if (value instanceof Number number) {
          values.add(number.longValue());
          values.add(number.longValue() + 1);
          values.add(number.longValue() - 1);
        }
      }
      default -> {
        if (value instanceof Boolean) {
          values.add(value);
        }
      }
    }
  }

  private static List<Object> texts(Expression call, Object value) {
    if (!(value instanceof String text)) {
      return List.of();
    }
    boolean pattern = call.text().startsWith("like(") || call.text().startsWith("rlike(");
    return pattern ? List.of(PatternSample.of(text)) : List.of(text, text + "x");
  }

  private static List<Object> addresses(Object value) {
    if (!(value instanceof String text)) {
      return List.of();
    }
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!InetAddresses.isInetAddress(address)) {
      return List.of();
    }
    BigInteger number = InetAddresses.toBigInteger(InetAddresses.forString(address));
    boolean v4 = address.indexOf(':') < 0;
    BigInteger next = number.add(BigInteger.ONE);
    String another =
        InetAddresses.toAddrString(
            v4 ? InetAddresses.fromIPv4BigInteger(next) : InetAddresses.fromIPv6BigInteger(next));
    return List.of(IpAddresses.canonical(address), IpAddresses.canonical(another));
  }

  /** What to try for a field, in this order; an empty list stands for no value. */
  List<List<?>> of(Field field) {
    List<List<?>> lists = new ArrayList<>();
    named.getOrDefault(field, Set.of()).forEach(value -> lists.add(List.of(value)));
    others(field, 0).forEach(value -> lists.add(List.of(value)));
    lists.add(List.of());
    return lists;
  }

  /** Some values that the query does not name; other ones for another number. */
  static List<Object> others(Field field, int number) {
    return switch (field.type()) {
      case KEYWORD -> List.of(last(field) + "-" + (number + 1));
      case IP -> List.of("198.18." + number / 250 % 256 + "." + (1 + number % 250));
      case LONG -> List.of(4_200_000_000L + number);
      case BOOLEAN -> List.of(number % 2 == 0, number % 2 == 1);
      case DATE -> List.of(1_760_000_000_000L + number);
      // No query that is read can name such a field.
      case FLATTENED, GEO_POINT -> List.of();
    };
  }

  private static String last(Field field) {
    return field.path().substring(field.path().lastIndexOf('.') + 1).replace('@', ' ').strip();
  }
}
