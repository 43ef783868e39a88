// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import io.entrawatch.language.esql.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the commands of a query.
 *
 * <p>Written by hand: the language that rules use is small, and so a message can name what is
 * missing and the depth of nesting is bounded here.
 */
final class Parser {
  /** Longer than any rule; a rule file is cut off at the same size. */
  static final int LONGEST = 1 << 20;

  private static final int DEEPEST = 100;
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  /** Words that cannot be names unless they stand in backticks. */
  private static final Set<String> RESERVED =
      Set.of(
          "and", "or", "not", "in", "is", "null", "like", "rlike", "true", "false", "by", "asc",
          "desc", "nulls");

  private final String text;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private Parser(String text) throws QueryRefused {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  static List<Command> parse(String text) throws QueryRefused {
    if (text.length() > LONGEST) {
      throw new QueryRefused(
          new Position(1, 1), "the query has more than " + LONGEST + " characters; shorten it");
    }
    Parser parser = new Parser(text);
    List<Command> commands = new ArrayList<>();
    commands.add(parser.from());
    while (parser.accept("|")) {
      commands.add(parser.command());
    }
    if (parser.token().kind() != Kind.END) {
      throw parser.unexpected("a | and the next command");
    }
    return commands;
  }

  // Commands

  private Command from() throws QueryRefused {
    Position position = token().position();
    if (!acceptWord("from")) {
      throw new QueryRefused(position, "a query begins with FROM; nothing else can be a stream");
    }
    List<String> indices = new ArrayList<>();
    do {
      indices.add(index());
    } while (accept(","));
    List<String> metadata = new ArrayList<>();
    if (acceptWord("metadata")) {
      do {
        metadata.add(name().path());
      } while (accept(","));
    }
    return new Command.From(List.copyOf(indices), List.copyOf(metadata), position);
  }

  /** An index, a pattern or a cluster's; what stands together without spaces. */
  private String index() throws QueryRefused {
    Token first = next();
    if (first.kind() == Kind.STRING) {
      return first.text();
    }
    int end = first.end();
    while (token().start() == end
        && token().kind() != Kind.END
        && !token().is(",")
        && !token().is("|")) {
      end = next().end();
    }
    String index = text.substring(first.start(), end);
    if (first.kind() == Kind.END || index.equals(",") || index.equals("|")) {
      at--;
      throw unexpected("the name of an index");
    }
    return index;
  }

  private Command command() throws QueryRefused {
    Token word = next();
    Position position = word.position();
    switch (word.kind() == Kind.WORD ? word.lowerCase() : "") {
      case "where":
        return new Command.Where(expression(), position);
      case "eval":
        return new Command.Eval(columns(), position);
      case "keep":
        return new Command.Keep(patterns(), position);
      case "drop":
        return new Command.Drop(patterns(), position);
      case "rename":
        return rename(position);
      case "mv_expand":
        return new Command.MvExpand(name(), position);
      case "stats":
        return stats(position);
      case "sort":
        return sort(position);
      case "limit":
        return limit(position);
      case "":
        at--;
        throw unexpected("a command");
      default:
        skipCommand();
        return new Command.Other(word.text(), position);
    }
  }

  private void skipCommand() {
    while (token().kind() != Kind.END && !token().is("|")) {
      at++;
    }
  }

  private List<Command.Named> columns() throws QueryRefused {
    List<Command.Named> columns = new ArrayList<>();
    do {
      columns.add(column());
    } while (accept(","));
    return List.copyOf(columns);
  }

  private Command.Named column() throws QueryRefused {
    String name = assigned();
    Syntax expression = expression();
    return new Command.Named(name == null ? expression.span().text() : name, expression);
  }

  /** The name in front of an equals sign; null where there is none. */
  private String assigned() throws QueryRefused {
    int start = at;
    if (token().isName() && !isReserved(token())) {
      Syntax.Name name = name();
      if (accept("=")) {
        return name.path();
      }
    }
    at = start;
    return null;
  }

  private Command rename(Position position) throws QueryRefused {
    List<Syntax.Name> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    do {
      Syntax.Name first = name();
      if (acceptWord("as")) {
        from.add(first);
        to.add(name().path());
      } else if (accept("=")) {
        to.add(first.path());
        from.add(name());
      } else {
        throw unexpected("AS");
      }
    } while (accept(","));
    return new Command.Rename(List.copyOf(from), List.copyOf(to), position);
  }

  private Command stats(Position position) throws QueryRefused {
    List<Command.Filtered> aggregates = new ArrayList<>();
    if (!token().isWord("by")) {
      do {
        Command.Named named = column();
        Syntax filter = acceptWord("where") ? expression() : null;
        aggregates.add(new Command.Filtered(named.name(), named.expression(), filter));
      } while (accept(","));
    }
    List<Command.Named> keys = acceptWord("by") ? columns() : List.of();
    return new Command.Stats(List.copyOf(aggregates), keys, position);
  }

  private Command sort(Position position) throws QueryRefused {
    List<Syntax> by = new ArrayList<>();
    do {
      by.add(expression());
      if (!acceptWord("asc")) {
        acceptWord("desc");
      }
      if (acceptWord("nulls") && !acceptWord("first") && !acceptWord("last")) {
        throw unexpected("FIRST or LAST");
      }
    } while (accept(","));
    return new Command.Sort(List.copyOf(by), position);
  }

  private Command limit(Position position) throws QueryRefused {
    Token number = next();
    if (number.kind() != Kind.INTEGER || number.text().length() > 9) {
      at--;
      throw unexpected("a number of rows");
    }
    return new Command.Limit(Long.parseLong(number.text()), position);
  }

  // Names

  private Syntax.Name name() throws QueryRefused {
    Token first = token();
    if (!first.isName() || isReserved(first)) {
      throw unexpected("a name");
    }
    StringBuilder path = new StringBuilder(next().text());
    while (token().is(".") && tokens.get(at + 1).isName()) {
      at++;
      path.append('.').append(next().text());
    }
    return new Syntax.Name(path.toString(), span(first));
  }

  private static boolean isReserved(Token token) {
    return token.kind() == Kind.WORD && RESERVED.contains(token.lowerCase());
  }

  private List<Syntax.Name> patterns() throws QueryRefused {
    List<Syntax.Name> patterns = new ArrayList<>();
    do {
      Token first = token();
      StringBuilder path = new StringBuilder();
      int end = first.start();
      while (token().start() == end && (token().isName() || token().is(".") || token().is("*"))) {
        end = token().end();
        path.append(next().text());
      }
      if (path.isEmpty()) {
        throw unexpected("a name");
      }
      patterns.add(new Syntax.Name(path.toString(), span(first)));
    } while (accept(","));
    return List.copyOf(patterns);
  }

  // Expressions, from what binds least to what binds most

  private Syntax expression() throws QueryRefused {
    Token first = token();
    List<Syntax> any = new ArrayList<>();
    do {
      any.add(conjunction());
    } while (acceptWord("or"));
    return any.size() == 1 ? any.get(0) : new Syntax.Call("or", List.copyOf(any), span(first));
  }

  private Syntax conjunction() throws QueryRefused {
    Token first = token();
    List<Syntax> all = new ArrayList<>();
    do {
      all.add(negation());
    } while (acceptWord("and"));
    return all.size() == 1 ? all.get(0) : new Syntax.Call("and", List.copyOf(all), span(first));
  }

  private Syntax negation() throws QueryRefused {
    Token first = token();
    int negations = 0;
    while (acceptWord("not")) {
      negations++;
    }
    Syntax condition = comparison();
    return negations % 2 == 0 ? condition : call("not", first, condition);
  }

  private Syntax comparison() throws QueryRefused {
    Token first = token();
    Syntax left = sum();
    if (token().kind() == Kind.SYMBOL && COMPARISONS.contains(token().text())) {
      return call(next().text(), first, left, sum());
    }
    if (accept(":")) {
      return call(":", first, left, primary());
    }
    if (acceptWord("is")) {
      boolean not = acceptWord("not");
      if (!acceptWord("null")) {
        throw unexpected("NULL");
      }
      return call(not ? "is not null" : "is null", first, left);
    }
    boolean not = acceptWord("not");
    for (String operator : List.of("in", "like", "rlike")) {
      if (acceptWord(operator)) {
        boolean list = operator.equals("in") || token().is("(");
        Syntax found = call(operator, first, left, list ? values() : primary());
        return not ? call("not", first, found) : found;
      }
    }
    if (not) {
      throw unexpected("IN, LIKE or RLIKE");
    }
    return left;
  }

  private Syntax values() throws QueryRefused {
    Token first = token();
    expect("(");
    List<Syntax> values = new ArrayList<>();
    do {
      values.add(expression());
    } while (accept(","));
    expect(")");
    return new Syntax.Values(List.copyOf(values), span(first));
  }

  private Syntax sum() throws QueryRefused {
    Token first = token();
    Syntax left = product();
    for (int terms = 1; token().is("+") || token().is("-"); terms++) {
      requireFewer(terms);
      left = call(next().text(), first, left, product());
    }
    return left;
  }

  private Syntax product() throws QueryRefused {
    Token first = token();
    Syntax left = signed();
    for (int terms = 1; token().is("*") || token().is("/") || token().is("%"); terms++) {
      requireFewer(terms);
      left = call(next().text(), first, left, signed());
    }
    return left;
  }

  private Syntax signed() throws QueryRefused {
    Token first = token();
    int minuses = 0;
    while ((token().is("-") || token().is("+")) && !isNumber(tokens.get(at + 1))) {
      minuses += next().is("-") ? 1 : 0;
    }
    Syntax value = cast();
    return minuses % 2 == 0 ? value : call("neg", first, value);
  }

  private Syntax cast() throws QueryRefused {
    Token first = token();
    Syntax value = primary();
    for (int casts = 1; accept("::"); casts++) {
      requireFewer(casts);
      if (!token().isName()) {
        throw unexpected("a type");
      }
      value = call("::" + next().lowerCase(), first, value);
    }
    return value;
  }

  private static boolean isNumber(Token token) {
    return token.kind() == Kind.INTEGER || token.kind() == Kind.DECIMAL;
  }

  private void requireFewer(int levels) throws QueryRefused {
    if (levels > DEEPEST) {
      throw new QueryRefused(
          token().position(), "more than " + DEEPEST + " levels of nesting; simplify the query");
    }
  }

  private Syntax primary() throws QueryRefused {
    requireFewer(++depth);
    Syntax value = operand();
    depth--;
    return value;
  }

  private Syntax operand() throws QueryRefused {
    Token first = token();
    switch (first.kind()) {
      case STRING:
        at++;
        return constant(first.text(), first);
      case INTEGER:
        at++;
        return integer(first, first.text());
      case DECIMAL:
        at++;
        return constant(Double.valueOf(first.text()), first);
      case SYMBOL:
        if ((first.is("-") || first.is("+")) && isNumber(tokens.get(at + 1))) {
          at++;
          String number = first.text() + next().text();
          return tokens.get(at - 1).kind() == Kind.INTEGER
              ? integer(first, number)
              : constant(Double.valueOf(number), first);
        }
        break;
      case WORD, QUOTED_WORD:
        return word(first);
      default:
        break;
    }
    if (accept("(")) {
      Syntax inner = expression();
      expect(")");
      return inner;
    }
    if (accept("[")) {
      return array(first);
    }
    if (first.is("?")) {
      throw new QueryRefused(first.position(), "a rule has no parameters; write the value");
    }
    throw unexpected("a value");
  }

  private Syntax word(Token first) throws QueryRefused {
    if (acceptWord("true") || acceptWord("false")) {
      return constant(first.isWord("true"), first);
    }
    if (acceptWord("null")) {
      return constant(null, first);
    }
    Syntax.Name name = name();
    if (!accept("(")) {
      return name;
    }
    List<Syntax> arguments = new ArrayList<>();
    if (token().is("*") && tokens.get(at + 1).is(")")) {
      at++;
      arguments.add(new Syntax.Name(Syntax.Call.STAR, span(first)));
    } else if (!token().is(")")) {
      do {
        if (token().is("{")) {
          throw new QueryRefused(
              token().position(), "options of a function are not supported; leave them out");
        }
        arguments.add(expression());
      } while (accept(","));
    }
    expect(")");
    return new Syntax.Call(
        name.path().toLowerCase(Locale.ROOT), List.copyOf(arguments), span(first));
  }

  private Syntax array(Token first) throws QueryRefused {
    List<Syntax> values = new ArrayList<>();
    do {
      values.add(signed());
    } while (accept(","));
    expect("]");
    return new Syntax.Values(List.copyOf(values), span(first));
  }

  /** A whole number, or an amount of time. */
  private Syntax integer(Token number, String text) throws QueryRefused {
    BigInteger value = new BigInteger(text.length() > 30 ? "1" + "0".repeat(30) : text);
    if (token().kind() == Kind.WORD && TimeUnits.isUnit(token().lowerCase())) {
      if (value.bitLength() > 31) {
        throw new QueryRefused(number.position(), "too much time; shorten it");
      }
      String unit = next().lowerCase();
      return new Syntax.Time(value.longValue(), unit, span(number));
    }
    if (value.bitLength() < 32) {
      return constant(value.intValueExact(), number);
    }
    if (value.bitLength() < 64) {
      return constant(value.longValueExact(), number);
    }
    throw new QueryRefused(
        number.position(), "the number does not fit into 64 bits; write it with a decimal point");
  }

  private Syntax constant(Object value, Token token) {
    return new Syntax.Constant(value, span(token));
  }

  private Syntax call(String function, Token first, Syntax... arguments) {
    return new Syntax.Call(function, List.of(arguments), span(first));
  }

  // Tokens

  private Token token() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  private boolean accept(String symbol) {
    boolean found = token().is(symbol);
    at += found ? 1 : 0;
    return found;
  }

  private boolean acceptWord(String word) {
    boolean found = token().isWord(word);
    at += found ? 1 : 0;
    return found;
  }

  private void expect(String symbol) throws QueryRefused {
    if (!accept(symbol)) {
      throw unexpected(symbol);
    }
  }

  /** From a token to the last one that was read. */
  private Syntax.Span span(Token first) {
    int end = Math.max(first.end(), at == 0 ? 0 : tokens.get(at - 1).end());
    return new Syntax.Span(text, first.start(), end, first.position());
  }

  private QueryRefused unexpected(String wanted) {
    return new QueryRefused(
        token().position(), "found " + token().shown() + " where " + wanted + " is expected");
  }
}
