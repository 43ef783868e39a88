// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import static io.entrawatch.event.Field.*;
import static io.entrawatch.rule.Aggregate.count;
import static io.entrawatch.rule.Aggregate.countDistinct;
import static io.entrawatch.rule.Aggregate.sumIf;
import static io.entrawatch.rule.Aggregate.values;
import static io.entrawatch.rule.Column.column;
import static io.entrawatch.rule.Condition.is;
import static io.entrawatch.rule.Having.allOf;
import static io.entrawatch.rule.Having.anyOf;
import static io.entrawatch.rule.Having.atLeast;
import static io.entrawatch.rule.WindowSpec.Clock.INGESTED;
import static io.entrawatch.rule.WindowSpec.sliding;
import static java.time.Duration.ofMinutes;

/** A device-code authentication whose session is seen from a second IP or user agent. */
final class DeviceCodeRetuned {
  static final Rule RULE =
      Rule.named("device-code-retuned")
          .about(
              DeviceCodeThreat.about(
                  "Device-code sign-in whose session is seen from a second source",
                  "A device-code authentication is followed, within minutes and in the same session"
                      + " of the same user, by a sign-in from another IP address or user agent."))
          .where(
              is(DATA_STREAM_DATASET, "azure.signinlogs"),
              is(EVENT_CATEGORY, "authentication"),
              is(ORIGINAL_TRANSFER_METHOD, "deviceCodeFlow"))
          .stats(
              column("Esql.count_logon", count()),
              column(
                  "Esql.device_code_auth_count", sumIf(is(AUTHENTICATION_PROTOCOL, "deviceCode"))),
              column("Esql.timestamp_values", values(TIMESTAMP)),
              column("Esql.source_ip_count_distinct", countDistinct(SOURCE_IP)),
              column("Esql.source_ip_values", values(SOURCE_IP)),
              column("Esql.user_agent_count_distinct", countDistinct(USER_AGENT)),
              column("Esql.user_agent_values", values(USER_AGENT)),
              column("Esql.authentication_protocol_values", values(AUTHENTICATION_PROTOCOL)),
              column(
                  "Esql.azure_signinlogs_properties_client_app_values", values(APP_DISPLAY_NAME)),
              column("Esql.azure_signinlogs_properties_app_id_values", values(APP_ID)),
              column(
                  "Esql.azure_signinlogs_properties_resource_display_name_values",
                  values(RESOURCE_DISPLAY_NAME)),
              column("Esql.azure_signinlogs_properties_resource_id_values", values(RESOURCE_ID)),
              column(
                  "Esql.azure_signinlogs_properties_auth_requirement_values",
                  values(AUTHENTICATION_REQUIREMENT)),
              column(
                  "Esql.azure_signinlogs_properties_status_error_code_values", values(ERROR_CODE)),
              column("Esql.azure_signinlogs_properties_tenant_id", values(TENANT_ID)),
              column("Esql.message_values", values(MESSAGE)))
          .by(SESSION_ID, IDENTITY)
          .having(
              allOf(
                  atLeast("Esql.count_logon", "min-sign-ins", 2),
                  atLeast("Esql.device_code_auth_count", "min-device-code", 1),
                  anyOf(
                      atLeast("Esql.source_ip_count_distinct", "min-source-ips", 2),
                      atLeast("Esql.user_agent_count_distinct", "min-user-agents", 2))))
          .over(sliding(INGESTED, ofMinutes(9), ofMinutes(1), ofMinutes(10)));

  private DeviceCodeRetuned() {}
}
