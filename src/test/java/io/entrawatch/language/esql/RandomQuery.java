// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Texts of random queries over the fields of {@link RandomDocuments}, most of them well typed. */
final class RandomQuery {
  enum Type {
    KEYWORD,
    INTEGER,
    LONG,
    DOUBLE,
    BOOLEAN,
    DATE,
    IP
  }

  private static final Map<Type, List<String>> FIELDS =
      Map.of(
          Type.KEYWORD,
          List.of(
              "user_agent.original",
              "azure.signinlogs.identity",
              "azure.signinlogs.category",
              "azure.signinlogs.properties.device_detail.browser"),
          Type.LONG,
          List.of("azure.signinlogs.properties.status.error_code", "source.`as`.number"),
          Type.BOOLEAN,
          List.of(
              "azure.signinlogs.properties.is_interactive",
              "`azure.signinlogs.properties.device_detail.is_managed`"),
          Type.DATE,
          List.of("@timestamp", "event.ingested"),
          Type.IP,
          List.of("source.ip"));

  private static final List<String> TEXTS =
      List.of("a", "A", "chrome 1", "b;c", "Émile", "x😀y", "10", "1.5", "true", "192.0.2.1", "");

  private static final List<String> LIKE =
      List.of("a*", "*", "?", "*1", "chrome*", "*\\\\*", "*\\\\**", "b;c", "*é*");

  private static final List<String> RLIKE =
      List.of(
          "a.*",
          ".*",
          "(chrome|firefox).*",
          "[a-c].*",
          ".",
          "a|b;c",
          "[^a]*",
          "x.y",
          "\\\\d+",
          "(a|b){1,2}.*",
          ".*\\\"?",
          "chrome.[0-9]+",
          "@",
          "a+");

  private static final List<String> REGEX =
      List.of("a", "[a-z]+", "^.", "\\\\s", "(c)(h)", ";", "\\\\d", "$");

  private static final List<String> UNITS =
      List.of(
          "1 minute", "30 minutes", "1 hour", "1 day", "3 days", "1 week", "1 month", "90 seconds");

  private static final List<String> PARTS =
      List.of("year", "months", "day", "weeks", "hours", "minutes", "seconds", "ms", "quarter");

  private final Random random;

  RandomQuery(Random random) {
    this.random = random;
  }

