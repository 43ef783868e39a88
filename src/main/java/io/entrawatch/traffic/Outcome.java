// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

/**
 * How the sign-in ended.
 *
 * @param code Microsoft's error code, 0 for success
 * @param details null or more words on it
 */
public record Outcome(int code, String reason, String details) {
  static final Outcome SUCCESS =
      new Outcome(0, "Other.", "MFA requirement satisfied by claim in the token");
  static final Outcome PASSED_MFA = new Outcome(0, "Other.", "MFA completed in Azure AD");
  static final Outcome CONFIRM_DEVICE_CODE =
      new Outcome(
          50199,
          "For security reasons, user confirmation is required for this request. Please repeat the"
              + " request allowing user interaction.",
          null);
  static final Outcome STAY_SIGNED_IN =
      new Outcome(
          50140,
          "This error occurred due to 'Keep me signed in' interrupt when the user was signing-in.",
          null);
  static final Outcome DEVICE_REQUIRED =
      new Outcome(50097, "Device authentication is required.", null);
  static final Outcome CONSENT_REQUIRED =
      new Outcome(
          65001,
          "The user or administrator has not consented to use the application with ID"
              + " '{identifier}'{namePhrase}. Send an interactive authorization request for this"
              + " user and resource.",
          null);
  static final Outcome WRONG_PASSWORD =
      new Outcome(50126, "Error validating credentials due to invalid username or password.", null);
  static final Outcome MFA_REQUIRED =
      new Outcome(
          50074, "Strong Authentication is required.", "User did not pass the MFA challenge.");
  static final Outcome BLOCKED =
      new Outcome(53003, "Access has been blocked by Conditional Access policies.", null);
  static final Outcome SESSION_EXPIRED =
      new Outcome(
          70044,
          "The session has expired or is invalid due to sign-in frequency checks by conditional"
              + " access.",
          null);
  static final Outcome TOKEN_EXPIRED =
      new Outcome(700082, "The refresh token has expired due to inactivity.", null);

  boolean isSuccess() {
    return code == 0;
  }
}
