// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Who may know whom. Packages follow the data's path, and dependencies point inwards. */
@AnalyzeClasses(packages = "io.entrawatch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> TOPOLOGY =
      nameMatching("io\\.entrawatch\\.Detect(ion|ed).*").forSubtype();
  private static final DescribedPredicate<JavaClass> MAIN =
      resideInAPackage("io.entrawatch").and(not(TOPOLOGY));

  // A new package must be put into its place here.
  @ArchTest
  static final ArchRule dependenciesPointInwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("signin")
          .definedBy("io.entrawatch.signin..")
          .layer("rule")
          .definedBy("io.entrawatch.rule..")
          .layer("window")
          .definedBy("io.entrawatch.window..")
          .layer("alert")
          .definedBy("io.entrawatch.alert..")
          .layer("allow")
          .definedBy("io.entrawatch.allow..")
          .layer("topology")
          .definedBy(TOPOLOGY)
          .layer("source")
          .definedBy("io.entrawatch.source..")
          .layer("sink")
          .definedBy("io.entrawatch.sink..")
          .layer("config")
          .definedBy("io.entrawatch.config..")
          .layer("traffic")
          .definedBy("io.entrawatch.traffic..")
          .layer("main")
          .definedBy(MAIN)
          .layer("cli")
          .definedBy("io.entrawatch.cli..")
          .whereLayer("signin")
          .mayNotAccessAnyLayer()
          .whereLayer("rule")
          .mayOnlyAccessLayers("signin")
          .whereLayer("window")
          .mayOnlyAccessLayers("signin", "rule")
          .whereLayer("alert")
          .mayOnlyAccessLayers("signin", "rule", "window")
          .whereLayer("allow")
          .mayOnlyAccessLayers("signin", "alert")
          .whereLayer("topology")
          .mayOnlyAccessLayers("signin", "rule", "window", "alert", "allow")
          .whereLayer("source")
          .mayOnlyAccessLayers("signin")
          .whereLayer("sink")
          .mayOnlyAccessLayers("signin", "window", "alert", "allow", "source")
          .whereLayer("config")
          .mayOnlyAccessLayers("signin", "rule")
          .whereLayer("traffic")
          .mayOnlyAccessLayers("signin")
          .whereLayer("main")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.entrawatch.(*)..").should().beFreeOfCycles();

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
              "..signin..", "..rule..", "..window..", "..alert..", "..allow..", "..source..")
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
