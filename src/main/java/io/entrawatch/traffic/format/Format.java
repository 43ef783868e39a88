// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.format;

/** The shapes of a sign-in record that the job reads; each carries the same sign-ins. */
public enum Format {
  /** ECS documents as in {@code logs-azure.signinlogs-*}. */
  ECS {
    @Override
    public RecordWriter writer(int sizeBytes) {
      return new EcsWriter(sizeBytes);
    }
  },
  /**
   * Azure Monitor records as Event Hubs hands them out. They do not say when they were ingested.
   */
  RAW {
    @Override
    public RecordWriter writer(int sizeBytes) {
      return new RawWriter(sizeBytes);
    }
  },
  /** Events of Elastic Agent with the raw record as text, before any ingest pipeline. */
  AGENT {
    @Override
    public RecordWriter writer(int sizeBytes) {
      return new AgentWriter(sizeBytes);
    }
  };

  /**
   * A writer of this shape.
   *
   * @param sizeBytes about how large a record shall be (for {@link #AGENT} the one in the message);
   *     conditional-access policies fill it up
   */
  public abstract RecordWriter writer(int sizeBytes);
}
