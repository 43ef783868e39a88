// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

/** The two windows through which each rule looks. */
public enum Reading {
  /** The query's own window, for the same answer as Elastic's engine. */
  ELASTIC("elastic"),
  /** A fine sliding window over sign-in time: finds what buckets cut and deliveries tear apart. */
  SIGN_IN("sign-in");

  private final String id;

  Reading(String id) {
    this.id = id;
  }

  /** The name in settings, alerts and state. */
  public String id() {
    return id;
  }
}
