// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses in Microsoft's admin center. Microsoft documents none of them; they are those that the
 * portal itself shows. Only ids that are ids go into them.
 */
final class Portal {
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern ADDRESS =
      Pattern.compile("https://[A-Za-z0-9.-]+(/[A-Za-z0-9._~/#%?=&+:@!,;-]*)?");
  private static final String USER = "#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/";

  private final String base;

  /**
   * @param tenant opens the portal in that tenant if it is an id
   */
  Portal(String tenant) {
    base = "https://entra.microsoft.com/" + (isId(tenant) ? tenant + "/" : "");
  }

  /** The log of all sign-ins. */
  String signInLogs() {
    return base + "#view/Microsoft_AAD_IAM/SignInLogsList.ReactView";
  }

  /** The sign-ins of a user, empty where the id is none. */
  Optional<String> signInsOf(String user) {
    return isId(user) ? Optional.of(base + USER + "SignIns/userId/" + user) : Optional.empty();
  }

  /** The page of a user, empty where the id is none. */
  Optional<String> page(String user) {
    return isId(user) ? Optional.of(base + USER + "overview/userId/" + user) : Optional.empty();
  }

  /** The address if a link may lead there: https, and nothing that could break out. */
  static Optional<String> address(String address) {
    return ADDRESS.matcher(address).matches() ? Optional.of(address) : Optional.empty();
  }

  private static boolean isId(String text) {
    return GUID.matcher(text).matches();
  }
}
