// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Elasticsearch 8.19 made of each text in a field of type ip. */
class IpAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "1.1.1.1, 1.1.1.1",
    "255.255.255.255, 255.255.255.255",
    "0.0.0.0, 0.0.0.0",
    "::ffff:1.1.1.1, 1.1.1.1",
    "::FFFF:0102:0304, 1.2.3.4",
    "::ffff:0:0, 0.0.0.0",
    "2001:DB8:0:0::1, 2001:db8::1",
    "::1.2.3.4, ::102:304",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
    "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "0:0:0:0:0:0:0:0, ::",
    "::1, ::1",
    "fe80::1%eth0, fe80::1",
    "FE80:0::1%wlan0.1, fe80::1",
    "fe80::1%%, fe80::1",
    "fe80::1%é, fe80::1"
  })
  void writesAnAddressAsElasticsearchDoes(String text, String canonical) {
    assertThat(IpAddresses.canonical(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "01.1.1.1",
        "1.1.1",
        "1.1.1.",
        "1.1.1.1.",
        "1.1.1.1.1",
        "1.1.1.256",
        "1.1.1.1111",
        "1",
        " 1.1.1.1",
        "1.1.1.1 ",
        "[::1]",
        "1::2::3",
        "true",
        "1.1.1.1/24",
        "1.1.1.1:80",
        "١.1.1.1",
        "12345::1",
        "fe80::1%",
        "1.1.1.1%eth0",
        "::ffff:1.1.1.1%eth0",
        "fe80%eth0::1",
        "localhost",
        "...",
        "1..1.1"
      })
  void knowsWhatIsNoAddress(String text) {
    assertThat(IpAddresses.canonical(text)).isNull();
  }
}
