// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What readers already have of alerts when a job starts. A job without the state of the one that
 * told them reads their sign-ins again, and until it has them all it knows less than was told.
 */
public final class EmittedBefore implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing has been told. */
  public static final EmittedBefore NOTHING = new EmittedBefore(Map.of(), Set.of(), Long.MIN_VALUE);

  private final HashMap<String, Long> revisions;
  private final HashSet<String> heldBack;
  private final long until;

  /**
   * @param revisions the highest that was told, by the alert's id
   * @param heldBack the ids of those of which all that was told was held back by exceptions
   * @param until the watermark at which all has been read that they can have been told of, ms since
   *     the epoch
   */
  public EmittedBefore(Map<String, Long> revisions, Set<String> heldBack, long until) {
    this.revisions = new HashMap<>(revisions);
    this.heldBack = new HashSet<>(heldBack);
    this.until = until;
  }

  public boolean isNothing() {
    return revisions.isEmpty();
  }

  /** The highest revision that was told of the alert; null if none was. */
  public Long of(String id) {
    return revisions.get(id);
  }

  /** Whether a revision of the alert has left that no exception held back. */
  public boolean hasLeft(String id) {
    return revisions.containsKey(id) && !heldBack.contains(id);
  }

  public long until() {
    return until;
  }
}
