// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import static io.entrawatch.event.Field.*;
import static io.entrawatch.rule.Aggregate.count;
import static io.entrawatch.rule.Aggregate.countDistinct;
import static io.entrawatch.rule.Aggregate.maxIf;
import static io.entrawatch.rule.Aggregate.values;
import static io.entrawatch.rule.Column.column;
import static io.entrawatch.rule.Condition.is;
import static io.entrawatch.rule.Condition.isNotNull;
import static io.entrawatch.rule.Condition.startsWithAny;
import static io.entrawatch.rule.Having.allOf;
import static io.entrawatch.rule.Having.atLeast;
import static io.entrawatch.rule.Having.onlyOne;
import static io.entrawatch.rule.WindowSpec.Clock.SIGN_IN;
import static io.entrawatch.rule.WindowSpec.tumbling;
import static java.time.Duration.ofMinutes;

import io.entrawatch.rule.RuleInfo.Attack;
import io.entrawatch.rule.RuleInfo.Threat;
import java.util.List;

/** One session signs in to device registration through the broker from two addresses. */
final class AuthBrokerToDrs {
  private static final Triage TRIAGE =
      new Triage(
          List.of(
              "Which leg is the browser's, and does the other address belong to the user: a phone's"
                  + " hotspot, the office, a VPN?",
              "Was a device registered for the user in these minutes, and is it one they hold in"
                  + " their hands?",
              "Ask the user, not by mail: did they copy a link or a code out of their browser for"
                  + " somebody?"),
          List.of(
              "Delete the device that was registered, before anything else: its primary refresh"
                  + " token outlives the session.",
              "Revoke the user's sessions and reset the password.",
              "Look for what the device's tokens reached since, and for other users with the second"
                  + " address."));

