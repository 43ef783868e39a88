// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import io.entrawatch.expression.Aggregate;
import io.entrawatch.expression.Column;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.FunctionTable;
import io.entrawatch.expression.Literal;
import io.entrawatch.expression.TypeMismatch;
import io.entrawatch.expression.ValueType;
import java.time.Duration;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;

/** From expressions as they are written to typed ones. */
final class Typer {
  private final Scope scope;

  /** Collects the aggregates of a STATS; null where there can be none. */
  private final List<Aggregate> aggregates;

  /** Of the aggregates that are typed now; null where there is none. */
  private Expression filter;

  private final Scope fields;

  private Typer(Scope scope, List<Aggregate> aggregates, Scope fields) {
    this.scope = scope;
    this.aggregates = aggregates;
    this.fields = fields;
  }

  /** An expression without aggregates. */
  static Expression typed(Syntax syntax, Scope scope) throws QueryRefused {
    return new Typer(scope, null, null).typed(syntax);
  }

  static Expression condition(Syntax syntax, Scope scope) throws QueryRefused {
    Expression condition = typed(syntax, scope);
    if (condition.type() != ValueType.BOOLEAN && condition.type() != ValueType.NULL) {
      throw new QueryRefused(
          syntax.position(), "WHERE takes a condition, not " + condition.type().id());
    }
    return condition;
  }

  /**
   * An expression over aggregates.
   *
   * @param fields what the arguments of aggregates can name
   * @param aggregates the aggregates so far; those of the expression are added
   */
  static Expression aggregated(
      Syntax syntax, Expression filter, Scope fields, List<Aggregate> aggregates)
      throws QueryRefused {
    Typer typer = new Typer(new Scope(null, java.util.Set.of()), aggregates, fields);
    typer.filter = filter;
    return typer.typed(syntax);
  }

  private Expression typed(Syntax syntax) throws QueryRefused {
    if (syntax instanceof Syntax.Name name) {
      Expression found = scope.find(name.path());
      if (found == null) {
        throw scope.isMetadata(name.path())
            ? new QueryRefused(
                name.position(), name.path() + " cannot be computed with; use event.id")
            : scope.unknown(name);
      }
      return found;
    }
    if (syntax instanceof Syntax.Constant constant) {
      return constant(constant.value());
    }
    if (syntax instanceof Syntax.Time time) {
      TemporalAmount amount = TimeUnits.amount(time.amount(), time.unit());
      ValueType type = amount instanceof Duration ? ValueType.TIME_DURATION : ValueType.DATE_PERIOD;
      return new Literal(type, List.of(amount));
    }
    if (syntax instanceof Syntax.Values values) {
      return values(values);
    }
    return call((Syntax.Call) syntax);
  }

  private static Literal constant(Object value) {
    if (value == null) {
      return Literal.NULL;
    }
    ValueType type =
        value instanceof String
            ? ValueType.KEYWORD
            : value instanceof Boolean
                ? ValueType.BOOLEAN
                : value instanceof Integer
                    ? ValueType.INTEGER
                    : value instanceof Long ? ValueType.LONG : ValueType.DOUBLE;
    return new Literal(type, List.of(value));
  }

  /** Several constants of one type. */
  private Expression values(Syntax.Values list) throws QueryRefused {
    List<Object> values = new ArrayList<>();
    ValueType type = null;
    for (Syntax each : list.values()) {
      Expression value = typed(each);
      if (!(value instanceof Literal literal)
          || literal.value() == null
          || type != null && type != literal.type()) {
        throw new QueryRefused(each.position(), "a list holds constants of one type");
      }
      type = literal.type();
      values.add(literal.value());
    }
    return new Literal(type, values);
  }

  private Expression call(Syntax.Call call) throws QueryRefused {
    if (aggregates != null && FunctionTable.isAggregate(call.function())) {
      return aggregate(call);
    }
    require(call);
    List<Expression> arguments = new ArrayList<>();
    for (Syntax argument : call.arguments()) {
      boolean list = argument instanceof Syntax.Values && isListOperator(call.function());
      for (Syntax each : list ? ((Syntax.Values) argument).values() : List.of(argument)) {
        arguments.add(typed(each));
      }
    }
    try {
      return FunctionTable.call(call.function(), arguments);
    } catch (TypeMismatch e) {
      throw new QueryRefused(call.position(), e.getMessage());
    }
  }

  private static boolean isListOperator(String name) {
    return name.equals("in") || name.equals("like") || name.equals("rlike");
  }

  private static void require(Syntax.Call call) throws QueryRefused {
    String name = call.function();
    if (FunctionTable.isFunction(name)) {
      return;
    }
    if (name.equals("now")) {
      throw new QueryRefused(
          call.position(),
          "NOW() is supported in \"@timestamp > NOW() - 1 hour\" before STATS only; a stream has no"
              + " now");
    }
    if (FunctionTable.isAggregate(name)) {
      throw new QueryRefused(call.position(), name + " is an aggregate; it belongs into STATS");
    }
    throw new QueryRefused(
        call.position(),
        "the function " + name + " is not supported; docs/rules/README.md lists those that are");
  }

  private Expression aggregate(Syntax.Call call) throws QueryRefused {
    List<Expression> arguments = new ArrayList<>();
    for (Syntax argument : call.arguments()) {
      if (!(argument instanceof Syntax.Name name && name.path().equals(Syntax.Call.STAR))) {
        arguments.add(typed(argument, fields));
      } else if (!call.function().equals("count")) {
        throw new QueryRefused(argument.position(), "only COUNT takes *");
      }
    }
    try {
      Aggregate aggregate = FunctionTable.aggregate(call.function(), arguments, filter);
      int index = aggregates.indexOf(aggregate);
      if (index < 0) {
        index = aggregates.size();
        aggregates.add(aggregate);
      }
      return new Column(index, call.span().text(), aggregate.type());
    } catch (TypeMismatch e) {
      throw new QueryRefused(call.position(), e.getMessage());
    }
  }
}
