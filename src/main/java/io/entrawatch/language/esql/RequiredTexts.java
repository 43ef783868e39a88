// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import io.entrawatch.event.FieldType;
import io.entrawatch.expression.Call;
import io.entrawatch.expression.Expression;
import io.entrawatch.expression.FieldValue;
import io.entrawatch.expression.Literal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts of which one has to stand in an event that a plan's filter lets pass, so that a record
 * without any of them need not be read in full.
 */
public final class RequiredTexts {
  private RequiredTexts() {}

  /**
   * The alternatives of each condition that asks for a text. Empty where none does: then every
   * record is read.
   */
  public static List<Set<String>> of(Plan plan) {
    List<Set<String>> all = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      boolean isFilter = step instanceof Plan.Step.Filter;
      boolean isAnd = step.expression() instanceof Call call && call.name().equals("and");
      for (Expression each : isAnd ? step.expression().children() : List.of(step.expression())) {
        Set<String> texts = isFilter ? alternatives(each) : null;
        if (texts != null) {
          all.add(texts);
        }
      }
    }
    return all;
  }

  /**
   * @return null if the condition can hold without any text
   */
  private static Set<String> alternatives(Expression condition) {
    if (!(condition instanceof Call call)) {
      return null;
    }
    List<Expression> parts = call.children();
    switch (call.name()) {
      case "or":
        Set<String> any = new LinkedHashSet<>();
        for (Expression part : parts) {
          Set<String> texts = alternatives(part);
          if (texts == null) {
            return null;
          }
          any.addAll(texts);
        }
        return any;
      case "and":
        return parts.stream()
            .map(RequiredTexts::alternatives)
            .filter(t -> t != null)
            .findFirst()
            .orElse(null);
      case "==", "in", "starts_with", "ends_with", "contains":
        return isText(parts.get(0)) ? texts(parts.subList(1, parts.size())) : null;
      default:
        return null;
    }
  }

  private static boolean isText(Expression expression) {
    return expression instanceof FieldValue value && value.field().type() == FieldType.KEYWORD;
  }

  private static Set<String> texts(List<Expression> expressions) {
    Set<String> texts = new LinkedHashSet<>();
    for (Expression expression : expressions) {
      if (!(expression instanceof Literal literal)
          || !(literal.value() instanceof String text)
          || text.isEmpty()) {
        return null;
      }
      texts.add(text);
    }
    return texts;
  }
}
