// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.ruletest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Pairs what is expected with what came, so that as many as can be have a partner. */
final class Pairing {
  private final List<Expectation> expected;
  private final List<JsonNode> documents;
  private final int[] partnerOfDocument;

  private Pairing(List<Expectation> expected, List<JsonNode> documents) {
    this.expected = expected;
    this.documents = documents;
    this.partnerOfDocument = new int[documents.size()];
    Arrays.fill(partnerOfDocument, -1);
  }

  /**
   * What does not fit, a line each; empty where each has its partner.
   *
   * @param what the documents are called
   */
  static List<String> problems(String what, List<JsonNode> expected, List<JsonNode> documents) {
    Pairing pairing = new Pairing(expected.stream().map(Expectation::new).toList(), documents);
    return pairing.problems(what);
  }

  private List<String> problems(String what) {
    List<String> problems = new ArrayList<>();
    List<Expectation> lonely = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      if (!finds(i, new boolean[documents.size()])) {
        lonely.add(expected.get(i));
      }
    }
    List<JsonNode> surplus = new ArrayList<>();
    for (int d = 0; d < documents.size(); d++) {
      if (partnerOfDocument[d] < 0) {
        surplus.add(documents.get(d));
      }
    }
    for (Expectation one : lonely) {
      problems.add("no " + what + " as expected: " + one);
      nearest(one, surplus).forEach(difference -> problems.add("  the nearest: " + difference));
    }
    surplus.forEach(document -> problems.add("not expected: " + what + " of " + name(document)));
    return problems;
  }

  /** Takes a free document, or one whose partner finds another. */
  private boolean finds(int expectation, boolean[] asked) {
    for (int d = 0; d < documents.size(); d++) {
      if (!asked[d] && expected.get(expectation).differences(documents.get(d)).isEmpty()) {
        asked[d] = true;
        if (partnerOfDocument[d] < 0 || finds(partnerOfDocument[d], asked)) {
          partnerOfDocument[d] = expectation;
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> nearest(Expectation expectation, List<JsonNode> documents) {
    return documents.stream()
        .map(expectation::differences)
        .min(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  private static String name(JsonNode document) {
    return document.at("/rule/id").asText()
        + ", user "
        + document.at("/user/name").asText("-")
        + ", "
        + document.at("/entrawatch/sign_in_count").asText()
        + " sign-ins";
  }
}
