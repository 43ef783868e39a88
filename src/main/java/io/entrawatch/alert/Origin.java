// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.signin.Field;
import io.entrawatch.signin.Network;
import io.entrawatch.signin.SignIn;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where sign-ins came from.
 *
 * @param addresses distinct IP addresses
 * @param asns distinct numbers of autonomous systems
 * @param addressesKnown whether every sign-in has an address
 * @param asnsKnown whether every sign-in has the number of an autonomous system
 * @param microsoft whether an address or a number is Microsoft's
 */
record Origin(
    Set<String> addresses,
    Set<String> asns,
    boolean addressesKnown,
    boolean asnsKnown,
    boolean microsoft) {

  static Origin of(List<SignIn> signIns) {
    Set<String> addresses = new TreeSet<>();
    Set<String> asns = new HashSet<>();
    boolean addressesKnown = true;
    boolean asnsKnown = true;
    boolean microsoft = false;
    for (SignIn signIn : signIns) {
      List<String> numbers = asnsOf(signIn);
      addresses.addAll(signIn.get(Field.SOURCE_IP));
      asns.addAll(numbers);
      addressesKnown &= !signIn.get(Field.SOURCE_IP).isEmpty();
      asnsKnown &= !numbers.isEmpty();
      microsoft |= MicrosoftNetworks.isOperatorOf(signIn, numbers);
    }
    return new Origin(addresses, asns, addressesKnown, asnsKnown, microsoft);
  }

  /** What the log's writer found of the address, else what Microsoft did. */
  private static List<String> asnsOf(SignIn signIn) {
    List<String> numbers = signIn.get(Field.SOURCE_AS_NUMBER);
    return numbers.isEmpty() ? signIn.get(Field.AUTONOMOUS_SYSTEM_NUMBER) : numbers;
  }

  Set<Signal> signals() {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    List<String> ofService = addresses.stream().filter(MicrosoftNetworks::isService).toList();
    if (!ofService.isEmpty() && addressesKnown && addresses.size() - ofService.size() <= 1) {
      // What remains is one place, whatever the networks of the service look like.
      signals.add(Signal.MICROSOFT_SERVICE);
      return signals;
    }
    if (microsoft || !ofService.isEmpty()) {
      signals.add(Signal.MICROSOFT_NETWORK);
    }
    if (addresses.size() == 1 && addressesKnown) {
      signals.add(Signal.ONE_ADDRESS);
    } else if (addresses.size() > 1) {
      signals.addAll(ofSeveral());
    }
    return signals;
  }

  private Set<Signal> ofSeveral() {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    if (asns.size() > 1) {
      signals.add(Signal.DIFFERENT_ASNS);
      return signals;
    }
    boolean oneAsn = asnsKnown && asns.size() == 1;
    if (oneAsn) {
      signals.add(Signal.SAME_ASN);
    }
    long ipv4 = networks(addresses, true);
    long ipv6 = networks(addresses, false);
    if (addressesKnown && ipv4 + ipv6 == 1) {
      signals.add(Signal.SAME_NETWORK);
    } else if (addressesKnown && ipv4 == 1 && ipv6 == 1 && oneAsn) {
      signals.add(Signal.IP_VERSION_ONLY);
    } else if (!oneAsn) {
      signals.add(Signal.DIFFERENT_NETWORKS);
    }
    return signals;
  }

  private static long networks(Collection<String> addresses, boolean ipv4) {
    return addresses.stream()
        .map(Network::around)
        .filter(network -> network != null && network.isIpv4() == ipv4)
        .distinct()
        .count();
  }
}
