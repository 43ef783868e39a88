// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

/**
 * Where on the Internet a sign-in comes from. Addresses and system numbers are from the ranges set
 * aside for documentation.
 *
 * @param address an IPv4 or IPv6 address in its usual spelling
 */
public record Location(
    String address,
    long autonomousSystem,
    String organization,
    String city,
    String region,
    String country,
    String countryCode) {

  /** The tenant's own network; {@code n} picks the address. */
  public static Location office(int n) {
    return hamburg("192.0.2." + host(n), 64496, "Harbour Logistics");
  }

  /** A user's line at home. */
  public static Location home(int n) {
    return hamburg("198.51.100." + lowerHost(n), 64497, "Example Telecom");
  }

  /** The same line over IPv6, which has addresses for everybody. */
  public static Location home6(int n) {
    return hamburg(
        "2001:db8:%x::%x".formatted(1 + (n & 0x7fff), host(n)), 64497, "Example Telecom");
  }

  /** A mobile network. */
  public static Location mobile(int n) {
    return hamburg("198.51.100." + (127 + lowerHost(n)), 64498, "Example Mobile");
  }

  /** Rented servers, where attackers' tools run. */
  public static Location hosting(int n) {
    return new Location(
        "203.0.113." + host(n),
        64500,
        "Example Hosting",
        "Amsterdam",
        "North Holland",
        "Netherlands",
        "NL");
  }

  private static Location hamburg(String address, long system, String organization) {
    return new Location(address, system, organization, "Hamburg", "Hamburg", "Germany", "DE");
  }

  private static int lowerHost(int n) {
    return 1 + Math.floorMod(n, 127);
  }

  private static int host(int n) {
    return 1 + Math.floorMod(n, 254);
  }
}
