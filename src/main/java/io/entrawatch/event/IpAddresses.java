// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;

/** IP addresses in the form in which Elasticsearch compares and prints them. */
public final class IpAddresses {
  private static final int LONGEST_IPV4 = 15;

  private IpAddresses() {}

  /**
   * The canonical form of an IPv4 or IPv6 literal: lower case, the longest run of zeros compressed,
   * an IPv4-mapped IPv6 address as IPv4, without the scope of an IPv6 address ({@code
   * fe80::1%eth0}). Null where the text is no IP literal.
   */
  public static String canonical(String text) {
    if (isDottedQuad(text)) {
      return text;
    }
    int percent = text.indexOf('%');
    String address = percent < 0 ? text : text.substring(0, percent);
    if (percent >= 0 && !takesScope(address, text.substring(percent + 1))) {
      return null;
    }
    // Guava takes digits of any script.
    if (!CharMatcher.ascii().matchesAllOf(address) || !InetAddresses.isInetAddress(address)) {
      return null;
    }
    return InetAddresses.toAddrString(InetAddresses.forString(address));
  }

  /** Any text is a scope, but not behind an address that is IPv4 or ends in it. */
  private static boolean takesScope(String address, String scope) {
    return address.indexOf(':') >= 0 && address.indexOf('.') < 0 && !scope.isEmpty();
  }

  /** Most addresses are IPv4 and canonical as they come; this spares them two conversions. */
  private static boolean isDottedQuad(String text) {
    if (text.length() > LONGEST_IPV4) {
      return false;
    }
    int octets = 0;
    int at = 0;
    while (octets < 4) {
      int end = endOfOctet(text, at);
      if (end < 0) {
        return false;
      }
      octets++;
      boolean last = end == text.length();
      if (last || text.charAt(end) != '.') {
        return last && octets == 4;
      }
      at = end + 1;
    }
    return false;
  }

  /** The index after the octet that starts at {@code at}, or -1 where there is none. */
  private static int endOfOctet(String text, int at) {
    int value = 0;
    int end = at;
    while (end < text.length() && end - at < 3 && isDigit(text.charAt(end))) {
      value = value * 10 + text.charAt(end) - '0';
      end++;
    }
    boolean leadingZero = end - at > 1 && text.charAt(at) == '0';
    return end == at || leadingZero || value > 255 ? -1 : end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
