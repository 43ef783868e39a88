// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.util.List;

/** The four categories of Microsoft's sign-in logs, as Azure Monitor names them. */
public final class Category {
  public static final List<String> ALL =
      List.of(
          "SignInLogs",
          "NonInteractiveUserSignInLogs",
          "ServicePrincipalSignInLogs",
          "ManagedIdentitySignInLogs");

  private Category() {}
}
