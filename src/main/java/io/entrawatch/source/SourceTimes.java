// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.Field;
import io.entrawatch.signin.SignIn;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;

/**
 * For each tenant and category the time of the newest sign-in, as a gauge, so that whoever watches
 * the job sees a source that has stopped. It is a {@link Relevance} to see all sign-ins of a
 * record, and takes none.
 */
final class SourceTimes implements Relevance {
  private static final long serialVersionUID = 1L;

  /** Milliseconds since the epoch. */
  static final String NEWEST = "newest-sign-in";

  static final String TENANT = "tenant";
  static final String CATEGORY = "category";

  /** Stands for all tenants beyond the first ones: a sender must not fill the metrics. */
  static final String OTHERS = "other";

  private static final int MOST_TENANTS = 100;
  private static final int LONGEST_TENANT = 64;
  private static final Set<String> CATEGORIES = Set.copyOf(Survey.CATEGORIES);

  private final transient MetricGroup metrics;
  private final transient Map<String, Map<String, Newest>> byTenant = new HashMap<>();

  SourceTimes(MetricGroup metrics) {
    this.metrics = metrics;
  }

  @Override
  public boolean takes(SignIn signIn) {
    String category = signIn.first(Field.CATEGORY);
    if (category != null && CATEGORIES.contains(category)) {
      newest(tenant(signIn), category).see(signIn.timestamp());
    }
    return false;
  }

  @Override
  public Field ambiguousGroup(SignIn signIn) {
    return null;
  }

  private String tenant(SignIn signIn) {
    String tenant = signIn.first(Field.TENANT_ID);
    if (tenant == null || tenant.length() > LONGEST_TENANT) {
      return OTHERS;
    }
    return byTenant.containsKey(tenant) || byTenant.size() < MOST_TENANTS ? tenant : OTHERS;
  }

  private Newest newest(String tenant, String category) {
    return byTenant
        .computeIfAbsent(tenant, any -> new HashMap<>())
        .computeIfAbsent(
            category,
            any -> {
              Newest newest = new Newest();
              metrics
                  .addGroup(TENANT, tenant)
                  .addGroup(CATEGORY, category)
                  .gauge(NEWEST, newest::millis);
              return newest;
            });
  }

  /** Written by the task, read by reporters. */
  private static final class Newest {
    private volatile long millis = Long.MIN_VALUE;

    void see(long timestamp) {
      if (timestamp > millis) {
        millis = timestamp;
      }
    }

    long millis() {
      return millis;
    }
  }
}
