// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;

/** The order of values of one type, as Elasticsearch has it. */
final class Values {
  private static final int V6_LENGTH = 16;

  private Values() {}

  /** Of two values that both have this type. */
  static Comparator<Object> order(ValueType type) {
    return switch (type) {
      case KEYWORD -> (a, b) -> compareTexts((String) a, (String) b);
      case IP -> (a, b) -> Arrays.compareUnsigned(bytes((String) a), bytes((String) b));
      case BOOLEAN -> (a, b) -> Boolean.compare((Boolean) a, (Boolean) b);
      case DOUBLE -> (a, b) -> Double.compare((Double) a, (Double) b);
      case INTEGER -> (a, b) -> Integer.compare((Integer) a, (Integer) b);
      default -> (a, b) -> Long.compare((Long) a, (Long) b);
    };
  }

  /** The order of the texts' UTF-8 bytes, which is that of their code points. */
  static int compareTexts(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogates = Character.isSurrogate(x) != Character.isSurrogate(y);
        return surrogates ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return a.length() - b.length();
  }

  /** The 16 bytes of an address; of an IPv4 address those of the IPv6 address it is mapped to. */
  static byte[] bytes(String address) {
    byte[] own = InetAddresses.forString(address).getAddress();
    if (own.length == V6_LENGTH) {
      return own;
    }
    byte[] mapped = new byte[V6_LENGTH];
    mapped[10] = (byte) 0xFF;
    mapped[11] = (byte) 0xFF;
    System.arraycopy(own, 0, mapped, 12, own.length);
    return mapped;
  }

  /** The number as a double. */
  static double toDouble(Object number) {
    return ((Number) number).doubleValue();
  }

  /** An address in canonical form; null where the text is none. */
  static InetAddress address(String text) {
    return InetAddresses.isInetAddress(text) ? InetAddresses.forString(text) : null;
  }
}
