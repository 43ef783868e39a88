// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import java.util.Arrays;

/**
 * The fields of a sign-in that rules and alerts use, by their ECS names as Elastic's azure
 * integration writes them. This table is the one place that names them: decoding, state, queries
 * and alerts are driven by it.
 *
 * <p>The number of a field is its identity in state and never changes or comes back; a new field
 * takes a new number.
 */
public enum Field {
  TIMESTAMP(1, "@timestamp", FieldType.DATE),
  EVENT_INGESTED(2, "event.ingested", FieldType.DATE),
  EVENT_CATEGORY(3, "event.category", FieldType.KEYWORD),
  EVENT_DATASET(4, "event.dataset", FieldType.KEYWORD),
  DATA_STREAM_DATASET(5, "data_stream.dataset", FieldType.KEYWORD),
  EVENT_OUTCOME(6, "event.outcome", FieldType.KEYWORD),
  EVENT_ID(7, "event.id", FieldType.KEYWORD),
  MESSAGE(8, "message", FieldType.KEYWORD),
  SOURCE_IP(9, "source.ip", FieldType.IP),
  SOURCE_ADDRESS(10, "source.address", FieldType.KEYWORD),
  SOURCE_CITY(11, "source.geo.city_name", FieldType.KEYWORD),
  SOURCE_COUNTRY(12, "source.geo.country_name", FieldType.KEYWORD),
  SOURCE_REGION(13, "source.geo.region_name", FieldType.KEYWORD),
  SOURCE_AS_NUMBER(14, "source.as.number", FieldType.LONG),
  SOURCE_AS_ORGANIZATION(15, "source.as.organization.name", FieldType.KEYWORD),
  USER_AGENT(16, "user_agent.original", FieldType.KEYWORD),
  TENANT_ID(17, "azure.tenant_id", FieldType.KEYWORD),
  CORRELATION_ID(18, "azure.correlation_id", FieldType.KEYWORD),
  CATEGORY(19, "azure.signinlogs.category", FieldType.KEYWORD),
  IDENTITY(20, "azure.signinlogs.identity", FieldType.KEYWORD),
  SIGN_IN_ID(21, "azure.signinlogs.properties.id", FieldType.KEYWORD),
  SESSION_ID(22, "azure.signinlogs.properties.session_id", FieldType.KEYWORD),
  USER_ID(23, "azure.signinlogs.properties.user_id", FieldType.KEYWORD),
  USER_PRINCIPAL_NAME(24, "azure.signinlogs.properties.user_principal_name", FieldType.KEYWORD),
  USER_DISPLAY_NAME(25, "azure.signinlogs.properties.user_display_name", FieldType.KEYWORD),
  USER_TYPE(26, "azure.signinlogs.properties.user_type", FieldType.KEYWORD),
  APP_ID(27, "azure.signinlogs.properties.app_id", FieldType.KEYWORD),
  APP_DISPLAY_NAME(28, "azure.signinlogs.properties.app_display_name", FieldType.KEYWORD),
  RESOURCE_ID(29, "azure.signinlogs.properties.resource_id", FieldType.KEYWORD),
  RESOURCE_DISPLAY_NAME(30, "azure.signinlogs.properties.resource_display_name", FieldType.KEYWORD),
  ORIGINAL_TRANSFER_METHOD(
      31, "azure.signinlogs.properties.original_transfer_method", FieldType.KEYWORD),
  AUTHENTICATION_PROTOCOL(
      32, "azure.signinlogs.properties.authentication_protocol", FieldType.KEYWORD),
  AUTHENTICATION_REQUIREMENT(
      33, "azure.signinlogs.properties.authentication_requirement", FieldType.KEYWORD),
  INCOMING_TOKEN_TYPE(34, "azure.signinlogs.properties.incoming_token_type", FieldType.KEYWORD),
  UNIQUE_TOKEN_IDENTIFIER(
      35, "azure.signinlogs.properties.unique_token_identifier", FieldType.KEYWORD),
  SIGN_IN_SESSION_STATUS(
      36,
      "azure.signinlogs.properties.token_protection_status_details.sign_in_session_status",
      FieldType.KEYWORD),
  IS_INTERACTIVE(37, "azure.signinlogs.properties.is_interactive", FieldType.BOOLEAN),
  BROWSER(38, "azure.signinlogs.properties.device_detail.browser", FieldType.KEYWORD),
  OPERATING_SYSTEM(
      39, "azure.signinlogs.properties.device_detail.operating_system", FieldType.KEYWORD),
  DEVICE_ID(40, "azure.signinlogs.properties.device_detail.device_id", FieldType.KEYWORD),
  DEVICE_DISPLAY_NAME(
      41, "azure.signinlogs.properties.device_detail.display_name", FieldType.KEYWORD),
  TRUST_TYPE(42, "azure.signinlogs.properties.device_detail.trust_type", FieldType.KEYWORD),
  IS_MANAGED(43, "azure.signinlogs.properties.device_detail.is_managed", FieldType.BOOLEAN),
  IS_COMPLIANT(44, "azure.signinlogs.properties.device_detail.is_compliant", FieldType.BOOLEAN),
  CONDITIONAL_ACCESS_STATUS(
      45, "azure.signinlogs.properties.conditional_access_status", FieldType.KEYWORD),
  RISK_STATE(46, "azure.signinlogs.properties.risk_state", FieldType.KEYWORD),
  RISK_LEVEL_AGGREGATED(47, "azure.signinlogs.properties.risk_level_aggregated", FieldType.KEYWORD),
  APP_OWNER_TENANT_ID(48, "azure.signinlogs.properties.app_owner_tenant_id", FieldType.KEYWORD),
  RESOURCE_OWNER_TENANT_ID(
      49, "azure.signinlogs.properties.resource_owner_tenant_id", FieldType.KEYWORD),
  ERROR_CODE(50, "azure.signinlogs.properties.status.error_code", FieldType.LONG),
  AUTONOMOUS_SYSTEM_NUMBER(
      51, "azure.signinlogs.properties.autonomous_system_number", FieldType.LONG);

  /** One more than the highest number. */
  static final int NUMBERS =
      Arrays.stream(values()).mapToInt(Field::number).max().orElseThrow() + 1;

  private final int number;
  private final String path;
  private final FieldType type;

  Field(int number, String path, FieldType type) {
    this.number = number;
    this.path = path;
    this.type = type;
  }

  /** The field's identity in serialized state, 1 to 255. */
  public int number() {
    return number;
  }

  /** The full ECS name, for example {@code source.ip}. */
  public String path() {
    return path;
  }

  public FieldType type() {
    return type;
  }
}
