// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

/**
 * One revision of an alert, ready to leave the job.
 *
 * @param id stable under replay: a hash of rule, group and period
 * @param revision grows with every change of the content; readers keep the highest
 * @param closed true once nothing can change the alert any more ({@code entrawatch.status: final})
 * @param rule the rule's id
 * @param periodStart start of the alert's period in ms since the epoch; the index follows it
 * @param completedAt ingest time of the sign-in that completed the pattern, ms since the epoch
 * @param document the alert as ECS JSON, see docs/alert.schema.json
 */
public record Alert(
    String id,
    long revision,
    boolean closed,
    String rule,
    long periodStart,
    long completedAt,
    String document) {}
