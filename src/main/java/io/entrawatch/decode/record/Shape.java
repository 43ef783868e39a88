// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.record;

/** What a record was recognised as. */
public enum Shape {
  /** A document as Elastic's azure integration writes it. */
  ECS("ecs"),
  /** As Azure Monitor writes it. */
  RAW("raw"),
  /** The same as text in an event of Elastic Agent. */
  AGENT("agent"),
  /** A row of a table of Log Analytics. */
  LOG_ANALYTICS("log-analytics"),
  /** An object of the Graph API. */
  GRAPH("graph");

  private final String code;

  Shape(String code) {
    this.code = code;
  }

  /** As counts name it. */
  public String code() {
    return code;
  }
}
