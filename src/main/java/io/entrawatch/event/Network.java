// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import com.google.common.net.InetAddresses;
import java.math.BigInteger;

/**
 * A network in CIDR notation. A network of IPv4 holds no address of IPv6, and the other way round.
 *
 * @param prefix the network's bits, without those behind them
 * @param length how many bits those are
 * @param width 32 for IPv4, 128 for IPv6
 */
public record Network(BigInteger prefix, int length, int width) {

  /**
   * The network that a text names, {@code 198.51.100.0/24} or {@code 2001:db8::/32}; an address
   * alone is the network of this address. Null where it names none. Bits behind the prefix must be
   * zero: with a slip of the pen the text would mean another network than its author did.
   */
  public static Network of(String text) {
    String[] parts = text.split("/", -1);
    Network host = host(parts[0]);
    if (host == null || parts.length > 2) {
      return null;
    }
    int length = parts.length == 1 ? host.width : number(parts[1]);
    if (length < 0 || length > host.width) {
      return null;
    }
    Network network = host.cutTo(length);
    return network.prefix.shiftLeft(host.width - length).equals(host.prefix) ? network : null;
  }

  /**
   * The network of one site around an address: its /24, in IPv6 its /64. Null where the text is no
   * address.
   */
  public static Network around(String address) {
    Network host = host(address);
    return host == null ? null : host.cutTo(host.isIpv4() ? 24 : 64);
  }

  /** Whether the text is an address within this network. */
  public boolean holds(String address) {
    Network host = host(address);
    return host != null && host.width == width && host.cutTo(length).equals(this);
  }

  public boolean isIpv4() {
    return width == 32;
  }

  private Network cutTo(int bits) {
    return new Network(prefix.shiftRight(width - bits), bits, width);
  }

  private static Network host(String address) {
    String canonical = IpAddresses.canonical(address);
    if (canonical == null) {
      return null;
    }
    byte[] bytes = InetAddresses.forString(canonical).getAddress();
    return new Network(new BigInteger(1, bytes), bytes.length * 8, bytes.length * 8);
  }

  private static int number(String digits) {
    return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
  }
}
