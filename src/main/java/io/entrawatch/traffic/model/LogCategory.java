// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

/** Which of Entra ID's sign-in logs a record belongs to. */
public enum LogCategory {
  INTERACTIVE("SignInLogs"),
  NON_INTERACTIVE("NonInteractiveUserSignInLogs"),
  SERVICE_PRINCIPAL("ServicePrincipalSignInLogs"),
  MANAGED_IDENTITY("ManagedIdentitySignInLogs");

  private final String log;

  LogCategory(String log) {
    this.log = log;
  }

  /** The name in the record's {@code category}. */
  public String log() {
    return log;
  }
}
