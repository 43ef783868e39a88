// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The categories of Entra's sign-in logs, as Azure Monitor names them; Log Analytics, the Graph API
 * and older records name them otherwise. Compared without case.
 */
public final class CategoryNames {
  private static final String INTERACTIVE = "SignInLogs";
  private static final String NON_INTERACTIVE = "NonInteractiveUserSignInLogs";
  private static final String SERVICE_PRINCIPAL = "ServicePrincipalSignInLogs";
  private static final String MANAGED_IDENTITY = "ManagedIdentitySignInLogs";

  private static final List<String> ALL =
      List.of(
          INTERACTIVE,
          NON_INTERACTIVE,
          SERVICE_PRINCIPAL,
          MANAGED_IDENTITY,
          "MicrosoftServicePrincipalSignInLogs",
          "ADFSSignInLogs");

  private static final String SUFFIX = INTERACTIVE.toLowerCase(Locale.ROOT);

  /** What it was called until 2018. */
  private static final String OLD = "signin";

  private static final String MEMBER = "category";

  /** Log Analytics' tables are named like categories, with this in front. */
  private static final String TABLE = "aad";

  private static final Map<String, String> EVENT_TYPES =
      Map.of(
          "interactiveuser", INTERACTIVE,
          "noninteractiveuser", NON_INTERACTIVE,
          "serviceprincipal", SERVICE_PRINCIPAL,
          "managedidentity", MANAGED_IDENTITY);

  private CategoryNames() {}

  /** As the integration spells them. */
  public static List<String> all() {
    return ALL;
  }

  public static boolean isSignIns(String category) {
    String plain = category.toLowerCase(Locale.ROOT);
    return plain.endsWith(SUFFIX) || plain.equals(OLD);
  }

  /** Whether the member is a category, and its value, at which the parser stands, one of them. */
  static boolean isNamed(String key, JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        && key.regionMatches(true, key.length() - MEMBER.length(), MEMBER, 0, MEMBER.length())
        && isSignIns(parser.getText());
  }

  /** Whether it is one, but of another log. */
  public static boolean isOther(String category) {
    return category != null && !isSignIns(category);
  }

  /** Whether it is a table of Log Analytics for one of them. */
  static boolean isTable(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  /** As the integration spells it; one that is not known, as it is. */
  static String canonical(String category) {
    String plain = category.toLowerCase(Locale.ROOT);
    if (plain.equals(OLD)) {
      return INTERACTIVE;
    }
    for (String known : ALL) {
      String name = known.toLowerCase(Locale.ROOT);
      if (plain.equals(name) || plain.equals(TABLE + name)) {
        return known;
      }
    }
    return category;
  }

  /** Of the Graph API's {@code signInEventTypes}; null for one that is not known. */
  static String ofEventType(String type) {
    return EVENT_TYPES.get(type.toLowerCase(Locale.ROOT));
  }

  static String ofInteractive(boolean interactive) {
    return interactive ? INTERACTIVE : NON_INTERACTIVE;
  }
}
