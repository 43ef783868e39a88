// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

import java.util.Locale;

/** The type of an expression, as ES|QL types it, with the Java class that holds one value. */
public enum ValueType {
  /** ES|QL's keyword and text: {@code String}. */
  KEYWORD,
  /** {@code Integer}. */
  INTEGER,
  /** {@code Long}. */
  LONG,
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
  NULL;

  public boolean isNumber() {
    return this == INTEGER || this == LONG || this == DOUBLE;
  }

  /** An amount of time. */
  public boolean isTime() {
    return this == DATE_PERIOD || this == TIME_DURATION;
  }

  /** As ES|QL calls it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
