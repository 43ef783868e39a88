// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

/** A log of Microsoft Entra ID, as Elastic's azure integration splits them. */
public enum DataSet {
  SIGN_INS("signinlogs", "azure.signinlogs"),
  AUDIT("auditlogs", "azure.auditlogs"),
  IDENTITY_PROTECTION("identity_protection", "azure.identity_protection"),
  GRAPH_ACTIVITY("graphactivitylogs", "azure.graphactivitylogs"),
  AAD_GRAPH_ACTIVITY("aadgraphactivitylogs", "azure.aadgraphactivitylogs"),
  ACTIVITY("activitylogs", "azure.activitylogs");

  private final String id;
  private final String dataset;

  DataSet(String id, String dataset) {
    this.id = id;
    this.dataset = dataset;
  }

  /** As settings name it. */
  public String id() {
    return id;
  }

  /** The value of {@code event.dataset} and {@code data_stream.dataset}. */
  public String dataset() {
    return dataset;
  }
}
