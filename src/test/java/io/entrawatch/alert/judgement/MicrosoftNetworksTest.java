// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.event.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against a copy of what Microsoft published. */
class MicrosoftNetworksTest {
  private static final Path PUBLISHED = Path.of("src/test/resources/microsoft-365-endpoints.txt");

  @Test
  void theRangesAreThoseThatMicrosoftPublishedOnTheDayThatAlertsName() throws Exception {
    List<String> lines = Files.readAllLines(PUBLISHED);
    List<Network> published =
        lines.stream()
            .filter(line -> !line.startsWith("#"))
            .flatMap(line -> Arrays.stream(line.split(": ", 2)[1].split(", ")))
            .map(Network::of)
            .filter(network -> network.width() - network.length() > 1)
            .toList();
    assertThat(MicrosoftNetworks.ofService()).containsExactlyInAnyOrderElementsOf(published);
    assertThat(lines).contains("# Last updated: " + MicrosoftNetworks.DATED);
  }

  @Test
  void aRentedMachineIsNotMicrosoftsService() {
    assertThat(MicrosoftNetworks.isService("40.97.1.1")).isTrue();
    assertThat(MicrosoftNetworks.isService("2603:1036:3000::1")).isTrue();
    assertThat(MicrosoftNetworks.isService("2603:1036:3001::1")).isFalse();
    assertThat(MicrosoftNetworks.isService("4.180.1.1")).isFalse();
  }
}
