// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.record.Relevance;
import io.entrawatch.event.Category;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;

/**
 * For each tenant and category the time of the newest sign-in, as a gauge, so that whoever watches
 * the job sees a source that has stopped. An expected source has a second gauge from the start on,
 * so that one that never came is seen too. It is a {@link Relevance} to see all sign-ins of a
 * record, and takes none.
 */
final class SourceTimes implements Relevance {
  private static final long serialVersionUID = 1L;

  /** Milliseconds since the epoch. */
  static final String NEWEST = "newest-sign-in";

  /** The same of an expected source; 0 if none has come. */
  static final String NEWEST_EXPECTED = "newest-expected-sign-in";

  static final String TENANT = "tenant";
  static final String CATEGORY = "category";

  /** Stands for all tenants beyond the first ones: a sender must not fill the metrics. */
  static final String OTHERS = "other";

  private static final int MOST_TENANTS = 100;
  private static final int LONGEST_TENANT = 64;
  private static final Set<String> CATEGORIES = Set.copyOf(Category.ALL);

  private final transient MetricGroup metrics;
  private final transient List<ExpectedSource> expected;
  private final transient Clock clock;
  private final transient Duration maxSkew;
  private final transient Set<String> tenants = new HashSet<>();
  private final transient Map<Gauge, Newest> gauges = new HashMap<>();

  /**
   * @param clock tells what is still to come: of the year 9000, a source would never be silent
   * @param maxSkew how far other clocks may be ahead
   */
  SourceTimes(MetricGroup metrics, List<ExpectedSource> expected, Clock clock, Duration maxSkew) {
    this.metrics = metrics;
    this.expected = expected;
    this.clock = clock;
    this.maxSkew = maxSkew;
    for (ExpectedSource source : expected) {
      tenants.add(source.tenant());
      newest(NEWEST_EXPECTED, source.tenant(), source.category());
    }
  }

  @Override
  public boolean takes(Event signIn) {
    String category = signIn.first(Field.CATEGORY);
    boolean hasCome = signIn.timestamp() <= clock.millis() + maxSkew.toMillis();
    if (hasCome && category != null && CATEGORIES.contains(category)) {
      String tenant = tenant(signIn);
      newest(NEWEST, tenant, category).see(signIn.timestamp());
      for (ExpectedSource source : expected) {
        for (String label : labels(source, tenant)) {
          Newest newest = newest(NEWEST_EXPECTED, label, source.category());
          if (source.category().equals(category)) {
            newest.see(signIn.timestamp());
          }
        }
      }
    }
    return false;
  }

  /** The tenants under which a sign-in of this one counts for the expected source. */
  private static List<String> labels(ExpectedSource source, String tenant) {
    if (source.tenant().equals(ExpectedSource.ANY_TENANT)) {
      return tenant.equals(OTHERS) ? List.of(source.tenant()) : List.of(source.tenant(), tenant);
    }
    return source.tenant().equals(tenant) ? List.of(tenant) : List.of();
  }

  @Override
  public Field ambiguousGroup(Event signIn) {
    return null;
  }

  private String tenant(Event signIn) {
    String written = signIn.first(Field.TENANT_ID);
    if (written == null || written.length() > LONGEST_TENANT) {
      return OTHERS;
    }
    String tenant = written.toLowerCase(Locale.ROOT);
    if (!tenants.contains(tenant) && tenants.size() < MOST_TENANTS) {
      tenants.add(tenant);
    }
    return tenants.contains(tenant) ? tenant : OTHERS;
  }

  private Newest newest(String name, String tenant, String category) {
    return gauges.computeIfAbsent(
        new Gauge(name, tenant, category),
        any -> {
          Newest newest = new Newest();
          metrics.addGroup(TENANT, tenant).addGroup(CATEGORY, category).gauge(name, newest::millis);
          return newest;
        });
  }

  private record Gauge(String name, String tenant, String category) {}

  /** Written by the task, read by reporters. */
  private static final class Newest {
    private volatile long millis;

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
