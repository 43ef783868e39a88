// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of a test run what was skipped and why: a silent skip reads like a pass. */
public final class SkippedTests implements TestExecutionListener {
  private final Set<String> skipped = Collections.synchronizedSet(new TreeSet<>());

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    skipped.add(nameOf(test) + ": " + reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      skipped.add(nameOf(test) + ": " + reason);
    }
  }

  private static String nameOf(TestIdentifier test) {
    return test.getSource()
            .map(Object::toString)
            .orElse("")
            .replaceAll(".*className = '([^']*)'.*", "$1")
        + " "
        + test.getDisplayName();
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    skipped.forEach(line -> System.out.println("SKIPPED " + line));
  }
}
