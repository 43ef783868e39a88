// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

/** The type of an expression, as ES|QL types it, with the Java class that holds one value. */
public enum ValueType {
  /** ES|QL's keyword and text: {@code String}. */
  KEYWORD,
  /** {@code Long}. */
  LONG,
  /** {@code Integer}. */
  INTEGER,
  /** {@code Double}. */
  DOUBLE,
  /** {@code Boolean}. */
  BOOLEAN,
  /** Milliseconds since the epoch: {@code Long}. */
  DATETIME,
  /** Elasticsearch's canonical text of an address: {@code String}. */
  IP,
  /** A constant number of months or days: {@code java.time.Period}. */
  DATE_PERIOD,
  /** A constant number of milliseconds: {@code java.time.Duration}. */
  TIME_DURATION,
  /** The literal null, which fits every type. */
  NULL
}
