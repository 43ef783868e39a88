// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import io.entrawatch.event.Field;
import io.entrawatch.expression.Aggregate;
import io.entrawatch.expression.Column;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.FieldValue;
import io.entrawatch.expression.FunctionTable;
import io.entrawatch.expression.Literal;
import io.entrawatch.expression.Row;
import io.entrawatch.expression.TypeMismatch;
import io.entrawatch.language.esql.Plan.Output;
import io.entrawatch.language.esql.Plan.Stats;
import io.entrawatch.language.esql.Plan.Step;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** From the commands of a query to a plan, or to the reason why it cannot run as a stream. */
public final class Analyzer {
  private static final String TIMESTAMP = "@timestamp";

  private final Schema schema;
  private final List<Step> steps = new ArrayList<>();
  private final List<Expression> conditions = new ArrayList<>();
  private List<String> indices;
  private Scope scope;
  private Duration lookBack;
  private Stats stats;
  private Position limit;
  private int columns;

  private Analyzer(Schema schema) {
    this.schema = schema;
  }

  /**
   * The plan of a query.
   *
   * @throws QueryRefused if it is no ES|QL, names what is not there, or cannot run as a stream
   */
  public static Plan plan(String query, Schema schema) throws QueryRefused {
    Analyzer analyzer = new Analyzer(schema);
    for (Command command : Parser.parse(query)) {
      analyzer.add(command);
    }
    return analyzer.plan();
  }

  /**
   * The indices of a query, whatever else it says.
   *
   * @throws QueryRefused if it is no ES|QL
   */
  public static List<String> indices(String query) throws QueryRefused {
    return ((Command.From) Parser.parse(query).get(0)).indices();
  }

  private Plan plan() {
    List<Output> outputs = new ArrayList<>();
    scope.columns().forEach((name, expression) -> outputs.add(new Output(name, expression)));
    return new Plan(indices, List.copyOf(steps), lookBack, stats, all(conditions), outputs);
  }

  private void add(Command command) throws QueryRefused {
    if (command instanceof Command.From from) {
      indices = from.indices();
      scope = new Scope(schema, new HashSet<>(from.metadata()));
    } else if (command instanceof Command.Where where) {
      where(where.condition());
    } else if (command instanceof Command.Eval eval) {
      for (Command.Named column : eval.columns()) {
        scope.define(column.name(), Typer.typed(column.expression(), scope));
      }
    } else if (command instanceof Command.Keep keep) {
      scope.keep(keep.names());
    } else if (command instanceof Command.Drop drop) {
      scope.drop(drop.names());
    } else if (command instanceof Command.Rename rename) {
      for (int i = 0; i < rename.from().size(); i++) {
        scope.rename(rename.from().get(i), rename.to().get(i));
      }
    } else if (command instanceof Command.MvExpand expand) {
      expand(expand);
    } else if (command instanceof Command.Stats grouping) {
      stats(grouping);
    } else if (command instanceof Command.Limit each) {
      limit = each.position();
    } else if (command instanceof Command.Sort sort) {
      for (Syntax by : sort.by()) {
        Typer.typed(by, scope);
      }
    } else if (command instanceof Command.Other other) {
      throw new QueryRefused(
          other.position(),
          "the command "
              + other.name()
              + " is not supported; a stream runs WHERE, EVAL, KEEP, DROP, RENAME, MV_EXPAND,"
              + " STATS, SORT and LIMIT");
    }
  }

  private void where(Syntax condition) throws QueryRefused {
    boolean isAll = condition instanceof Syntax.Call call && call.function().equals("and");
    List<Expression> rest = new ArrayList<>();
    for (Syntax each : isAll ? ((Syntax.Call) condition).arguments() : List.of(condition)) {
      Duration bound = stats == null ? NowBound.of(each) : null;
      if (bound == null) {
        rest.add(Typer.condition(each, scope));
      } else {
        lookBack = lookBack == null || bound.compareTo(lookBack) < 0 ? bound : lookBack;
      }
    }
    if (stats != null) {
      conditions.addAll(rest);
    } else if (!rest.isEmpty()) {
      steps.add(new Step.Filter(all(rest)));
    }
  }

  private static Expression all(List<Expression> conditions) {
    if (conditions.isEmpty()) {
      return Literal.TRUE;
    }
    try {
      return conditions.size() == 1 ? conditions.get(0) : FunctionTable.call("and", conditions);
    } catch (TypeMismatch e) {
      throw new IllegalStateException(e);
    }
  }

