// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import com.google.common.hash.Hashing;
import com.google.re2j.Pattern;
import io.entrawatch.expression.FunctionTable.Typing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions of texts. Positions and lengths count code points, from 1. */
final class TextFunctions {
  static final Map<String, Typing> FUNCTIONS = new HashMap<>();

  /** The engine's own bound on what REPEAT and SPACE make. */
  private static final int LONGEST = 1 << 20;

  static {
    FUNCTIONS.put("to_lower", (name, a) -> each(name, a, t -> t.toLowerCase(Locale.ROOT)));
    FUNCTIONS.put("to_upper", (name, a) -> each(name, a, t -> t.toUpperCase(Locale.ROOT)));
    FUNCTIONS.put("length", TextFunctions::length);
    FUNCTIONS.put("trim", (name, a) -> one(name, a, String::strip));
    FUNCTIONS.put("ltrim", (name, a) -> one(name, a, String::stripLeading));
    FUNCTIONS.put("rtrim", (name, a) -> one(name, a, String::stripTrailing));
    FUNCTIONS.put(
        "reverse", (name, a) -> one(name, a, t -> new StringBuilder(t).reverse().toString()));
    FUNCTIONS.put("to_base64", (name, a) -> one(name, a, TextFunctions::toBase64));
    FUNCTIONS.put("from_base64", (name, a) -> one(name, a, TextFunctions::fromBase64));
    FUNCTIONS.put("md5", (name, a) -> one(name, a, t -> hash("md5", t)));
    FUNCTIONS.put("sha1", (name, a) -> one(name, a, t -> hash("sha1", t)));
    FUNCTIONS.put("sha256", (name, a) -> one(name, a, t -> hash("sha256", t)));
    FUNCTIONS.put("concat", TextFunctions::concat);
    FUNCTIONS.put("starts_with", (name, a) -> test(name, a, String::startsWith));
    FUNCTIONS.put("ends_with", (name, a) -> test(name, a, String::endsWith));
    FUNCTIONS.put("contains", (name, a) -> test(name, a, String::contains));
    FUNCTIONS.put("substring", TextFunctions::substring);
    FUNCTIONS.put("left", (name, a) -> side(name, a, true));
    FUNCTIONS.put("right", (name, a) -> side(name, a, false));
    FUNCTIONS.put("locate", TextFunctions::locate);
    FUNCTIONS.put("repeat", TextFunctions::repeat);
    FUNCTIONS.put("replace", TextFunctions::replace);
    FUNCTIONS.put("split", TextFunctions::split);
    FUNCTIONS.put("like", (name, a) -> matches(name, a, Patterns::like));
    FUNCTIONS.put("rlike", TextFunctions::rlike);
  }

  private TextFunctions() {}

  private interface OfText {
    String apply(String text);
  }

  private interface OfTexts {
    boolean test(String first, String second);
  }

  private interface Compiler {
    Pattern compile(String pattern) throws TypeMismatch;
  }

