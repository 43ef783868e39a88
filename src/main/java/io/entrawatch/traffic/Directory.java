// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.model.Client;
import io.entrawatch.traffic.model.Device;
import io.entrawatch.traffic.model.Guid;
import io.entrawatch.traffic.model.Person;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The tenant and its people. The same seed gives the same tenant, of whatever size.
 *
 * @param size how many users there are
 */
record Directory(long seed, int size) {
  private static final String DOMAIN = "harbour.example";

  private static final String[] FIRST = {
    "Ada", "Aisha", "Amir", "Anneke", "Bea", "Carlos", "Chen", "Dagny", "Dmitri", "Elif", "Emeka",
    "Fatima", "Finn", "Greta", "Hana", "Ibrahim", "Ines", "Jonas", "Kaito", "Lena", "Łukasz",
    "Mateo", "Mei", "Nadia", "Noor", "Olga", "Priya", "Rafael", "Sanne", "Søren", "Tomás", "Uma",
    "Vera", "Wanjiru", "Yara", "Zoë"
  };
  private static final String[] LAST = {
    "Abadi",
    "Adeyemi",
    "Almeida",
    "Andersen",
    "Bakker",
    "Baumann",
    "Castillo",
    "Dubois",
    "Eriksen",
    "Farouk",
    "Fischer",
    "García",
    "Haddad",
    "Hansen",
    "Ito",
    "Jansen",
    "Kaya",
    "Kowalska",
    "Kruger",
    "Lindqvist",
    "Marchetti",
    "Mbeki",
    "Moreau",
    "Nakamura",
    "Novák",
    "Okafor",
    "Park",
    "Petrova",
    "Quist",
    "Rossi",
    "Sharma",
    "Silva",
    "Tanaka",
    "Ueda",
    "Vogel",
    "Weber",
    "Yilmaz",
    "Zhang"
  };
  private static final Client[] WORKSTATIONS = {
    Client.CHROME, Client.EDGE, Client.EDGE, Client.EDGE, Client.FIREFOX, Client.SAFARI
  };

  String tenantId() {
    return Guid.of(seed, -1);
  }

  /** The {@code n}-th user, from 0. Names repeat, principal names do not. */
  Person person(int n) {
    long draw = traits(n);
    String first = FIRST[(int) (draw & 0xffff) % FIRST.length];
    String last = LAST[(int) (draw >>> 16 & 0xffff) % LAST.length];
    String account = account(first, last) + n;
    return new Person(first + " " + last, account + "@" + DOMAIN, Guid.of(seed, n), "Member");
  }

  /** The browser that the user has at work. */
  Client browser(int n) {
    return WORKSTATIONS[(int) (traits(n) >>> 32 & 0xff) % WORKSTATIONS.length];
  }

  /** The user's workstation. */
  Device device(int n) {
    boolean managed = (traits(n) >>> 40 & 0xf) != 0;
    return managed
        ? new Device(
            Guid.of(~seed, n), "HLX-%05d".formatted(n), "Hybrid Azure AD joined", true, true)
        : Device.UNKNOWN;
  }

  /** For example {@code zoe.novak} of Zoë Novák. */
  private static String account(String first, String last) {
    return Normalizer.normalize(first + "." + last, Normalizer.Form.NFD)
        .replace('ø', 'o')
        .replace('Ł', 'L')
        .replace('ł', 'l')
        .replaceAll("[^a-zA-Z.]", "")
        .toLowerCase(Locale.ROOT);
  }

  private long traits(int n) {
    return Guid.mix(seed * 31 + n);
  }
}