  private void expand(Command.MvExpand expand) throws QueryRefused {
    if (stats != null) {
      throw new QueryRefused(
          expand.position(), "MV_EXPAND after STATS is not supported; expand before it");
    }
    Expression source = Typer.typed(expand.column(), scope);
    steps.add(new Step.Expand(source, columns));
    scope.define(
        expand.column().path(), new Column(columns, expand.column().path(), source.type()));
    columns++;
  }

  private void stats(Command.Stats command) throws QueryRefused {
    if (stats != null) {
      throw new QueryRefused(
          command.position(), "a second STATS cannot run as a stream; write one STATS");
    }
    if (limit != null) {
      throw new QueryRefused(
          limit,
          "LIMIT before STATS depends on the order of rows, which a stream has not; remove it");
    }
    List<Expression> keys = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int bucket = -1;
    Duration size = null;
    for (Command.Named key : command.keys()) {
      Expression expression = Typer.typed(key.expression(), scope);
      Duration bucketed = bucketSize(expression);
      if (bucketed != null) {
        if (size != null) {
          throw new QueryRefused(
              key.expression().position(), "a second bucket of @timestamp; keep one");
        }
        bucket = keys.size();
        size = bucketed;
      }
      keys.add(expression);
      names.add(key.name());
    }
    List<Aggregate> aggregates = new ArrayList<>();
    Scope after = new Scope(null, Set.of());
    for (Command.Filtered each : command.aggregates()) {
      Expression filter = each.filter() == null ? null : Typer.condition(each.filter(), scope);
      after.define(each.name(), Typer.aggregated(each.expression(), filter, scope, aggregates));
    }
    for (int i = 0; i < keys.size(); i++) {
      after.define(
          names.get(i), new Column(aggregates.size() + i, names.get(i), keys.get(i).type()));
    }
    stats = new Stats(List.copyOf(aggregates), List.copyOf(keys), bucket, size);
    scope = after;
  }

  /** The size of the bucket, if the expression is one of {@code @timestamp}; else null. */
  private static Duration bucketSize(Expression key) {
    boolean isBucket =
        key.text().startsWith("date_trunc(")
            && key.children().size() == 2
            && key.children().get(1) instanceof FieldValue value
            && value.field() == Field.TIMESTAMP
            && key.children().get(0) instanceof Literal;
    if (!isBucket) {
      return null;
    }
    Object span = ((Literal) key.children().get(0)).value();
    return span instanceof Duration duration
        ? duration
        : Duration.ofDays(((Period) span).getDays());
  }

  /** The bound {@code @timestamp > NOW() - T}. */
  private static final class NowBound {
    /**
     * @return null if the condition is none
     */
    static Duration of(Syntax condition) throws QueryRefused {
      if (!(condition instanceof Syntax.Call call) || call.arguments().size() != 2) {
        return null;
      }
      Syntax left = call.arguments().get(0);
      Syntax right = call.arguments().get(1);
      boolean after = call.function().equals(">") || call.function().equals(">=");
      boolean before = call.function().equals("<") || call.function().equals("<=");
      if (after && isTimestamp(left)) {
        return ago(right);
      }
      return before && isTimestamp(right) ? ago(left) : null;
    }

    private static boolean isTimestamp(Syntax syntax) {
      return syntax instanceof Syntax.Name name && name.path().equals(TIMESTAMP);
    }

    private static Duration ago(Syntax syntax) {
      if (syntax instanceof Syntax.Call minus
          && minus.function().equals("-")
          && minus.arguments().get(0) instanceof Syntax.Call now
          && now.function().equals("now")
          && minus.arguments().get(1) instanceof Syntax.Time time) {
        Object amount = TimeUnits.amount(time.amount(), time.unit());
        if (amount instanceof Duration duration) {
          return duration;
        }
        return ((Period) amount).toTotalMonths() == 0
            ? Duration.ofDays(((Period) amount).getDays())
            : null;
      }
      return null;
    }
  }

  /** A row of columns that no event stands behind. */
  static Row columns(List<List<?>> values) {
    return new Row() {
      @Override
      public List<?> field(Field field) {
        throw new IllegalStateException("no field after STATS: " + field.path());
      }

      @Override
      public List<?> column(int index) {
        return values.get(index);
      }
    };
  }
}
