// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.UserCodeClassLoader;

/** What a schema is opened with; remembers what is to be done at the end. */
public final class TestContext implements InitializationContext {
  private final List<Runnable> hooks = new ArrayList<>();

  @Override
  public MetricGroup getMetricGroup() {
    return new UnregisteredMetricsGroup();
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return new UserCodeClassLoader() {
      @Override
      public ClassLoader asClassLoader() {
        return TestContext.class.getClassLoader();
      }

      @Override
      public void registerReleaseHookIfAbsent(String name, Runnable hook) {
        hooks.add(hook);
      }
    };
  }

  /** The job's last task has ended. */
  public void end() {
    hooks.forEach(Runnable::run);
  }
}
