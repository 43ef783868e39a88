// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import static io.entrawatch.event.Field.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NeededFieldsTest {
  @Test
  void aRuleNeedsTheFieldsOfItsFilterItsGroupAndWhatItCountsInThisOrder() {
    assertThat(DeviceCodeConcurrent.RULE.neededFields())
        .containsExactly(
            EVENT_CATEGORY,
            EVENT_DATASET,
            ORIGINAL_TRANSFER_METHOD,
            TENANT_ID,
            SESSION_ID,
            IDENTITY,
            CATEGORY,
            SOURCE_IP,
            USER_AGENT);
  }

  @Test
  void whatIsOnlyShownIsNotNeeded() {
    assertThat(AuthBrokerToDrs.RULE.neededFields())
        .contains(BROWSER, SESSION_ID)
        .doesNotContain(SOURCE_CITY, USER_AGENT, RISK_STATE);
  }

  @Test
  void aRuleCannotMatchWithoutAFieldOfWhichItMustCountOne() {
    assertThat(AuthBrokerToDrs.RULE.canMatchWithout(SESSION_ID)).isFalse();
    assertThat(AuthBrokerToDrs.RULE.canMatchWithout(BROWSER)).isFalse();
    assertThat(DeviceCodeConcurrent.RULE.canMatchWithout(SOURCE_IP)).isFalse();
    assertThat(DeviceCodeConcurrent.RULE.canMatchWithout(CATEGORY)).isFalse();
    assertThat(DeviceCodeRetuned.RULE.canMatchWithout(AUTHENTICATION_PROTOCOL)).isFalse();
  }

  @Test
  void aRuleCanMatchWithoutAFieldThatItOnlyGroupsByOrForWhichAnotherStandsIn() {
    assertThat(DeviceCodeConcurrent.RULE.canMatchWithout(SESSION_ID)).isTrue();
    assertThat(DeviceCodeConcurrent.RULE.canMatchWithout(USER_AGENT)).isTrue();
    assertThat(DeviceCodeRetuned.RULE.canMatchWithout(SOURCE_IP)).isTrue();
  }
}
