// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.ruletest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is expected of an alert: values by dotted paths into its document. Everything else is left
 * open.
 */
record Expectation(JsonNode values) {
  /** Short names of what is asked for most. */
  private static final Map<String, String> SHORT =
      Map.of(
          "rule", "rule.id",
          "user", "user.name",
          "readings", "entrawatch.readings",
          "sign-ins", "entrawatch.sign_in_count",
          "confidence", "entrawatch.judgement.confidence",
          "exception", "exception.id");

  /** How the document differs from it, a line each; empty where it does not. */
  List<String> differences(JsonNode document) {
    List<String> differences = new ArrayList<>();
    values
        .fields()
        .forEachRemaining(
            entry -> {
              String path = SHORT.getOrDefault(entry.getKey(), entry.getKey());
              JsonNode actual = at(document, path);
              if (!equal(entry.getValue(), actual)) {
                differences.add(
                    path + " is " + shown(actual) + ", expected " + shown(entry.getValue()));
              }
            });
    return differences;
  }

  private static JsonNode at(JsonNode document, String path) {
    JsonNode node = document;
    for (String name : path.split("\\.")) {
      node = node.path(name);
    }
    return node;
  }

  /** Arrays are compared as sets, a bare value is an array of one, and null means: is not there. */
  private static boolean equal(JsonNode expected, JsonNode actual) {
    if (expected.isObject()) {
      return actual.isObject() && new Expectation(expected).differences(actual).isEmpty();
    }
    return texts(expected).equals(texts(actual));
  }

  private static List<String> texts(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    (node.isArray() ? node : List.of(node)).forEach(one -> texts.add(text(one)));
    String[] sorted = texts.toArray(String[]::new);
    Arrays.sort(sorted);
    return List.of(sorted);
  }

  private static String text(JsonNode node) {
    return node.isValueNode() ? node.asText() : node.toString();
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "not there" : node.toString();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
