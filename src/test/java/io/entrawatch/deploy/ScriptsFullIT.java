// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the documents promise, carried out: minutes each. */
@Tag("full")
class ScriptsFullIT {
  @Test
  void theRunbookCanBeCarriedOutWordForWord() throws Exception {
    assertThat(Programs.run("src/it/operations/run.sh"))
        .contains("docs/operations.md was carried out");
  }

  @Test
  void everyCommandOfTheDocumentsThatCanRunHereRuns() throws Exception {
    assertThat(Programs.run("src/it/docs/run.sh")).contains("every command that can run here ran");
  }

  @Test
  void twoBuildsGiveTheSameBytes() throws Exception {
    assertThat(Programs.run("src/it/release/reproducible.sh")).contains("give the same bytes");
  }

  @Test
  void theBillOfMaterialsListsWhatIsInTheJar() throws Exception {
    assumeTrue(Programs.has("node"), "there is no Node.js");
    assertThat(Programs.run("src/it/release/sbom.sh")).contains("are just those in the jar");
  }
}
