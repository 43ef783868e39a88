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
 * What an object is by what it bears itself; not by what it lacks, nor by what has been added.
 *
 * @param shape null where it is no record
 * @param otherLog the name of the log, if it is of another than the sign-in logs; else null
 * @param marks how many {@link SignInMarker}s it has in that shape
 */
record Recognition(Shape shape, String otherLog, int marks) {
  private static final Recognition NONE = new Recognition(null, null, 0);

  /** Logs whose own records name sessions and users. */
  private static final Set<String> WITH_SESSIONS =
      Set.of("networkaccesstrafficlogs", "networkaccesstraffic");

  /** Of the object that has been read. */
  static Recognition of(FieldReader reader) {
    Recognition best = NONE;
    int most = -1;
    if (EcsShape.isBorne(reader.ecs(), reader.hasUnread())) {
      best = signIn(Shape.ECS, reader.ecs());
      most = EcsShape.count(reader.ecs());
    }
    if (RawShape.isBorne(reader.azure(), reader.hasUnread())) {
      Recognition raw = signIn(Shape.RAW, reader.azure());
      int count = AzureMembers.count(reader.azure());
      if (raw.marks > best.marks || raw.marks == best.marks && count > most) {
        best = raw;
        most = count;
      }
    }
    boolean sure = best.shape == Shape.RAW && best.marks >= SignInMarker.ENOUGH;
    if (!sure && FlatShape.isBorne(reader.azure(), reader.flat(), reader.hasUnread())) {
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
    String category = azure.first(Field.CATEGORY.ordinal());
    boolean timed =
        Stream.of(Extra.TIME, Extra.TIME_GENERATED, Extra.CREATED, Extra.ROOT_CREATED)
            .anyMatch(time -> azure.has(time.slot()));
    boolean named =
        CategoryNames.isOther(category)
            && (azure.has(Extra.LOGGED_RESOURCE.slot()) || azure.has(Extra.OPERATION.slot()));
    if (timed && named && isUnmarked(reader, category)) {
      Shape shape = FlatShape.shape(azure) == Shape.LOG_ANALYTICS ? Shape.LOG_ANALYTICS : Shape.RAW;
      boolean row = shape == Shape.LOG_ANALYTICS && table != null;
      return new Recognition(shape, row ? table : category, 0);
    }
    String dataset = EcsShape.dataset(reader.ecs());
    boolean other = dataset != null && !EcsShape.isOfSignIns(dataset);
    return other && isUnmarked(reader, dataset) ? new Recognition(Shape.ECS, dataset, 0) : NONE;
  }

  private static boolean isUnmarked(FieldReader reader, String log) {
    int bits = reader.markBits();
    return Integer.bitCount(bits) < SignInMarker.ENOUGH
        || bits == SignInMarker.SESSIONS_AND_USERS
            && WITH_SESSIONS.contains(log.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether it names another log as its own and yet has the marks of a sign-in: what it holds is
   * not taken from it for a sign-in without it.
   */
  static boolean contradictsItself(FieldReader reader) {
    int bits = SignInMarker.bits(reader.azure()) | SignInMarker.bits(reader.flat());
    return CategoryNames.isOther(reader.azure().first(Field.CATEGORY.ordinal()))
        && Integer.bitCount(bits) >= SignInMarker.ENOUGH;
  }

  /** What of the object it has been recognised by, so that it is not opened. */
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

  /** Whether a document says that it is of another log, and nothing else does. */
  boolean isDocumentOfOtherLog() {
    return otherLog != null && shape == Shape.ECS;
  }

  /** Whether it is sure that the object holds no sign-in beside what it is itself. */
  boolean isAll(FieldReader reader, byte[] text, int from, int to) {
    return reader.unreadMarks() < SignInMarker.ENOUGH
        && (marks >= SignInMarker.ENOUGH || !reader.namesSignIns())
        && (marks >= SignInMarker.ENOUGH
            || !JsonText.mayStandIn(text, from, to)
            || otherLog != null && shape != Shape.ECS && !MarkerNames.maySpellLog(text, from, to))
        && !MarkerNames.standIn(text, from, to);
  }
}
