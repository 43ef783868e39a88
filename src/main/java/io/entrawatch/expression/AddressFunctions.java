// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import com.google.common.net.InetAddresses;
import io.entrawatch.event.IpAddresses;
import io.entrawatch.expression.FunctionTable.Typing;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions of IP addresses. */
final class AddressFunctions {
  static final Map<String, Typing> FUNCTIONS =
      Map.of("cidr_match", AddressFunctions::cidrMatch, "ip_prefix", AddressFunctions::prefix);

  private static final int V4_OFFSET = 96;
  private static final int BITS = 128;

  private AddressFunctions() {}

  /** A network: the first so many bits of 16 bytes. */
  private record Network(byte[] address, int bits) {
    boolean contains(byte[] other) {
      int whole = bits / 8;
      for (int i = 0; i < whole; i++) {
        if (address[i] != other[i]) {
          return false;
        }
      }
      int rest = bits % 8;
      return rest == 0 || (address[whole] ^ other[whole]) >> (8 - rest) == 0;
    }
  }

  private static Expression cidrMatch(String name, List<Expression> arguments) throws TypeMismatch {
    if (arguments.size() < 2) {
      throw new TypeMismatch("cidr_match takes an address and a network at least");
    }
    Arguments.type(name, arguments.get(0), ValueType.IP);
    List<Network> networks = new ArrayList<>();
    for (Expression argument : arguments.subList(1, arguments.size())) {
      Arguments.text(name, argument);
      if (!(argument instanceof Literal literal)) {
        throw new TypeMismatch(name + " takes constant networks");
      }
      for (Object text : literal.values()) {
        networks.add(network((String) text));
      }
    }
    return new Call(
        name,
        arguments,
        ValueType.BOOLEAN,
        Evaluator.one(
            address -> {
              byte[] bytes = Values.bytes((String) address);
              return networks.stream().anyMatch(network -> network.contains(bytes));
            }));
  }

  private static Network network(String text) throws TypeMismatch {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (InetAddresses.isInetAddress(address)) {
      boolean v4 = InetAddresses.forString(address).getAddress().length == 4;
      int most = v4 ? BITS - V4_OFFSET : BITS;
      String length = slash < 0 ? String.valueOf(most) : text.substring(slash + 1);
      if (length.matches("\\d{1,3}") && Integer.parseInt(length) <= most) {
        int bits = Integer.parseInt(length) + (v4 ? V4_OFFSET : 0);
        return new Network(Values.bytes(address), bits);
      }
    }
    throw new TypeMismatch(
        "cidr_match: \"" + text + "\" is no network; write one such as 192.0.2.0/24");
  }

  private static Expression prefix(String name, List<Expression> arguments) throws TypeMismatch {
    Arguments.count(name, arguments, 3, 3);
    Arguments.type(name, arguments.get(0), ValueType.IP);
    Arguments.type(name, arguments.get(1), ValueType.INTEGER);
    Arguments.type(name, arguments.get(2), ValueType.INTEGER);
    return new Call(
        name,
        arguments,
        ValueType.IP,
        Evaluator.many(
            values -> masked((String) values[0], (Integer) values[1], (Integer) values[2])));
  }

  private static String masked(String address, int bitsV4, int bitsV6) {
    if (bitsV4 < 0 || bitsV4 > BITS - V4_OFFSET || bitsV6 < 0 || bitsV6 > BITS) {
      return null;
    }
    byte[] bytes = InetAddresses.forString(address).getAddress();
    int bits = bytes.length == 4 ? bitsV4 : bitsV6;
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.max(0, Math.min(8, bits - 8 * i));
      bytes[i] &= (byte) (0xFF << (8 - kept));
    }
    try {
      return IpAddresses.canonical(InetAddresses.toAddrString(InetAddress.getByAddress(bytes)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
