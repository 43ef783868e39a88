// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

/**
 * What was done in a sign-in, and with what: all of it but who and when.
 *
 * @param place null where the record bears no address, as for managed identities
 */
public record Leg(
    Category category,
    App app,
    App resource,
    Grant grant,
    Outcome outcome,
    Place place,
    Client client,
    Device device) {

  static Leg interactive(App app, App resource, Place place, Client client, Device device) {
    return new Leg(
        Category.INTERACTIVE,
        app,
        resource,
        Grant.PLAIN,
        Outcome.PASSED_MFA,
        place,
        client,
        device);
  }

  static Leg nonInteractive(App app, App resource, Place place, Client client, Device device) {
    return new Leg(
        Category.NON_INTERACTIVE,
        app,
        resource,
        Grant.REFRESH,
        Outcome.SUCCESS,
        place,
        client,
        device);
  }

  Leg by(Grant other) {
    return new Leg(category, app, resource, other, outcome, place, client, device);
  }

  Leg ending(Outcome other) {
    return new Leg(category, app, resource, grant, other, place, client, device);
  }

  Leg from(Place other) {
    return new Leg(category, app, resource, grant, outcome, other, client, device);
  }

  /** Whether the token is bound to a device: {@code bound}, or what an attacker needs. */
  String sessionStatus() {
    return device.isManaged() ? "bound" : "unbound";
  }

  /** Microsoft's word for what conditional access made of it. */
  String conditionalAccess() {
    if (outcome.code() == Outcome.BLOCKED.code()) {
      return "failure";
    }
    return device.isManaged() ? "success" : "notApplied";
  }
}
