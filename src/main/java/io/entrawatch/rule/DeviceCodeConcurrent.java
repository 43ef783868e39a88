// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import static io.entrawatch.event.Field.*;
import static io.entrawatch.rule.Aggregate.count;
import static io.entrawatch.rule.Aggregate.countDistinct;
import static io.entrawatch.rule.Aggregate.countIf;
import static io.entrawatch.rule.Aggregate.values;
import static io.entrawatch.rule.Column.column;
import static io.entrawatch.rule.Condition.is;
import static io.entrawatch.rule.Having.allOf;
import static io.entrawatch.rule.Having.anyOf;
import static io.entrawatch.rule.Having.atLeast;
import static io.entrawatch.rule.WindowSpec.Clock.INGESTED;
import static io.entrawatch.rule.WindowSpec.sliding;
import static java.time.Duration.ofMinutes;

/** One session, begun by device code, is used interactively and by a program from elsewhere. */
final class DeviceCodeConcurrent {
  static final Rule RULE =
      Rule.named("device-code-concurrent")
          .about(
              DeviceCodeThreat.about(
                  "Device-code session in concurrent use from several sources",
                  "One device-code session of one user shows interactive and non-interactive"
                      + " sign-ins from more than one IP address or user agent within minutes:"
                      + " somebody else may hold the tokens."))
          .where(
              is(EVENT_CATEGORY, "authentication"),
              is(EVENT_DATASET, "azure.signinlogs"),
              is(ORIGINAL_TRANSFER_METHOD, "deviceCodeFlow"))
          .stats(
              column("Esql.count_logon", count()),
              column("Esql.timestamp_values", values(TIMESTAMP)),
              column("Esql.source_ip_count_distinct", countDistinct(SOURCE_IP)),
              column("Esql.is_interactive", countIf(is(CATEGORY, "SignInLogs"), SOURCE_IP)),
              column(
                  "Esql.is_non_interactive",
                  countIf(is(CATEGORY, "NonInteractiveUserSignInLogs"), SOURCE_IP)),
              column("Esql.user_agent_count_distinct", countDistinct(USER_AGENT)),
              column("Esql.user_agent_values", values(USER_AGENT)),
              // The query assigns this column twice; the later assignment, app ids, wins.
              column("Esql.azure_signinlogs_properties_client_app_values", values(APP_ID)),
              column(
                  "Esql.azure_signinlogs_properties_resource_display_name_values",
                  values(RESOURCE_DISPLAY_NAME)),
              column(
                  "Esql.azure_signinlogs_properties_auth_requirement_values",
                  values(AUTHENTICATION_REQUIREMENT)),
              column("Esql.azure_signinlogs_properties_tenant_id", values(TENANT_ID)),
              column(
                  "Esql.azure_signinlogs_properties_status_error_code_values", values(ERROR_CODE)),
              column("Esql.message_values", values(MESSAGE)),
              column("Esql.azure_signinlogs_properties_resource_id_values", values(RESOURCE_ID)),
              column("Esql.source_ip_values", values(SOURCE_IP)))
          .by(SESSION_ID, IDENTITY)
          .having(
              allOf(
                  atLeast("Esql.is_interactive", "min-interactive", 2),
                  atLeast("Esql.is_non_interactive", "min-non-interactive", 1),
                  anyOf(
                      atLeast("Esql.source_ip_count_distinct", "min-source-ips", 2),
                      atLeast("Esql.user_agent_count_distinct", "min-user-agents", 2))))
          .over(sliding(INGESTED, ofMinutes(9), ofMinutes(1), ofMinutes(10)));

  private DeviceCodeConcurrent() {}
}
