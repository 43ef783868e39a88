// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.doctor;

import io.entrawatch.event.Field;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a field that no sign-in has. */
final class FieldRemedy {
  private static final String PROPERTIES = "azure.signinlogs.properties.";
  private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

  /** What Microsoft calls those fields that the integration names otherwise. */
  private static final Map<Field, String> MICROSOFTS =
      Map.of(
          Field.TENANT_ID, "tenantId",
          Field.CATEGORY, "category",
          Field.IDENTITY, "identity",
          Field.SOURCE_IP, "properties.ipAddress",
          Field.SOURCE_ADDRESS, "properties.ipAddress",
          Field.USER_AGENT, "properties.userAgent",
          Field.EVENT_OUTCOME, "properties.status.errorCode");

  private FieldRemedy() {}

  static String of(Field field) {
    String member = member(field);
    return member == null
        ? "Elastic's azure integration adds it: send its documents unchanged, or Microsoft's raw"
            + " records."
        : "Check what stands between Microsoft Entra ID and Entrawatch: it must pass on this field ("
            + member
            + " in Microsoft's records) unchanged.";
  }

  /** Where the field stands in Microsoft's record; null for what only the integration has. */
  private static String member(Field field) {
    if (!field.path().startsWith(PROPERTIES)) {
      return MICROSOFTS.get(field);
    }
    Matcher words = UNDERSCORE.matcher(field.path().substring(PROPERTIES.length()));
    return "properties."
        + words.replaceAll(word -> word.group(1).toUpperCase(java.util.Locale.ROOT));
  }
}
