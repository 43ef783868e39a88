// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That the queries mean what the rules do is for the parity suite; this is about their form. */
class EsqlTextTest {
  @Test
  void readsLikeTheRule() {
    assertThat(EsqlText.query(DeviceCodeRetuned.RULE))
        .startsWith(
            """
            FROM logs-azure.signinlogs-*
            | WHERE data_stream.dataset == "azure.signinlogs"
                AND event.category == "authentication"
                AND azure.signinlogs.properties.original_transfer_method == "deviceCodeFlow"
            | STATS
                Esql.count_logon = COUNT(*),
            """)
        .contains(
            """
              BY azure.signinlogs.properties.session_id, azure.signinlogs.identity
            | WHERE Esql.count_logon >= 2 AND Esql.device_code_auth_count >= 1 AND \
            (Esql.source_ip_count_distinct >= 2 OR Esql.user_agent_count_distinct >= 2)
            """);
  }

  @Test
  void groupsByTheBucketWhereTheRuleHasOne() {
    assertThat(EsqlText.query(AuthBrokerToDrs.RULE))
        .contains("BY Esql.time_window_date_trunc = DATE_TRUNC(30 minutes, @timestamp), ");
  }

  @Test
  void quotesPartsOfNamesThatAreKeywords() {
    assertThat(EsqlText.query(AuthBrokerToDrs.RULE)).contains("source.`as`.organization.name");
  }

  @Test
  void boundsTheTimeOfOneWindow() {
    assertThat(
            EsqlText.query(
                DeviceCodeRetuned.RULE,
                WindowSpec.Clock.INGESTED,
                1_768_471_200_000L,
                1_768_471_740_000L))
        .contains(
            "COALESCE(event.ingested, @timestamp) >= TO_DATETIME(\"2026-01-15T10:00:00.000Z\")");
  }
}
