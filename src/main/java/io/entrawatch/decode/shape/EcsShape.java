// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Rejected;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import io.entrawatch.event.TimeParser;
import java.time.DateTimeException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A document as Elastic's azure integration writes it: its fields are ours. */
public final class EcsShape {
  private static final List<Field> FIELDS = Field.all();
  private static final String SIGN_INS = "azure.signinlogs";

  private static final PathTree.Leaf LATITUDE =
      new PathTree.Leaf(FIELDS.size(), FieldType.KEYWORD, "source.geo.location.lat", false);
  private static final PathTree.Leaf LONGITUDE =
      new PathTree.Leaf(FIELDS.size() + 1, FieldType.KEYWORD, "source.geo.location.lon", false);

  static final int SLOTS = FIELDS.size() + 2;

  /** By slot, whether it is of a core field that only a sign-in has. */
  private static final boolean[] OF_SIGN_IN = coreFieldsUnder(SIGN_INS + ".");

  /** By slot, whether it is of a core field that a shipper does not add to whatever it carries. */
  private static final boolean[] OF_DOCUMENT = coreFieldsUnder("azure.", "event.");

  private EcsShape() {}

  /**
   * @param fields which of them are read
   */
  public static PathTree tree(Set<Field> fields) {
    PathTree tree = PathTree.root(PathTree.Names.ECS);
    for (Field field : fields) {
      if (field == Field.SOURCE_LOCATION) {
        tree.add(LATITUDE.name(), LATITUDE);
        tree.add(LONGITUDE.name(), LONGITUDE);
      } else {
        tree.add(
            field.path(),
            new PathTree.Leaf(field.index(), field.type(), field.path(), field.isCore()));
      }
    }
    return tree.joined();
  }

  /** How many core fields were found that only a sign-in has. */
  public static int count(FoundValues ecs) {
    return count(ecs, OF_SIGN_IN);
  }

  private static int count(FoundValues ecs, boolean[] counted) {
    int count = 0;
    for (int i = 0; i < ecs.usedCount(); i++) {
      count += counted[ecs.usedSlot(i)] ? 1 : 0;
    }
    return count;
  }

  private static boolean[] coreFieldsUnder(String... prefixes) {
    boolean[] slots = new boolean[SLOTS];
    for (Field field : FIELDS) {
      slots[field.index()] =
          field.isCore() && Stream.of(prefixes).anyMatch(field.path()::startsWith);
    }
    return slots;
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
    return !hasUnread && (dataset == null || isOfSignIns(dataset)) && count(ecs, OF_DOCUMENT) > 0;
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
      if (ecs.usedSlot(i) >= FIELDS.size()) {
        continue;
      }
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
    builder.putIfKnown(
        Field.SOURCE_LOCATION,
        GeoLookup.point(ecs.single(LATITUDE.slot()), ecs.single(LONGITUDE.slot())));
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
