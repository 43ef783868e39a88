// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.Field;
import io.entrawatch.signin.TimeParser;
import io.entrawatch.source.DeadLetter.Reason;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A document as Elastic's azure integration writes it: its fields are ours. */
final class EcsShape {
  static final int SLOTS = Field.values().length;

  private static final Field[] FIELDS = Field.values();

  /**
   * Members that a shipper may add to whatever it carries: they don't tell a document by
   * themselves.
   */
  private static final Set<String> COMMON = Set.of("@timestamp", "message", "source", "user_agent");

  private static final Set<Field> TELLING = telling();

  private EcsShape() {}

  static PathTree tree() {
    PathTree tree = PathTree.ecs();
    for (Field field : FIELDS) {
      tree.add(field.path(), new PathTree.Leaf(field.ordinal(), field.type(), field.path()));
    }
    return tree.joined();
  }

  /** Whether there is a value that only such a document or an envelope of Elastic Agent has. */
  static boolean isRecognised(Values ecs) {
    for (int i = 0; i < ecs.usedCount(); i++) {
      if (TELLING.contains(FIELDS[ecs.usedSlot(i)])) {
        return true;
      }
    }
    return false;
  }

  static Draft draft(Values ecs) throws Rejected {
    ecs.throwIfRejected();
    Long ingested = time(ecs, Field.EVENT_INGESTED);
    Long timestamp = time(ecs, Field.TIMESTAMP);
    if (ingested == null && timestamp == null) {
      throw new Rejected(Reason.NO_TIME, "neither @timestamp nor event.ingested");
    }
    Draft draft =
        new Draft(
            ingested == null ? timestamp : ingested, timestamp == null ? ingested : timestamp);
    for (int i = 0; i < ecs.usedCount(); i++) {
      int slot = ecs.usedSlot(i);
      draft.put(FIELDS[slot], ecs.get(slot));
    }
    if (timestamp != null) {
      draft.putTime(Field.TIMESTAMP, timestamp);
    }
    if (ingested != null) {
      draft.putTime(Field.EVENT_INGESTED, ingested);
    }
    return draft;
  }

  /** In ms since the epoch; null where the field has no value. */
  static Long time(Values ecs, Field field) throws Rejected {
    List<String> texts = ecs.get(field.ordinal());
    if (texts.isEmpty()) {
      return null;
    }
    if (texts.size() > 1) {
      throw new Rejected(Reason.INVALID_TIME, field.path() + " has several values");
    }
    try {
      return TimeParser.isoOrEpochMillis(texts.get(0));
    } catch (DateTimeException e) {
      throw new Rejected(Reason.INVALID_TIME, field.path() + ": " + e.getMessage());
    }
  }

  private static Set<Field> telling() {
    EnumSet<Field> telling = EnumSet.noneOf(Field.class);
    Arrays.stream(FIELDS)
        .filter(field -> !COMMON.contains(field.path().split("\\.", 2)[0]))
        .forEach(telling::add);
    return telling;
  }
}
