// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

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
  TIMESTAMP(1, "@timestamp", FieldType.DATE, Privacy.NOT_PERSONAL),
  EVENT_INGESTED(2, "event.ingested", FieldType.DATE, Privacy.NOT_PERSONAL),
  EVENT_CATEGORY(3, "event.category", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  EVENT_DATASET(4, "event.dataset", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  DATA_STREAM_DATASET(5, "data_stream.dataset", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  EVENT_OUTCOME(6, "event.outcome", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  EVENT_ID(7, "event.id", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  MESSAGE(8, "message", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  SOURCE_IP(9, "source.ip", FieldType.IP, Privacy.NOT_PERSONAL),
  SOURCE_ADDRESS(10, "source.address", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  SOURCE_CITY(11, "source.geo.city_name", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  SOURCE_COUNTRY(12, "source.geo.country_name", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  SOURCE_REGION(13, "source.geo.region_name", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  SOURCE_AS_NUMBER(14, "source.as.number", FieldType.LONG, Privacy.NOT_PERSONAL),
  SOURCE_AS_ORGANIZATION(
      15, "source.as.organization.name", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  USER_AGENT(16, "user_agent.original", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  TENANT_ID(17, "azure.tenant_id", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  CORRELATION_ID(18, "azure.correlation_id", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  CATEGORY(19, "azure.signinlogs.category", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  IDENTITY(20, "azure.signinlogs.identity", FieldType.KEYWORD, Privacy.PERSONAL),
  SIGN_IN_ID(21, "azure.signinlogs.properties.id", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  SESSION_ID(22, "azure.signinlogs.properties.session_id", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  USER_ID(23, "azure.signinlogs.properties.user_id", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  USER_PRINCIPAL_NAME(
      24, "azure.signinlogs.properties.user_principal_name", FieldType.KEYWORD, Privacy.PERSONAL),
  USER_DISPLAY_NAME(
      25, "azure.signinlogs.properties.user_display_name", FieldType.KEYWORD, Privacy.PERSONAL),
  USER_TYPE(26, "azure.signinlogs.properties.user_type", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  APP_ID(27, "azure.signinlogs.properties.app_id", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  APP_DISPLAY_NAME(
      28, "azure.signinlogs.properties.app_display_name", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  RESOURCE_ID(
      29, "azure.signinlogs.properties.resource_id", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  RESOURCE_DISPLAY_NAME(
      30,
      "azure.signinlogs.properties.resource_display_name",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  ORIGINAL_TRANSFER_METHOD(
      31,
      "azure.signinlogs.properties.original_transfer_method",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  AUTHENTICATION_PROTOCOL(
      32,
      "azure.signinlogs.properties.authentication_protocol",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  AUTHENTICATION_REQUIREMENT(
      33,
      "azure.signinlogs.properties.authentication_requirement",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  INCOMING_TOKEN_TYPE(
      34,
      "azure.signinlogs.properties.incoming_token_type",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  UNIQUE_TOKEN_IDENTIFIER(
      35,
      "azure.signinlogs.properties.unique_token_identifier",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  SIGN_IN_SESSION_STATUS(
      36,
      "azure.signinlogs.properties.token_protection_status_details.sign_in_session_status",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  IS_INTERACTIVE(
      37, "azure.signinlogs.properties.is_interactive", FieldType.BOOLEAN, Privacy.NOT_PERSONAL),
  BROWSER(
      38,
      "azure.signinlogs.properties.device_detail.browser",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  OPERATING_SYSTEM(
      39,
      "azure.signinlogs.properties.device_detail.operating_system",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  DEVICE_ID(
      40,
      "azure.signinlogs.properties.device_detail.device_id",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  DEVICE_DISPLAY_NAME(
      41,
      "azure.signinlogs.properties.device_detail.display_name",
      FieldType.KEYWORD,
      Privacy.PERSONAL),
  TRUST_TYPE(
      42,
      "azure.signinlogs.properties.device_detail.trust_type",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  IS_MANAGED(
      43,
      "azure.signinlogs.properties.device_detail.is_managed",
      FieldType.BOOLEAN,
      Privacy.NOT_PERSONAL),
  IS_COMPLIANT(
      44,
      "azure.signinlogs.properties.device_detail.is_compliant",
      FieldType.BOOLEAN,
      Privacy.NOT_PERSONAL),
  CONDITIONAL_ACCESS_STATUS(
      45,
      "azure.signinlogs.properties.conditional_access_status",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  RISK_STATE(46, "azure.signinlogs.properties.risk_state", FieldType.KEYWORD, Privacy.NOT_PERSONAL),
  RISK_LEVEL_AGGREGATED(
      47,
      "azure.signinlogs.properties.risk_level_aggregated",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  APP_OWNER_TENANT_ID(
      48,
      "azure.signinlogs.properties.app_owner_tenant_id",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  RESOURCE_OWNER_TENANT_ID(
      49,
      "azure.signinlogs.properties.resource_owner_tenant_id",
      FieldType.KEYWORD,
      Privacy.NOT_PERSONAL),
  ERROR_CODE(
      50, "azure.signinlogs.properties.status.error_code", FieldType.LONG, Privacy.NOT_PERSONAL),
  AUTONOMOUS_SYSTEM_NUMBER(
      51,
      "azure.signinlogs.properties.autonomous_system_number",
      FieldType.LONG,
      Privacy.NOT_PERSONAL);

  /** One more than the highest number. */
  static final int NUMBERS =
      Arrays.stream(values()).mapToInt(Field::number).max().orElseThrow() + 1;

  private final int number;
  private final String path;
  private final FieldType type;
  private final Privacy privacy;

  Field(int number, String path, FieldType type, Privacy privacy) {
    this.number = number;
    this.path = path;
    this.type = type;
    this.privacy = privacy;
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

  public Privacy privacy() {
    return privacy;
  }
}
