// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.AzureMembers;
import io.entrawatch.decode.shape.AzureMembers.Extra;
import io.entrawatch.decode.shape.CategoryNames;
import io.entrawatch.decode.shape.EcsShape;
import io.entrawatch.decode.shape.FieldReader;
import io.entrawatch.decode.shape.FlatShape;
import io.entrawatch.decode.shape.FoundValues;
import io.entrawatch.decode.shape.JsonText;
import io.entrawatch.decode.shape.MarkerNames;
import io.entrawatch.decode.shape.RawShape;
import io.entrawatch.decode.shape.SignInMarker;
import io.entrawatch.event.Field;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Classifies an object by the members that it has. Missing members and added members do not matter.
 *
 * @param shape the shape; null if it is not a record
 * @param otherLog the name of the log, if it is not a sign-in log; otherwise null
 * @param marks the number of {@link SignInMarker}s that it has in this shape
 */
record Recognition(Shape shape, String otherLog, int marks) {
  private static final Recognition NONE = new Recognition(null, null, 0);

  /** Other logs whose records also have sessions and users. */
  private static final Set<String> WITH_SESSIONS =
      Set.of("networkaccesstrafficlogs", "networkaccesstraffic");

  /** Classifies the object that was read. */
  static Recognition of(FieldReader reader) {
    Recognition best = NONE;
    int most = -1;
    if (EcsShape.matches(reader.ecs(), reader.hasUnread())) {
      best = signIn(Shape.ECS, reader.ecs());
      most = EcsShape.count(reader.ecs());
    }
    if (RawShape.matches(reader.azure(), reader.hasUnread())) {
      Recognition raw = signIn(Shape.RAW, reader.azure());
      int count = AzureMembers.count(reader.azure());
      if (raw.marks > best.marks || raw.marks == best.marks && count > most) {
        best = raw;
        most = count;
      }
    }
    boolean isCertain = best.shape == Shape.RAW && best.marks >= SignInMarker.ENOUGH;
    if (!isCertain && FlatShape.matches(reader.azure(), reader.flat(), reader.hasUnread())) {
      Recognition flat = signIn(FlatShape.shape(reader.azure()), reader.flat());
      if (flat.marks > best.marks || flat.marks == best.marks && most <= 0) {
        best = flat;
      }
    }
    return best.isRecord() ? best : ofOtherLog(reader);
  }

  private static Recognition signIn(Shape shape, FoundValues values) {
    return new Recognition(shape, null, Integer.bitCount(SignInMarker.bits(values)));
  }

  private static Recognition ofOtherLog(FieldReader reader) {
    FoundValues azure = reader.azure();
    String table = azure.first(Extra.TYPE.slot());
    String category = azure.first(Field.CATEGORY.index());
    boolean hasTime =
        Stream.of(Extra.TIME, Extra.TIME_GENERATED, Extra.CREATED, Extra.ROOT_CREATED)
            .anyMatch(time -> azure.has(time.slot()));
    boolean hasLogName =
        CategoryNames.isOther(category)
            && (azure.has(Extra.LOGGED_RESOURCE.slot()) || azure.has(Extra.OPERATION.slot()));
    if (hasTime && hasLogName && lacksMarkers(reader, category)) {
      Shape shape = FlatShape.shape(azure) == Shape.LOG_ANALYTICS ? Shape.LOG_ANALYTICS : Shape.RAW;
      boolean isRow = shape == Shape.LOG_ANALYTICS && table != null;
      return new Recognition(shape, isRow ? table : category, 0);
    }
    String dataset = EcsShape.dataset(reader.ecs());
    boolean other = dataset != null && !EcsShape.isOfSignIns(dataset);
    return other && lacksMarkers(reader, dataset) ? new Recognition(Shape.ECS, dataset, 0) : NONE;
  }

  private static boolean lacksMarkers(FieldReader reader, String log) {
    int bits = reader.markBits();
    return Integer.bitCount(bits) < SignInMarker.ENOUGH
        || bits == SignInMarker.SESSIONS_AND_USERS
            && WITH_SESSIONS.contains(log.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether the object names another log but has the markers of a sign-in. The objects in it must
   * not be taken out as events of their own.
   */
  static boolean contradictsItself(FieldReader reader) {
    int bits = SignInMarker.bits(reader.azure()) | SignInMarker.bits(reader.flat());
    return CategoryNames.isOther(reader.azure().first(Field.CATEGORY.index()))
        && Integer.bitCount(bits) >= SignInMarker.ENOUGH;
  }

  /** The part of the object that it was recognised by. This part is not opened. */
  ObjectParts.Known known(FieldReader reader) {
    if (shape == Shape.ECS) {
      return isSignIn() ? ObjectParts.Known.FIELDS : ObjectParts.Known.NOTHING;
    }
    boolean own = Integer.bitCount(SignInMarker.bits(reader.azure())) >= SignInMarker.ENOUGH;
    return isRecord() || own ? ObjectParts.Known.PROPERTIES : ObjectParts.Known.NOTHING;
  }

  boolean isSignIn() {
    return shape != null && otherLog == null;
  }

  boolean isRecord() {
    return shape != null;
  }

  /** Whether only a document's dataset says that it is of another log. */
  boolean isDocumentOfOtherLog() {
    return otherLog != null && shape == Shape.ECS;
  }

  /** Whether the object certainly contains no further event. */
  boolean containsNothingElse(FieldReader reader, byte[] text, int from, int to) {
    return reader.unreadMarks() < SignInMarker.ENOUGH
        && (marks >= SignInMarker.ENOUGH || !reader.namesSignIns())
        && (marks >= SignInMarker.ENOUGH
            || !JsonText.mayOccurIn(text, from, to)
            || otherLog != null && shape != Shape.ECS && !MarkerNames.maySpellLog(text, from, to))
        && !MarkerNames.occurIn(text, from, to);
  }
}
