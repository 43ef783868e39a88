// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert.judgement;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Network;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Where sign-ins came from.
 *
 * @param addresses IP addresses
 * @param asns numbers of autonomous systems
 * @param organizations names of who operates them, in lower case
 * @param microsoft whether an address or a number is Microsoft's
 */
record SourceNetworks(Seen addresses, Seen asns, Seen organizations, boolean microsoft) {

  /**
   * What sign-ins have of one kind.
   *
   * @param values distinct ones
   * @param inAll whether every sign-in has one
   */
  private record Seen(Set<String> values, boolean inAll) {
    static Seen in(List<Event> signIns, Function<Event, List<String>> values) {
      Set<String> distinct = new TreeSet<>();
      boolean inAll = true;
      for (Event signIn : signIns) {
        List<String> own = values.apply(signIn);
        distinct.addAll(own);
        inAll &= !own.isEmpty();
      }
      return new Seen(distinct, inAll);
    }

    boolean isOne() {
      return inAll && values.size() == 1;
    }

    boolean areSeveral() {
      return values.size() > 1;
    }
  }

  static SourceNetworks of(List<Event> signIns) {
    return new SourceNetworks(
        Seen.in(signIns, signIn -> signIn.get(Field.SOURCE_IP)),
        Seen.in(signIns, SourceNetworks::asnsOf),
        Seen.in(signIns, SourceNetworks::organizationsOf),
        signIns.stream().anyMatch(s -> MicrosoftNetworks.isOperatorOf(s, asnsOf(s))));
  }

  /** What the log's writer found of the address, else what Microsoft did. */
  private static List<String> asnsOf(Event signIn) {
    List<String> numbers = signIn.get(Field.SOURCE_AS_NUMBER);
    return numbers.isEmpty() ? signIn.get(Field.AUTONOMOUS_SYSTEM_NUMBER) : numbers;
  }

  private static List<String> organizationsOf(Event signIn) {
    return signIn.get(Field.SOURCE_AS_ORGANIZATION).stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .toList();
  }

  Set<Signal> signals() {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    Set<String> ips = addresses.values();
    long ofService = ips.stream().filter(MicrosoftNetworks::isService).count();
    if (ofService > 0 && addresses.inAll() && ips.size() - ofService <= 1) {
      // What remains is one place, whatever the networks of the service look like.
      signals.add(Signal.MICROSOFT_SERVICE);
      return signals;
    }
    if (microsoft || ofService > 0) {
      signals.add(Signal.MICROSOFT_NETWORK);
    }
    if (addresses.isOne()) {
      signals.add(Signal.ONE_ADDRESS);
    } else if (addresses.areSeveral()) {
      signals.addAll(ofSeveral());
    }
    return signals;
  }

  private Set<Signal> ofSeveral() {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    // An operator may have several autonomous systems, and be spelled in several ways.
    boolean oneOperator = asns.isOne() || organizations.isOne();
    if (!oneOperator && (asns.areSeveral() || organizations.areSeveral())) {
      signals.add(Signal.DIFFERENT_ASNS);
      return signals;
    }
    if (oneOperator) {
      signals.add(Signal.SAME_ASN);
    }
    long ipv4 = networks(addresses.values(), true);
    long ipv6 = networks(addresses.values(), false);
    if (addresses.inAll() && ipv4 + ipv6 == 1) {
      signals.add(Signal.SAME_NETWORK);
    } else if (addresses.inAll() && ipv4 == 1 && ipv6 == 1 && oneOperator) {
      signals.add(Signal.IP_VERSION_ONLY);
    } else if (!oneOperator) {
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