  static final Rule RULE =
      Rule.named("auth-broker-to-drs")
          .about(
              new RuleInfo(
                  "375132c6-25d5-11f0-8745-f661ea17fbcd",
                  "Authentication Broker to Device Registration from several addresses",
                  "1",
                  "One session of one user reaches the Device Registration Service through the"
                      + " Microsoft Authentication Broker from more than one address, at least once"
                      + " by a browser: an authorization code may have been phished and redeemed"
                      + " elsewhere to register a device.",
                  "high",
                  73,
                  List.of(
                      new Threat(
                          new Attack("TA0001", "Initial Access"),
                          List.of(
                              new Attack("T1078", "Valid Accounts"),
                              new Attack("T1078.004", "Cloud Accounts"),
                              new Attack("T1566", "Phishing"),
                              new Attack("T1566.002", "Spearphishing Link"))),
                      new Threat(
                          new Attack("TA0006", "Credential Access"),
                          List.of(new Attack("T1528", "Steal Application Access Token"))),
                      new Threat(
                          new Attack("TA0005", "Defense Evasion"),
                          List.of(
                              new Attack("T1550", "Use Alternate Authentication Material"),
                              new Attack("T1550.001", "Application Access Token")))),
                  TRIAGE))
          .where(
              is(DATA_STREAM_DATASET, "azure.signinlogs"),
              is(EVENT_OUTCOME, "success"),
              is(USER_TYPE, "Member"),
              isNotNull(IDENTITY),
              isNotNull(USER_PRINCIPAL_NAME),
              isNotNull(SOURCE_ADDRESS),
              is(APP_ID, "29d9ed98-a469-4536-ade2-f981bc1d605e"), // Microsoft Authentication Broker
              is(
                  RESOURCE_ID,
                  "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9")) // Device Registration Service
          .bucket("Esql.time_window_date_trunc")
          .stats(
              column(
                  "Esql_priv.azure_signinlogs_properties_user_display_name_values",
                  values(USER_DISPLAY_NAME)),
              column(
                  "Esql_priv.azure_signinlogs_properties_user_principal_name_values",
                  values(USER_PRINCIPAL_NAME)),
              column("Esql.azure_signinlogs_properties_session_id_values", values(SESSION_ID)),
              column(
                  "Esql.azure_signinlogs_properties_unique_token_identifier_values",
                  values(UNIQUE_TOKEN_IDENTIFIER)),
              column("Esql.source_geo_city_name_values", values(SOURCE_CITY)),
              column("Esql.source_geo_country_name_values", values(SOURCE_COUNTRY)),
              column("Esql.source_geo_region_name_values", values(SOURCE_REGION)),
              column("Esql.source_address_values", values(SOURCE_ADDRESS)),
              column("Esql.source_address_count_distinct", countDistinct(SOURCE_ADDRESS)),
              column("Esql.source_as_organization_name_values", values(SOURCE_AS_ORGANIZATION)),
              column(
                  "Esql.azure_signinlogs_properties_authentication_protocol_values",
                  values(AUTHENTICATION_PROTOCOL)),
              column(
                  "Esql.azure_signinlogs_properties_authentication_requirement_values",
                  values(AUTHENTICATION_REQUIREMENT)),
              column(
                  "Esql.azure_signinlogs_properties_is_interactive_values", values(IS_INTERACTIVE)),
              column(
                  "Esql.azure_signinlogs_properties_incoming_token_type_values",
                  values(INCOMING_TOKEN_TYPE)),
              column(
                  "Esql.azure_signinlogs_properties_token_protection_status_details_"
                      + "sign_in_session_status_values",
                  values(SIGN_IN_SESSION_STATUS)),
              column(
                  "Esql.azure_signinlogs_properties_session_id_count_distinct",
                  countDistinct(SESSION_ID)),
              column(
                  "Esql.azure_signinlogs_properties_app_display_name_values",
                  values(APP_DISPLAY_NAME)),
              column("Esql.azure_signinlogs_properties_app_id_values", values(APP_ID)),
              column("Esql.azure_signinlogs_properties_resource_id_values", values(RESOURCE_ID)),
              column(
                  "Esql.azure_signinlogs_properties_resource_display_name_values",
                  values(RESOURCE_DISPLAY_NAME)),
              column(
                  "Esql.azure_signinlogs_properties_app_owner_tenant_id_values",
                  values(APP_OWNER_TENANT_ID)),
              column(
                  "Esql.azure_signinlogs_properties_resource_owner_tenant_id_values",
                  values(RESOURCE_OWNER_TENANT_ID)),
              column(
                  "Esql.azure_signinlogs_properties_conditional_access_status_values",
                  values(CONDITIONAL_ACCESS_STATUS)),
              column("Esql.azure_signinlogs_properties_risk_state_values", values(RISK_STATE)),
              column(
                  "Esql.azure_signinlogs_properties_risk_level_aggregated_values",
                  values(RISK_LEVEL_AGGREGATED)),
              column(
                  "Esql.azure_signinlogs_properties_device_detail_browser_values", values(BROWSER)),
              column(
                  "Esql.azure_signinlogs_properties_device_detail_operating_system_values",
                  values(OPERATING_SYSTEM)),
              column("Esql.user_agent_original_values", values(USER_AGENT)),
              column(
                  "Esql.is_browser_case_max",
                  maxIf(startsWithAny(BROWSER, "chrome", "firefox", "edge", "safari"))),
              column("Esql.event_count", count()))
          .by(USER_PRINCIPAL_NAME, SESSION_ID)
          .having(
              allOf(
                  atLeast("Esql.source_address_count_distinct", "min-source-addresses", 2),
                  onlyOne("Esql.azure_signinlogs_properties_session_id_count_distinct"),
                  atLeast("Esql.is_browser_case_max", "min-browser-flag", 1),
                  atLeast("Esql.event_count", "min-sign-ins", 2)))
          .over(tumbling(SIGN_IN, ofMinutes(30), ofMinutes(61)));

  private AuthBrokerToDrs() {}
}
