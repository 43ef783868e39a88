// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert.judgement;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** What Entra's error codes mean in the course of an OAuth sign-in, in our own words. */
final class ErrorCodes {
  private static final Map<Long, String> MEANINGS =
      Map.ofEntries(
          entry(0L, "Success."),
          entry(
              50055L, "The password was right but has expired; the user was asked for a new one."),
          entry(50058L, "A silent sign-in found no session; the user has to sign in."),
          entry(
              50072L, "The user has to register for multi-factor authentication before going on."),
          entry(50074L, "A second factor is required and was not given yet."),
          entry(50076L, "A second factor is required here, for instance at a new place."),
          entry(50097L, "The device has to prove its identity; an unregistered device cannot."),
          entry(50125L, "The sign-in was interrupted for a password reset or a registration."),
          entry(50126L, "The user name or the password was wrong."),
          entry(50132L, "The session is no longer valid: it was revoked or the password changed."),
          entry(50140L, "The user was asked whether to stay signed in; not a failure."),
          entry(50158L, "The sign-in was sent on to another identity provider's challenge."),
          entry(50173L, "The token was revoked; the user has to sign in anew."),
          entry(
              50199L,
              "The user was asked whether this is the app they meant to sign in to: with a device"
                  + " code, the page at which a victim clicks Continue."),
          entry(53000L, "Conditional access asks for a compliant device; this one is not."),
          entry(53003L, "Conditional access blocked the sign-in."),
          entry(
              65001L,
              "Nobody has consented to this app for the resource yet; the user was asked to."),
          entry(70016L, "The device code was not confirmed yet; the client keeps asking."),
          entry(70020L, "The device code expired before it was confirmed."),
          entry(70043L, "The refresh token has expired or was revoked by a sign-in policy."),
          entry(70044L, "The session has expired by a sign-in frequency policy."),
          entry(500121L, "The second factor was refused, or nobody answered it."),
          entry(700082L, "The refresh token expired because it was not used."));

  private ErrorCodes() {}

  /** The meaning of a code; empty where there is none here. */
  static Optional<String> meaning(long code) {
    return Optional.ofNullable(MEANINGS.get(code));
  }
}