  private static Expression one(String name, List<Expression> arguments, OfText function)
      throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    Arguments.text(name, arguments.get(0));
    return new Call(
        name, arguments, ValueType.KEYWORD, Evaluator.one(value -> function.apply((String) value)));
  }

  private static Expression each(String name, List<Expression> arguments, OfText function)
      throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    Arguments.text(name, arguments.get(0));
    return new Call(
        name,
        arguments,
        ValueType.KEYWORD,
        Evaluator.each(value -> function.apply((String) value)));
  }

  private static Expression length(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 1, 1);
    Arguments.text(name, arguments.get(0));
    return new Call(
        name, arguments, ValueType.INTEGER, Evaluator.one(value -> length((String) value)));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String toBase64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String fromBase64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @SuppressWarnings("deprecation") // Rules compare with hashes that others have made.
  private static String hash(String algorithm, String text) {
    var function =
        switch (algorithm) {
          case "md5" -> Hashing.md5();
          case "sha1" -> Hashing.sha1();
          default -> Hashing.sha256();
        };
    return function.hashString(text, StandardCharsets.UTF_8).toString();
  }

  private static Expression concat(String name, List<Expression> arguments) throws TypeMismatch {
    if (arguments.size() < 2) {
      throw new TypeMismatch("concat takes two arguments at least");
    }
    for (Expression argument : arguments) {
      Arguments.text(name, argument);
    }
    return new Call(
        name,
        arguments,
        ValueType.KEYWORD,
        Evaluator.many(
            values -> {
              StringBuilder text = new StringBuilder();
              for (Object value : values) {
                text.append(value);
              }
              return text.length() > LONGEST ? null : text.toString();
            }));
  }

  private static Expression test(String name, List<Expression> arguments, OfTexts function)
      throws TypeMismatch {
    Arguments.count(name, arguments, 2, 2);
    Arguments.text(name, arguments.get(0));
    Arguments.text(name, arguments.get(1));
    return new Call(
        name,
        arguments,
        ValueType.BOOLEAN,
        Evaluator.two((first, second) -> function.test((String) first, (String) second)));
  }

  private static Expression substring(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 2, 3);
    Arguments.text(name, arguments.get(0));
    for (Expression position : arguments.subList(1, arguments.size())) {
      Arguments.type(name, position, ValueType.INTEGER);
    }
    return new Call(
        name,
        arguments,
        ValueType.KEYWORD,
        Evaluator.many(
            values -> {
              int most = values.length == 3 ? (Integer) values[2] : Integer.MAX_VALUE;
              return most < 0 ? null : cut((String) values[0], (Integer) values[1], most);
            }));
  }

  /** A start below 0 counts from the end. */
  private static String cut(String text, int start, int most) {
    int length = length(text);
    int first = start > 0 ? start - 1 : start < 0 ? length + start : 0;
    first = Math.max(0, Math.min(length, first));
    int last = (int) Math.min(length, (long) first + most);
    return text.substring(
        text.offsetByCodePoints(0, first), text.offsetByCodePoints(0, Math.max(first, last)));
  }

  private static Expression side(String name, List<Expression> arguments, boolean left)
      throws TypeMismatch {
    Arguments.count(name, arguments, 2, 2);
    Arguments.text(name, arguments.get(0));
    Arguments.type(name, arguments.get(1), ValueType.INTEGER);
    return new Call(
        name,
        arguments,
        ValueType.KEYWORD,
        Evaluator.two(
            (value, number) -> {
              String text = (String) value;
              int count = Math.max(0, Math.min(length(text), (Integer) number));
              return left
                  ? text.substring(0, text.offsetByCodePoints(0, count))
                  : text.substring(text.offsetByCodePoints(text.length(), -count));
            }));
  }

  /** The position of a text within another; 0 where it is not. */
  private static Expression locate(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 2, 3);
    Arguments.text(name, arguments.get(0));
    Arguments.text(name, arguments.get(1));
    if (arguments.size() == 3) {
      Arguments.type(name, arguments.get(2), ValueType.INTEGER);
    }
    return new Call(
        name,
        arguments,
        ValueType.INTEGER,
        Evaluator.many(
            values -> {
              String text = (String) values[0];
              int start = values.length == 3 ? Math.max(1, (Integer) values[2]) : 1;
              if (start > length(text) + 1) {
                return 0;
              }
              int found = text.indexOf((String) values[1], text.offsetByCodePoints(0, start - 1));
              return found < 0 ? 0 : 1 + text.codePointCount(0, found);
            }));
  }

  private static Expression repeat(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 2, 2);
    Arguments.text(name, arguments.get(0));
    Arguments.type(name, arguments.get(1), ValueType.INTEGER);
    return new Call(
        name,
        arguments,
        ValueType.KEYWORD,
        Evaluator.two(
            (value, number) -> {
              String text = (String) value;
              int count = (Integer) number;
              long bytes = (long) text.getBytes(StandardCharsets.UTF_8).length * count;
              return count < 0 || bytes > LONGEST ? null : text.repeat(count);
            }));
  }

  private static Expression replace(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 3, 3);
    for (Expression argument : arguments) {
      Arguments.text(name, argument);
    }
    Object regex = Arguments.constant(name, arguments.get(1));
    Pattern pattern = regex == null ? null : Patterns.java(name, (String) regex);
    return new Call(
        name,
        arguments,
        ValueType.KEYWORD,
        Evaluator.many(
            values -> {
              try {
                String text = pattern.matcher((String) values[0]).replaceAll((String) values[2]);
                return text.length() > LONGEST ? null : text;
              } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return null;
              }
            }));
  }

  /** At a text, not at a pattern. */
  private static Expression split(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 2, 2);
    Arguments.text(name, arguments.get(0));
    Arguments.text(name, arguments.get(1));
    if (arguments.get(1) instanceof Literal literal
        && literal.value() instanceof String delimiter
        && delimiter.getBytes(StandardCharsets.UTF_8).length != 1) {
      throw new TypeMismatch(name + " takes a delimiter of one byte");
    }
    return new Call(
        name,
        arguments,
        ValueType.KEYWORD,
        (all, row) -> {
          List<?> texts = all.get(0).evaluate(row);
          List<?> delimiters = all.get(1).evaluate(row);
          if (texts.size() != 1 || delimiters.size() != 1) {
            return List.of();
          }
          return parts((String) texts.get(0), (String) delimiters.get(0));
        });
  }

  private static List<String> parts(String text, String delimiter) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int found = delimiter.isEmpty() ? -1 : text.indexOf(delimiter);
    while (found >= 0) {
      parts.add(text.substring(start, found));
      start = found + delimiter.length();
      found = text.indexOf(delimiter, start);
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** Of such a pattern the engine makes IS NOT NULL, which differs for null and multi-values. */
  private static boolean matchesAll(String name, Expression pattern) {
    return pattern instanceof Literal literal
        && literal.value() instanceof String text
        && (name.equals("like") ? text.matches("\\*+") : text.equals(".*") || text.equals("@"));
  }

  private static Expression rlike(String name, List<Expression> arguments) throws TypeMismatch {
    if (arguments.size() > 2) {
      throw new TypeMismatch("RLIKE takes one pattern; write the patterns with | in between");
    }
    return matches(name, arguments, Patterns::rlike);
  }

  /** The first argument matches one of the patterns that follow. */
  private static Expression matches(String name, List<Expression> arguments, Compiler compiler)
      throws TypeMismatch {
    Arguments.text(name, arguments.get(0));
    if (arguments.size() == 2 && matchesAll(name, arguments.get(1))) {
      return Logic.isNull("is not null", arguments.subList(0, 1), false);
    }
    List<Pattern> patterns = new ArrayList<>();
    for (Expression argument : arguments.subList(1, arguments.size())) {
      String text = Arguments.constantText(name, argument);
      if (text == null) {
        throw new TypeMismatch(name + " takes a pattern, not null");
      }
      patterns.add(compiler.compile(text));
    }
    return new Call(
        name,
        arguments,
        ValueType.BOOLEAN,
        Evaluator.one(
            value -> patterns.stream().anyMatch(p -> p.matcher((String) value).matches())));
  }
}
