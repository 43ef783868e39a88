// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens to an installation while sign-ins arrive. */
interface Disturbance {
  /** Settings of Flink that it needs. */
  default Map<String, String> flinkSettings() {
    return Map.of();
  }

  /** Before the job is submitted. */
  default void before(Stage stage) throws Exception {}

  /** While sign-ins arrive; returns when no more will happen. */
  void during(Stage stage) throws Exception;

  /** When all final alerts have been seen; the verdict is asked for again behind it. */
  default void afterwards(Stage stage) throws Exception {}

  /** Alerts that Elasticsearch cannot hold, by id; known once the sign-ins have arrived. */
  default Set<String> refused() {
    return Set.of();
  }

  /** What is wrong besides, a line each; asked for last. */
  default List<String> problems(Stage stage) {
    return List.of();
  }

  /** Ends what it started. */
  default void end() {}
}
