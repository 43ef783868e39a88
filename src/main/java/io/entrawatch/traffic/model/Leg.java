// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

/**
 * What was done in a sign-in, and with what: all of it but who and when.
 *
 * @param place null where the record bears no address, as for managed identities
 */
public record Leg(
    LogCategory category,
    App app,
    App resource,
    Grant grant,
    SignInResult outcome,
    Location place,
    Client client,
    Device device) {

  public static Leg interactive(
      App app, App resource, Location place, Client client, Device device) {
    return new Leg(
        LogCategory.INTERACTIVE,
        app,
        resource,
        Grant.PLAIN,
        SignInResult.PASSED_MFA,
        place,
        client,
        device);
  }

  public static Leg nonInteractive(
      App app, App resource, Location place, Client client, Device device) {
    return new Leg(
        LogCategory.NON_INTERACTIVE,
        app,
        resource,
        Grant.REFRESH,
        SignInResult.SUCCESS,
        place,
        client,
        device);
  }

  public Leg by(Grant other) {
    return new Leg(category, app, resource, other, outcome, place, client, device);
  }

  public Leg ending(SignInResult other) {
    return new Leg(category, app, resource, grant, other, place, client, device);
  }

  Leg from(Location other) {
    return new Leg(category, app, resource, grant, outcome, other, client, device);
  }

  /** Whether the token is bound to a device: {@code bound}, or what an attacker needs. */
  public String sessionStatus() {
    return device.isManaged() ? "bound" : "unbound";
  }

  /** Microsoft's word for what conditional access made of it. */
  public String conditionalAccess() {
    if (outcome.code() == SignInResult.BLOCKED.code()) {
      return "failure";
    }
    return device.isManaged() ? "success" : "notApplied";
  }
}
