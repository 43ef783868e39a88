// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert.judgement;

/**
 * A fact about an alert's sign-ins that helps to judge it. The texts are our own: nothing that a
 * sender wrote is in them.
 */
enum Signal {
  DIFFERENT_ASNS("different-asns", 2, "The sign-ins come from networks of different operators."),
  DIFFERENT_NETWORKS(
      "different-networks",
      1,
      "The addresses lie in different networks; whose networks, the log does not say."),
  SCRIPTED_USER_AGENT(
      "scripted-user-agent",
      2,
      "A sign-in was made by a scripting library or a command-line client, not by an app."),
  UNMANAGED_DEVICE(
      "unmanaged-device", 1, "A sign-in came from a device that the tenant does not manage."),

  ONE_ADDRESS(
      "one-address",
      0,
      "All sign-ins bear one address; of a device code Entra may log the address of whoever"
          + " receives the token for both sides."),
  MICROSOFT_NETWORK(
      "microsoft-network",
      0,
      "An address is Microsoft's, where machines of Azure's customers stand too: it proves"
          + " nothing."),

  SAME_ASN("same-asn", -1, "All addresses belong to one operator."),
  SAME_NETWORK("same-network", -2, "All addresses lie in one /24, of IPv6 one /64."),
  IP_VERSION_ONLY(
      "ip-version-only",
      -2,
      "One network of IPv4 and one of IPv6, of one operator: probably one host with both."),
  KNOWN_CLI_PAIR(
      "known-cli-pair",
      -3,
      "A browser and the app's own command-line tool, on one address: so a developer signs in by"
          + " device code."),
  MICROSOFT_SERVICE(
      "microsoft-service",
      -2,
      "All addresses but one are of Microsoft 365 itself, which acts for its users."),
  MANAGED_DEVICES("managed-devices", -2, "Every sign-in came from a device the tenant manages."),
  NOTHING_SUCCEEDED("nothing-succeeded", -2, "No sign-in succeeded: no token was given out.");

  private final String id;
  private final int weight;
  private final String text;

  Signal(String id, int weight, String text) {
    this.id = id;
    this.weight = weight;
    this.text = text;
  }

  String id() {
    return id;
  }

  /** How much it speaks for an attack; below zero, against one. */
  int weight() {
    return weight;
  }

  /** What it does to the confidence, in a word. */
  String effect() {
    return weight > 0 ? "raises" : weight < 0 ? "lowers" : "informs";
  }

  String text() {
    return text;
  }
}
