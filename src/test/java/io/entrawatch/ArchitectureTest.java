// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What no class may do, or only those of some packages. {@link PackagesTest} holds the arrows. */
@AnalyzeClasses(packages = "io.entrawatch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule onlyTheFrontDoorAndItsSinksPrint =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.entrawatch.cli..", "io.entrawatch.sink.terminal..", "io.entrawatch.sink.file..")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule loggingGoesThroughSlf4j =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.entrawatch.cli..", "io.entrawatch.sink.terminal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule nothingDependsOnKryo =
      noClasses().should().dependOnClassesThat().resideInAPackage("com.esotericsoftware..");

  // Flink's JSON schema takes a mapper of Flink's own Jackson; nothing else has to.
  @ArchTest
  static final ArchRule nothingElseDependsOnWhatFlinkKeepsForItself =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.entrawatch.sink.json..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink.shaded..")
          .because("the shaded libraries change with Flink");

  @ArchTest
  static final ArchRule resultsDependOnNoClockAndNoChance =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..event..",
              "..decode..",
              "..rule..",
              "..detect..",
              "..alert..",
              "..exceptions..",
              "..source..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class)
          .because("a replay gives the same alerts");
}
