// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

import java.util.Comparator;

/**
 * One generated sign-in, before it takes the shape of a record.
 *
 * @param id Microsoft's id of it: a second sign-in with the same id is a duplicate delivery
 * @param timestamp when it happened, ms since the epoch
 * @param ingested when it reached the log's readers, ms since the epoch; what a Kafka record's
 *     timestamp would be
 * @param sessionId null for what has no user
 * @param person null for service principals and managed identities
 */
public record SampleSignIn(
    String id,
    long timestamp,
    long ingested,
    String tenantId,
    String correlationId,
    String sessionId,
    String tokenId,
    Person person,
    Leg leg) {

  public static final Comparator<SampleSignIn> BY_ARRIVAL =
      Comparator.comparingLong(SampleSignIn::ingested).thenComparing(SampleSignIn::id);

  /** The same sign-in, delivered once more. */
  public SampleSignIn again(long ingestedAgain) {
    return new SampleSignIn(
        id, timestamp, ingestedAgain, tenantId, correlationId, sessionId, tokenId, person, leg);
  }
}
