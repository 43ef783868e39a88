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
 * @param action what the revision does to the alert; not part of the document, which is the same
 *     under replay
 * @param document the alert as ECS JSON, see docs/alert.schema.json
 */
public record Alert(
    String id,
    long revision,
    boolean closed,
    String rule,
    long periodStart,
    long completedAt,
    AlertAction action,
    String document) {

  /** A revision of an alert that had left before. */
  public Alert(
      String id,
      long revision,
      boolean closed,
      String rule,
      long periodStart,
      long completedAt,
      String document) {
    this(
        id,
        revision,
        closed,
        rule,
        periodStart,
        completedAt,
        closed ? AlertAction.FINAL : AlertAction.UPDATED,
        document);
  }

  /** The same, as the first revision that leaves. */
  public Alert opened() {
    return new Alert(
        id, revision, closed, rule, periodStart, completedAt, AlertAction.OPENED, document);
  }
}
