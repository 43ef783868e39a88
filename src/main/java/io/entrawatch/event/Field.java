// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.Serializable;
import java.util.List;

/**
 * A field of an event, by its ECS name as Elastic's azure integration writes it. There is one
 * instance for each path. The table of the data set ({@code schema/signinlogs.tsv}) is the one
 * place that declares fields: decoding, state, queries and alerts are driven by it; the constants
 * here are those of its fields that code names.
 */
public final class Field implements Comparable<Field>, Serializable {
  private static final long serialVersionUID = 1;

  private static final SchemaTable TABLE = SchemaTable.read(DataSet.SIGN_INS);

  public static final Field TIMESTAMP = TABLE.field("@timestamp");
  public static final Field EVENT_INGESTED = TABLE.field("event.ingested");
  public static final Field EVENT_CATEGORY = TABLE.field("event.category");
  public static final Field EVENT_DATASET = TABLE.field("event.dataset");
  public static final Field DATA_STREAM_DATASET = TABLE.field("data_stream.dataset");
  public static final Field EVENT_OUTCOME = TABLE.field("event.outcome");
  public static final Field EVENT_ID = TABLE.field("event.id");
  public static final Field MESSAGE = TABLE.field("message");
  public static final Field SOURCE_IP = TABLE.field("source.ip");
  public static final Field SOURCE_ADDRESS = TABLE.field("source.address");
  public static final Field SOURCE_CITY = TABLE.field("source.geo.city_name");
  public static final Field SOURCE_COUNTRY = TABLE.field("source.geo.country_name");
  public static final Field SOURCE_REGION = TABLE.field("source.geo.region_name");
  public static final Field SOURCE_AS_NUMBER = TABLE.field("source.as.number");
  public static final Field SOURCE_AS_ORGANIZATION = TABLE.field("source.as.organization.name");
  public static final Field USER_AGENT = TABLE.field("user_agent.original");
  public static final Field TENANT_ID = TABLE.field("azure.tenant_id");
  public static final Field CORRELATION_ID = TABLE.field("azure.correlation_id");
  public static final Field CATEGORY = TABLE.field("azure.signinlogs.category");
  public static final Field IDENTITY = TABLE.field("azure.signinlogs.identity");
  public static final Field SIGN_IN_ID = TABLE.field("azure.signinlogs.properties.id");
  public static final Field SESSION_ID = TABLE.field("azure.signinlogs.properties.session_id");
  public static final Field USER_ID = TABLE.field("azure.signinlogs.properties.user_id");
  public static final Field USER_PRINCIPAL_NAME =
      TABLE.field("azure.signinlogs.properties.user_principal_name");
  public static final Field USER_DISPLAY_NAME =
      TABLE.field("azure.signinlogs.properties.user_display_name");
  public static final Field USER_TYPE = TABLE.field("azure.signinlogs.properties.user_type");
  public static final Field APP_ID = TABLE.field("azure.signinlogs.properties.app_id");
  public static final Field APP_DISPLAY_NAME =
      TABLE.field("azure.signinlogs.properties.app_display_name");
  public static final Field RESOURCE_ID = TABLE.field("azure.signinlogs.properties.resource_id");
  public static final Field RESOURCE_DISPLAY_NAME =
      TABLE.field("azure.signinlogs.properties.resource_display_name");
  public static final Field ORIGINAL_TRANSFER_METHOD =
      TABLE.field("azure.signinlogs.properties.original_transfer_method");
  public static final Field AUTHENTICATION_PROTOCOL =
      TABLE.field("azure.signinlogs.properties.authentication_protocol");
  public static final Field AUTHENTICATION_REQUIREMENT =
      TABLE.field("azure.signinlogs.properties.authentication_requirement");
  public static final Field INCOMING_TOKEN_TYPE =
      TABLE.field("azure.signinlogs.properties.incoming_token_type");
  public static final Field UNIQUE_TOKEN_IDENTIFIER =
      TABLE.field("azure.signinlogs.properties.unique_token_identifier");
  public static final Field SIGN_IN_SESSION_STATUS =
      TABLE.field(
          "azure.signinlogs.properties.token_protection_status_details.sign_in_session_status");
  public static final Field IS_INTERACTIVE =
      TABLE.field("azure.signinlogs.properties.is_interactive");
  public static final Field BROWSER =
      TABLE.field("azure.signinlogs.properties.device_detail.browser");
  public static final Field OPERATING_SYSTEM =
      TABLE.field("azure.signinlogs.properties.device_detail.operating_system");
  public static final Field DEVICE_ID =
      TABLE.field("azure.signinlogs.properties.device_detail.device_id");
  public static final Field DEVICE_DISPLAY_NAME =
      TABLE.field("azure.signinlogs.properties.device_detail.display_name");
  public static final Field TRUST_TYPE =
      TABLE.field("azure.signinlogs.properties.device_detail.trust_type");
  public static final Field IS_MANAGED =
      TABLE.field("azure.signinlogs.properties.device_detail.is_managed");
  public static final Field IS_COMPLIANT =
      TABLE.field("azure.signinlogs.properties.device_detail.is_compliant");
  public static final Field CONDITIONAL_ACCESS_STATUS =
      TABLE.field("azure.signinlogs.properties.conditional_access_status");
  public static final Field RISK_STATE = TABLE.field("azure.signinlogs.properties.risk_state");
  public static final Field RISK_LEVEL_AGGREGATED =
      TABLE.field("azure.signinlogs.properties.risk_level_aggregated");
  public static final Field APP_OWNER_TENANT_ID =
      TABLE.field("azure.signinlogs.properties.app_owner_tenant_id");
  public static final Field RESOURCE_OWNER_TENANT_ID =
      TABLE.field("azure.signinlogs.properties.resource_owner_tenant_id");
  public static final Field ERROR_CODE =
      TABLE.field("azure.signinlogs.properties.status.error_code");
  public static final Field AUTONOMOUS_SYSTEM_NUMBER =
      TABLE.field("azure.signinlogs.properties.autonomous_system_number");

