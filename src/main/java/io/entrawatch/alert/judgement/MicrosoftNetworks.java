// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert.judgement;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Network;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Microsoft's own addresses, as far as that helps to judge. Sign-ins that Microsoft 365 makes for a
 * user, or that pass its proxies, bear them.
 *
 * <p>The ranges are those that Microsoft publishes for Exchange Online, SharePoint Online and Entra
 * ID (its endpoint sets 1, 9, 31 and 56), without single hosts; a test compares them with a copy.
 * Rented machines do not stand in them. The rest of the autonomous system is Azure, where everybody
 * can rent one.
 */
final class MicrosoftNetworks {
  /** The day of the publication that the ranges follow. */
  static final String DATED = "2026-08-14";

  private static final String ASN = "8075";

  private static final List<Network> SERVICE =
      Stream.of(
              "13.107.128.0/22",
              "13.107.136.0/22",
              "20.20.32.0/19",
              "20.190.128.0/18",
              "20.231.128.0/19",
              "23.103.160.0/20",
              "40.92.0.0/15",
              "40.96.0.0/13",
              "40.104.0.0/15",
              "40.107.0.0/16",
              "40.108.128.0/17",
              "40.126.0.0/18",
              "52.96.0.0/14",
              "52.100.0.0/14",
              "52.104.0.0/14",
              "104.47.0.0/17",
              "104.146.128.0/17",
              "132.245.0.0/16",
              "150.171.32.0/22",
              "150.171.40.0/22",
              "2603:1006::/40",
              "2603:1006:2000::/48",
              "2603:1007:200::/48",
              "2603:1016::/36",
              "2603:1016:1400::/48",
              "2603:1017::/48",
              "2603:1026::/36",
              "2603:1026:3000::/48",
              "2603:1027:1::/48",
              "2603:1036::/36",
              "2603:1036:3000::/48",
              "2603:1037:1::/48",
              "2603:1046::/36",
              "2603:1046:2000::/48",
              "2603:1047:1::/48",
              "2603:1056::/36",
              "2603:1056:2000::/48",
              "2603:1057:2::/48",
              "2603:1061:1300::/40",
              "2603:1063:6000::/35",
              "2620:1ec:8f0::/46",
              "2620:1ec:8f8::/46",
              "2620:1ec:900::/46",
              "2620:1ec:908::/46",
              "2a01:111:f400::/48",
              "2a01:111:f402::/48",
              "2a01:111:f403::/48")
          .map(Network::of)
          .map(Objects::requireNonNull)
          .toList();

  private MicrosoftNetworks() {}

  /** Those of Microsoft 365 itself. */
  static List<Network> ofService() {
    return SERVICE;
  }

  /** Whether the address is one of Microsoft 365 itself. */
  static boolean isService(String address) {
    return SERVICE.stream().anyMatch(network -> network.holds(address));
  }

  /**
   * Whether Microsoft operates the network that a sign-in came from.
   *
   * @param asns of the sign-in
   */
  static boolean isOperatorOf(Event signIn, List<String> asns) {
    return asns.contains(ASN)
        || signIn.get(Field.SOURCE_AS_ORGANIZATION).stream()
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("microsoft"));
  }
}
