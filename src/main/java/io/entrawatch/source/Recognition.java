// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.Field;
import io.entrawatch.source.AzureMembers.Extra;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an object is by what it bears itself; not by what it lacks, nor by what has been added.
 *
 * @param shape null where it is no record
 * @param otherLog the name of the log, if it is of another than the sign-in logs; else null
 * @param marks how many {@link SignInMark}s it has in that shape
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
    boolean sure = best.shape == Shape.RAW && best.marks >= SignInMark.ENOUGH;
    if (!sure && FlatShape.isBorne(reader.azure(), reader.flat(), reader.hasUnread())) {
      Recognition flat = signIn(FlatShape.shape(reader.azure()), reader.flat());
      if (flat.marks > best.marks || flat.marks == best.marks && most <= 0) {
        best = flat;
      }
    }
    return best.isRecord() ? best : ofOtherLog(reader);
  }

  private static Recognition signIn(Shape shape, Values values) {
    return new Recognition(shape, null, Integer.bitCount(SignInMark.bits(values)));
  }

  private static Recognition ofOtherLog(FieldReader reader) {
    Values azure = reader.azure();
    String table = azure.first(Extra.TYPE.slot());
    String category = azure.first(Field.CATEGORY.ordinal());
    boolean timed =
        Stream.of(Extra.TIME, Extra.TIME_GENERATED, Extra.CREATED, Extra.ROOT_CREATED)
            .anyMatch(time -> azure.has(time.slot()));
    boolean named =
        Categories.isOther(category)
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
    return Integer.bitCount(bits) < SignInMark.ENOUGH
        || bits == SignInMark.SESSIONS_AND_USERS
            && WITH_SESSIONS.contains(log.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether it names another log as its own and yet has the marks of a sign-in: what it holds is
   * not taken from it for a sign-in without it.
   */
  static boolean contradictsItself(FieldReader reader) {
    int bits = SignInMark.bits(reader.azure()) | SignInMark.bits(reader.flat());
    return Categories.isOther(reader.azure().first(Field.CATEGORY.ordinal()))
        && Integer.bitCount(bits) >= SignInMark.ENOUGH;
  }

  /** What of the object it has been recognised by, so that it is not opened. */
  Pieces.Known known(FieldReader reader) {
    if (shape == Shape.ECS) {
      return isSignIn() ? Pieces.Known.FIELDS : Pieces.Known.NOTHING;
    }
    boolean own = Integer.bitCount(SignInMark.bits(reader.azure())) >= SignInMark.ENOUGH;
    return isRecord() || own ? Pieces.Known.PROPERTIES : Pieces.Known.NOTHING;
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
    return reader.unreadMarks() < SignInMark.ENOUGH
        && (marks >= SignInMark.ENOUGH || !reader.namesSignIns())
        && (marks >= SignInMark.ENOUGH
            || !JsonText.mayStandIn(text, from, to)
            || otherLog != null && shape != Shape.ECS && !MarkNames.maySpellLog(text, from, to))
        && !MarkNames.standIn(text, from, to);
  }
}
