// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

/** Who sees to the index template. */
public enum IndexTemplate {
  /**
   * The sink puts it before its first alert; takes the privilege {@code manage_index_templates}.
   */
  INSTALL,
  /** Somebody else has put it; the sink needs no cluster privilege. */
  LEAVE
}
