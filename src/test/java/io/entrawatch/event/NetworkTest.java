// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "198.51.100.0/24, 198.51.100.255, true",
    "198.51.100.0/24, 198.51.101.0, false",
    "198.51.100.128/25, 198.51.100.127, false",
    "198.51.100.7, 198.51.100.7, true",
    "198.51.100.7, 198.51.100.8, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 203.0.113.1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::, false",
    "255.0.0.0/8, 255.1.2.3, true",
    "ff00::/8, ff02::1, true",
    "198.51.100.0/24, not an address, false",
  })
  void holdsWhatLiesBehindItsPrefix(String network, String address, boolean holds) {
    assertThat(Network.of(network).holds(address)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/24",
        "198.51.100.0/33",
        "198.51.100.0/-1",
        "198.51.100.0/",
        "198.51.100.0/24/8",
        "198.51.100.7/24",
        "2001:db8::1/64",
        "2001:db8::/129",
        "198.51.100/24",
        "host/8",
        "198.51.100.0/+8",
        "198.51.100.0/٨"
      })
  void isNotMadeOfTextThatNamesNoneOrMoreThanOne(String text) {
    assertThat(Network.of(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"198.51.100.77, 198.51.100.0/24", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64"})
  void aSiteIsA24OrA64(String address, String network) {
    assertThat(Network.around(address)).isEqualTo(Network.of(network));
  }
}
