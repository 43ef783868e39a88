// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.detect.RuleHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {
  private static final JsonNode ALERT =
      json("{'rule':{'id':'r-1'},'user':{'name':'ada'},'entrawatch':{'readings':['a','b'],'n':3}}");

  private static JsonNode json(String text) {
    return RuleHarness.json(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '"',
      value = {
        "{'rule':'r-1','user':'ada'} # true",
        "{'rule':'r-2'} # false",
        "{'entrawatch.readings':['b','a']} # true",
        "{'readings':['a']} # false",
        "{'entrawatch.n':3} # true",
        "{'entrawatch.n':'3'} # true",
        "{'entrawatch':{'n':3}} # true",
        "{'entrawatch':{'n':4}} # false",
        "{'user.id':null} # true",
        "{'user.name':null} # false",
        "{'user.id':'u'} # false",
        "{} # true",
      })
  void asksForWhatItNamesAndLeavesTheRestOpen(String expected, boolean holds) {
    assertThat(new Expectation(json(expected)).differences(ALERT).isEmpty()).isEqualTo(holds);
  }

  @Test
  void anOpenExpectationLeavesTheOnlyFittingAlertToAStricterOne() {
    List<JsonNode> alerts = List.of(ALERT, json("{'rule':{'id':'r-2'}}"));
    List<JsonNode> expected = List.of(json("{}"), json("{'rule':'r-1'}"));
    assertThat(Pairing.problems("alert", expected, alerts)).isEmpty();
  }

  @Test
  void twoEqualExpectationsNeedTwoAlerts() {
    JsonNode one = json("{'rule':'r-1'}");
    assertThat(Pairing.problems("alert", List.of(one, one), List.of(ALERT)))
        .containsExactly("no alert as expected: {\"rule\":\"r-1\"}");
  }
}