  /** {@code FROM ... | EVAL x0 = ..., x1 = ...}. */
  String rows(String index, int columns) {
    List<String> evals = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      evals.add("x" + i + " = " + any(3));
      names.add("x" + i);
    }
    String where = random.nextInt(3) == 0 ? "\n| WHERE " + of(Type.BOOLEAN, 2) : "";
    return "FROM "
        + index
        + where
        + "\n| EVAL "
        + String.join(", ", evals)
        + "\n| KEEP event.id, "
        + String.join(", ", names);
  }

  /** {@code FROM ... | STATS ... BY ...}. */
  String groups(String index) {
    StringBuilder query = new StringBuilder("FROM " + index);
    if (random.nextInt(2) == 0) {
      query.append("\n| WHERE ").append(of(Type.BOOLEAN, 2));
    }
    int aggregates = 1 + random.nextInt(4);
    List<String> stats = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < aggregates; i++) {
      Type type = type();
      String aggregate = aggregate(type);
      if (aggregate.startsWith("count")) {
        numbers.add("a" + i);
      }
      String filter = random.nextInt(4) == 0 ? " WHERE " + of(Type.BOOLEAN, 2) : "";
      stats.add("a" + i + " = " + aggregate + filter);
    }
    query.append("\n| STATS ").append(String.join(", ", stats));
    int keys = 1 + random.nextInt(2);
    List<String> by = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      Type type = type();
      by.add(
          "k"
              + i
              + " = "
              + (random.nextBoolean() && type != Type.INTEGER ? leaf(type, true) : key()));
    }
    query.append(" BY ").append(String.join(", ", by));
    if (!numbers.isEmpty()) {
      String number = numbers.get(random.nextInt(numbers.size()));
      query.append("\n| EVAL y = ").append(number).append(" * 2 - 1");
      if (random.nextBoolean()) {
        query.append("\n| WHERE ").append(number).append(" >= ").append(random.nextInt(4));
      }
    }
    return query.toString();
  }

  private String key() {
    return switch (random.nextInt(4)) {
      case 0 -> "DATE_TRUNC(" + one(UNITS) + ", @timestamp)";
      case 1 -> "to_lower(" + leaf(Type.KEYWORD, true) + ")";
      case 2 -> "CASE(" + of(Type.BOOLEAN, 1) + ", \"yes\", \"no\")";
      default -> leaf(Type.KEYWORD, true);
    };
  }

  private String aggregate(Type type) {
    return switch (random.nextInt(7)) {
      case 0 -> "COUNT(*)";
      case 1 -> "count(" + withField(type) + ")";
      case 2 -> "count_distinct(" + withField(type) + ")";
      case 3 -> "values(" + withField(type) + ")";
      case 4 -> "max(" + withField(type) + ")";
      case 5 -> "min(" + withField(type) + ")";
      default -> (random.nextBoolean() ? "sum(" : "avg(") + withField(Type.INTEGER) + ")";
    };
  }

  /** Of constants the engine makes aggregates of its own, with other filters. */
  private String withField(Type type) {
    String expression;
    do {
      expression = of(type, 1);
    } while (FIELDS.values().stream().flatMap(List::stream).noneMatch(expression::contains));
    return expression;
  }

  private String any(int depth) {
    return of(type(), depth);
  }

  private Type type() {
    return Type.values()[random.nextInt(Type.values().length)];
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String leaf(Type type, boolean field) {
    List<String> fields = FIELDS.get(type);
    if (fields != null && (field || random.nextInt(3) > 0)) {
      return one(fields);
    }
    return switch (type) {
      case KEYWORD -> "\"" + one(TEXTS) + "\"";
      case INTEGER -> String.valueOf(random.nextInt(12) - 3);
      case LONG -> String.valueOf(3_000_000_000L + random.nextInt(5));
      case DOUBLE -> one(List.of("1.5", "-0.25", "2.0", "1e3"));
      case BOOLEAN -> random.nextBoolean() ? "true" : "FALSE";
      case DATE -> "to_datetime(\"2024-0" + (1 + random.nextInt(9)) + "-15T10:20:30.5Z\")";
      case IP -> "to_ip(\"" + one(List.of("192.0.2.1", "2001:db8::1", "10.1.2.3")) + "\")";
    };
  }

  private String of(Type type, int depth) {
    if (random.nextInt(150) == 0) {
      return any(depth - 1);
    }
    if (depth <= 0 || random.nextInt(5) == 0) {
      return leaf(type, false);
    }
    switch (random.nextInt(8)) {
      case 0:
        return "case("
            + of(Type.BOOLEAN, depth - 1)
            + ", "
            + of(type, depth - 1)
            + (random.nextBoolean() ? ", " + of(type, depth - 1) : "")
            + ")";
      case 1:
        return "coalesce(" + of(type, depth - 1) + ", " + of(type, depth - 1) + ")";
      case 2:
        return one(List.of("mv_first", "mv_last", "mv_min", "mv_max", "mv_dedupe", "mv_sort"))
            + "("
            + of(type, depth - 1)
            + ")";
      case 3:
        if (random.nextBoolean()) {
          return one(List.of("greatest", "least"))
              + "("
              + of(type, depth - 1)
              + ", "
              + of(type, depth - 1)
              + ")";
        }
        return "mv_slice("
            + withField(type)
            + ", "
            + one(List.of("0, 1", "1, 2", "-2, -1", "0, 5"))
            + ")";
      default:
        return special(type, depth - 1);
    }
  }

  private String special(Type type, int depth) {
    return switch (type) {
      case KEYWORD -> text(depth);
      case INTEGER -> integer(depth);
      case LONG -> whole(depth);
      case DOUBLE -> real(depth);
      case BOOLEAN -> condition(depth);
      case DATE -> date(depth);
      case IP -> "to_ip(mv_first(" + leaf(Type.KEYWORD, true) + "))";
    };
  }

  private String text(int depth) {
    String k = of(Type.KEYWORD, depth);
    return switch (random.nextInt(16)) {
      case 0 -> "to_lower(" + k + ")";
      case 1 -> "TO_UPPER(" + k + ")";
      case 2 -> "concat(" + k + ", " + of(Type.KEYWORD, depth) + ")";
      case 3 -> "substring(" + k + ", " + (random.nextInt(7) - 3) + ", " + random.nextInt(4) + ")";
      case 4 -> "left(" + k + ", " + random.nextInt(4) + ")";
      case 5 -> "right(" + k + ", " + random.nextInt(4) + ")";
      case 6 -> "trim(" + k + ")";
      case 7 -> "replace(" + k + ", \"" + one(REGEX) + "\", \"_\")";
      case 8 -> "to_string(" + any(depth) + ")";
      case 9 -> any(depth) + "::string";
      case 10 -> "mv_concat(" + k + ", \"-\")";
      case 11 -> "split(" + k + ", \";\")";
      case 12 -> "reverse(" + k + ")";
      case 13 -> "to_base64(" + k + ")";
      case 14 -> "from_base64(to_base64(" + k + "))";
      default -> "mv_append(" + k + ", " + of(Type.KEYWORD, depth) + ")";
    };
  }

  private String integer(int depth) {
    String k = of(Type.KEYWORD, depth);
    return switch (random.nextInt(10)) {
      case 0 -> "length(" + k + ")";
      case 1 -> "locate(" + k + ", " + of(Type.KEYWORD, depth) + ")";
      case 2 -> "mv_count(" + any(depth) + ")";
      case 3 ->
          "date_diff(\""
              + one(PARTS)
              + "\", "
              + of(Type.DATE, depth)
              + ", "
              + of(Type.DATE, depth)
              + ")";
      case 4 ->
          "to_integer("
              + of(one(List.of(Type.KEYWORD, Type.LONG, Type.DOUBLE, Type.BOOLEAN)), depth)
              + ")";
      case 5 -> "abs(length(" + k + "))";
      case 6 -> "round(" + of(Type.INTEGER, depth) + ", -1)";
      case 7 -> "mv_sum(" + of(Type.INTEGER, depth) + ")";
      default ->
          "("
              + of(Type.INTEGER, depth)
              + one(List.of(" + ", " - ", " * ", " / ", " % "))
              + of(Type.INTEGER, depth)
              + ")";
    };
  }

  private String whole(int depth) {
    return switch (random.nextInt(6)) {
      case 0 ->
          "to_long("
              + of(one(List.of(Type.KEYWORD, Type.DATE, Type.DOUBLE, Type.BOOLEAN)), depth)
              + ")";
      case 1 -> "abs(to_long(" + of(Type.INTEGER, depth) + "))";
      case 2 ->
          "date_extract(\""
              + one(List.of("hour_of_day", "day_of_week", "year"))
              + "\", "
              + of(Type.DATE, depth)
              + ")";
      case 3 -> "-(" + of(Type.LONG, depth) + ")";
      default ->
          "("
              + of(Type.LONG, depth)
              + one(List.of(" + ", " - ", " * ", " / ", " % "))
              + of(one(List.of(Type.LONG, Type.INTEGER)), depth)
              + ")";
    };
  }

  private String real(int depth) {
    return switch (random.nextInt(9)) {
      case 0 ->
          "to_double("
              + of(one(List.of(Type.KEYWORD, Type.LONG, Type.INTEGER, Type.BOOLEAN)), depth)
              + ")";
      case 1 -> "round(" + of(Type.DOUBLE, depth) + ", 1)";
      case 2 -> "floor(" + of(Type.DOUBLE, depth) + ")";
      case 3 -> "ceil(" + of(Type.DOUBLE, depth) + ")";
      case 4 -> "sqrt(" + of(Type.LONG, depth) + ")";
      case 5 -> "pow(" + of(Type.INTEGER, depth) + ", 2)";
      case 6 -> "mv_avg(" + of(Type.LONG, depth) + ")";
      default ->
          "("
              + of(Type.DOUBLE, depth)
              + one(List.of(" + ", " - ", " * ", " / "))
              + of(one(List.of(Type.LONG, Type.INTEGER, Type.DOUBLE)), depth)
              + ")";
    };
  }

  private String date(int depth) {
    String d = of(Type.DATE, depth);
    return switch (random.nextInt(4)) {
      case 0 -> "date_trunc(" + one(UNITS) + ", " + d + ")";
      case 1 -> "(" + d + " + " + one(UNITS) + ")";
      case 2 -> "(" + d + " - " + one(UNITS) + ")";
      default -> "to_datetime(to_string(" + d + "))";
    };
  }

  private String condition(int depth) {
    switch (random.nextInt(14)) {
      case 0:
        return "(" + of(Type.BOOLEAN, depth) + " AND " + of(Type.BOOLEAN, depth) + ")";
      case 1:
        return "(" + of(Type.BOOLEAN, depth) + " or " + of(Type.BOOLEAN, depth) + ")";
      case 2:
        return "not (" + of(Type.BOOLEAN, depth) + ")";
      case 3:
        return "(" + any(depth) + (random.nextBoolean() ? " IS NULL)" : " is not null)");
      case 4:
        return "("
            + of(Type.KEYWORD, depth)
            + (random.nextBoolean() ? " like " : " NOT LIKE ")
            + "\""
            + one(LIKE)
            + "\")";
      case 5:
        return "(" + of(Type.KEYWORD, depth) + " RLIKE \"" + one(RLIKE) + "\")";
      case 6:
        return "starts_with(" + of(Type.KEYWORD, depth) + ", " + of(Type.KEYWORD, depth) + ")";
      case 7:
        return "ends_with(" + of(Type.KEYWORD, depth) + ", " + of(Type.KEYWORD, depth) + ")";
      case 8:
        return "cidr_match(" + of(Type.IP, depth) + ", \"192.0.2.0/24\", \"2001:db8::/32\")";
      case 9:
        Type type = type();
        return "("
            + of(type, depth)
            + (random.nextBoolean() ? " in (" : " NOT IN (")
            + leaf(type, false)
            + ", "
            + leaf(type, false)
            + "))";
      case 10:
        return "(" + of(Type.DATE, depth) + one(List.of(" > ", " <= ")) + "\"2024-05-01\")";
      case 11:
        return "(" + of(Type.IP, depth) + one(List.of(" == ", " >= ", " != ")) + "\"192.0.2.1\")";
      default:
        Type compared = type();
        String operator =
            compared == Type.BOOLEAN
                ? one(List.of(" == ", " != "))
                : one(List.of(" == ", " != ", " < ", " <= ", " > ", " >= "));
        return "(" + of(compared, depth) + operator + of(compared, depth) + ")";
    }
  }
}