  public static final Field EVENT_ACTION = TABLE.field("event.action");
  public static final Field SOURCE_COUNTRY_CODE = TABLE.field("source.geo.country_iso_code");
  public static final Field SOURCE_LOCATION = TABLE.field("source.geo.location");
  public static final Field ECS_USER_ID = TABLE.field("user.id");
  public static final Field USER_NAME = TABLE.field("user.name");
  public static final Field FULL_NAME = TABLE.field("user.full_name");
  public static final Field USER_DOMAIN = TABLE.field("user.domain");
  public static final Field AGENT_NAME = TABLE.field("user_agent.name");
  public static final Field AGENT_VERSION = TABLE.field("user_agent.version");
  public static final Field AGENT_SYSTEM = TABLE.field("user_agent.os.name");
  public static final Field AZURE_RESOURCE_ID = TABLE.field("azure.resource.id");
  public static final Field AZURE_RESOURCE_PROVIDER = TABLE.field("azure.resource.provider");
  public static final Field OPERATION_NAME = TABLE.field("azure.signinlogs.operation_name");
  public static final Field RESULT_TYPE = TABLE.field("azure.signinlogs.result_type");
  public static final Field PROPERTIES_CORRELATION_ID =
      TABLE.field("azure.signinlogs.properties.correlation_id");
  public static final Field PROPERTIES_TENANT_ID =
      TABLE.field("azure.signinlogs.properties.tenant_id");

  /** One more than the highest number. */
  static final int NUMBERS = TABLE.highestNumber() + 1;

  private static final int LAST_CORE = 51;

  private final int index;
  private final int number;
  private final String path;
  private final FieldType type;
  private final Privacy privacy;

  Field(int index, int number, String path, FieldType type, Privacy privacy) {
    this.index = index;
    this.number = number;
    this.path = path;
    this.type = type;
    this.privacy = privacy;
  }

  /** All fields, in the order of their table. */
  public static List<Field> all() {
    return TABLE.fields();
  }

  /**
   * The field of that path.
   *
   * @return null if there is none
   */
  public static Field find(String path) {
    return TABLE.find(path);
  }

  /** The place of the field in {@link #all}; another release may give it another. */
  public int index() {
    return index;
  }

  /** The field's identity in serialized state, from 1. */
  public int number() {
    return number;
  }

  /**
   * Whether the field is decoded of every event. Only these fields decide what a record is, and
   * what identifies an event without an id. So neither depends on the rules that run, and a field
   * that is added later changes neither.
   */
  public boolean isCore() {
    return number >= 1 && number <= LAST_CORE;
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

  /** The order of {@link #all}. */
  @Override
  public int compareTo(Field other) {
    return Integer.compare(index, other.index);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Field field && field.path.equals(path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }

  private Object readResolve() {
    return TABLE.field(path);
  }
}
