// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Rejected;
import io.entrawatch.event.Field;
import io.entrawatch.event.TimeParser;
import java.time.DateTimeException;
import java.util.List;

/** A document as Elastic's azure integration writes it: its fields are ours. */
public final class EcsShape {
  static final int SLOTS = Field.all().size();

  private static final List<Field> FIELDS = Field.all();
  private static final String SIGN_INS = "azure.signinlogs";

  private EcsShape() {}

  public static PathTree tree() {
    PathTree tree = PathTree.root(PathTree.Names.ECS);
    for (Field field : FIELDS) {
      tree.add(field.path(), new PathTree.Leaf(field.index(), field.type(), field.path()));
    }
    return tree.joined();
  }

  /** How many fields were found that only a sign-in has. */
  public static int count(FoundValues ecs) {
    int count = 0;
    for (int i = 0; i < ecs.usedCount(); i++) {
      count += FIELDS.get(ecs.usedSlot(i)).path().startsWith(SIGN_INS + ".") ? 1 : 0;
    }
    return count;
  }

  /**
   * Whether it is a document of a sign-in: it has a field of one, or it is a document, of no other
   * dataset, and everything in it was read.
   */
  public static boolean matches(FoundValues ecs, boolean hasUnread) {
    if (count(ecs) > 0) {
      return true;
    }
    String dataset = dataset(ecs);
    return !hasUnread && (dataset == null || isOfSignIns(dataset)) && isDocument(ecs);
  }

  /** Whether there is a field that a shipper does not add to whatever it carries. */
  private static boolean isDocument(FoundValues ecs) {
    for (int i = 0; i < ecs.usedCount(); i++) {
      String path = FIELDS.get(ecs.usedSlot(i)).path();
      if (path.startsWith("azure.") || path.startsWith("event.")) {
        return true;
      }
    }
    return false;
  }

  /** The dataset that a document names; null where it names none. */
  public static String dataset(FoundValues ecs) {
    String dataset = ecs.first(Field.DATA_STREAM_DATASET.index());
    return dataset == null ? ecs.first(Field.EVENT_DATASET.index()) : dataset;
  }

  /** Whether it is the one of sign-ins. */
  public static boolean isOfSignIns(String dataset) {
    return dataset.equals(SIGN_INS);
  }

  public static EventBuilder toBuilder(FoundValues ecs) throws Rejected {
    ecs.throwIfRejected();
    Long ingested = timeIfReadable(ecs, Field.EVENT_INGESTED);
    Long timestamp = timeIfReadable(ecs, Field.TIMESTAMP);
    ignoreUnreadable(ecs, Field.EVENT_INGESTED, ingested);
    ignoreUnreadable(ecs, Field.TIMESTAMP, timestamp);
    if (ingested == null && timestamp == null) {
      throw noTime(ecs);
    }
    EventBuilder builder =
        new EventBuilder(
            ingested == null ? timestamp : ingested, timestamp == null ? ingested : timestamp);
    for (int i = 0; i < ecs.usedCount(); i++) {
      Field field = FIELDS.get(ecs.usedSlot(i));
      boolean unread =
          field == Field.EVENT_INGESTED && ingested == null
              || field == Field.TIMESTAMP && timestamp == null;
      if (!unread) {
        builder.put(field, ecs.get(field.index()));
      }
    }
    if (timestamp != null) {
      builder.putTime(Field.TIMESTAMP, timestamp);
    }
    if (ingested != null) {
      builder.putTime(Field.EVENT_INGESTED, ingested);
    }
    return builder;
  }

  private static Rejected noTime(FoundValues ecs) throws Rejected {
    time(ecs, Field.EVENT_INGESTED);
    time(ecs, Field.TIMESTAMP);
    boolean mistyped =
        ecs.isMistyped(Field.EVENT_INGESTED.index()) || ecs.isMistyped(Field.TIMESTAMP.index());
    return mistyped
        ? new Rejected(Reason.INVALID_TIME, "@timestamp or event.ingested is no text")
        : new Rejected(Reason.NO_TIME, "neither @timestamp nor event.ingested");
  }

  private static void ignoreUnreadable(FoundValues ecs, Field field, Long time) {
    if (time == null && ecs.has(field.index())) {
      ecs.ignore();
    }
  }

  /** In ms since the epoch; null where the field has no value, or one that cannot be read. */
  public static Long timeIfReadable(FoundValues ecs, Field field) {
    try {
      return time(ecs, field);
    } catch (Rejected e) {
      return null;
    }
  }

  private static Long time(FoundValues ecs, Field field) throws Rejected {
    List<String> texts = ecs.get(field.index());
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
}
