// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

/**
 * How the sign-in ended.
 *
 * @param code Microsoft's error code, 0 for success
 * @param details null or more words on it
 */
public record SignInResult(int code, String reason, String details) {
  public static final SignInResult SUCCESS =
      new SignInResult(0, "Other.", "MFA requirement satisfied by claim in the token");
  static final SignInResult PASSED_MFA = new SignInResult(0, "Other.", "MFA completed in Azure AD");
  public static final SignInResult CONFIRM_DEVICE_CODE =
      new SignInResult(
          50199,
          "For security reasons, user confirmation is required for this request. Please repeat the"
              + " request allowing user interaction.",
          null);
  public static final SignInResult STAY_SIGNED_IN =
      new SignInResult(
          50140,
          "This error occurred due to 'Keep me signed in' interrupt when the user was signing-in.",
          null);
  public static final SignInResult DEVICE_REQUIRED =
      new SignInResult(50097, "Device authentication is required.", null);
  public static final SignInResult CONSENT_REQUIRED =
      new SignInResult(
          65001,
          "The user or administrator has not consented to use the application with ID"
              + " '{identifier}'{namePhrase}. Send an interactive authorization request for this"
              + " user and resource.",
          null);
  public static final SignInResult WRONG_PASSWORD =
      new SignInResult(
          50126, "Error validating credentials due to invalid username or password.", null);
  public static final SignInResult MFA_REQUIRED =
      new SignInResult(
          50074, "Strong Authentication is required.", "User did not pass the MFA challenge.");
  public static final SignInResult BLOCKED =
      new SignInResult(53003, "Access has been blocked by Conditional Access policies.", null);
  public static final SignInResult SESSION_EXPIRED =
      new SignInResult(
          70044,
          "The session has expired or is invalid due to sign-in frequency checks by conditional"
              + " access.",
          null);
  public static final SignInResult TOKEN_EXPIRED =
      new SignInResult(700082, "The refresh token has expired due to inactivity.", null);

  public boolean isSuccess() {
    return code == 0;
  }
}
