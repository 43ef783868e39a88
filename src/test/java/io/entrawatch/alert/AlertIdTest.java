// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.detect.RuleHarness;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** Who reads alerts under pseudonyms cannot find a name by the id either. */
class AlertIdTest {
  private static final Rule RULE =
      BuiltInRules.all().stream().filter(r -> r.id().equals("device-code-retuned")).findAny().get();
  private static final Period DAY = new Period(0, 86_400_000, "");

  /** The alert of one group as the settings have it, in all places that say its id. */
  private static String id(String... settings) throws Exception {
    Map<String, String> environment = Map.of("ONE", "k".repeat(32), "OTHER", "o".repeat(32));
    AlertPolicy policy =
        new SettingsParser(RuleCatalogueEntry.all(), environment)
            .parse(List.of(settings))
            .alertPolicy(new AlertPolicy.FinalOnly());
    try (RuleHarness job = new RuleHarness(RULE, InstantiationUtil.clone(policy))) {
      job.arrive(
          signIn().deviceCode().at("10:00:00").build(),
          signIn().deviceCode().at("10:00:01").agent("curl/8").build());
      Alert alert = job.end().lastAlerts().get(0);
      assertThat(RuleHarness.json(alert.document()).at("/entrawatch/alert/id").asText())
          .isEqualTo(alert.id());
      return alert.id();
    }
  }

  @Test
  void withAKeyForPseudonymsTheIdDependsOnIt() throws Exception {
    String one = id("alerts.pseudonymise.key=${env:ONE}");
    assertThat(one).matches("[0-9a-f]{32}").isEqualTo(id("alerts.pseudonymise.key=${env:ONE}"));
    assertThat(List.of(one, id("alerts.pseudonymise.key=${env:OTHER}"), id()))
        .doesNotHaveDuplicates();
  }

  /** Another value would give every alert that there is a second id. */
  @Test
  void withoutAKeyItIsWhatItHasAlwaysBeen() {
    assertThat(AlertId.PLAIN.of("rule", "[\"t\",\"ann\"]", DAY))
        .isEqualTo("ab229a7b79d918d070c5a92473625439");
  }

  @Test
  void theKeyIsNotPrinted() {
    String text = new AlertPolicy(null, 1, 1, null, AlertId.keyed("k".repeat(32))).toString();
    assertThat(text).contains("AlertId[****]");
  }
}
