// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What tests do without. */
@AnalyzeClasses(packages = "io.entrawatch", importOptions = OnlyIncludeTests.class)
class TestHabitsTest {
  @ArchTest
  static final ArchRule testsUseJUnit5WithHandWrittenFakes =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.mockito..", "org.junit", "org.junit.rules..", "org.junit.runner..", "junit..");

  @ArchTest
  static final ArchRule testsWaitForConditionsNotForTimeToPass =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class)
          .orShould()
          .callMethod(Thread.class, "sleep", Duration.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class);
}
