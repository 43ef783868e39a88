// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import com.google.common.base.Utf8;
import io.entrawatch.decode.ObjectParts.Piece;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.Rejected;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.EcsShape;
import io.entrawatch.decode.shape.FieldReader;
import io.entrawatch.decode.shape.JsonText;
import io.entrawatch.decode.shape.MarkerNames;
import io.entrawatch.decode.shape.RawShape;
import io.entrawatch.decode.shape.SignInMarker;
import io.entrawatch.event.Field;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Opens a message, or an object or a text that is wrapped in it.
 *
 * <p>An object that is a record and certainly contains no more is emitted as it is. If it is not a
 * record, or may contain more, its members are opened. Their names do not matter. The limit is
 * {@link #MAX_WRAPPERS}. An object without any record becomes a dead letter. In a message that is
 * the whole object. Within a wrapper it is only an object with the markers of a sign-in.
 */
final class WrapperOpener implements RecordSplitter.Sink {
  /**
   * The maximum number of objects around a record. The same limit applies to texts around a record.
   */
  static final int MAX_WRAPPERS = 3;

  private static final int SHORTEST_ID = 16;
  private static final String TOO_DEEP =
      "looks like a sign-in that is wrapped more than "
          + MAX_WRAPPERS
          + " deep; send it as Azure Monitor writes it";
  private static final String NO_JSON =
      "looks like a sign-in in a text that is no JSON; send it as Azure Monitor writes it";
  private static final String NOTHING =
      "nothing that is known, in a batch with records; " + Resemblance.EXPECTED;
  private static final String EMPTY_BATCH = "empty-batch";

  private final FullDecoder decoder;
  private final OpenedText text;
  private final int depth;
  private final int objects;
  private final int texts;

  /** {@code event.ingested} of the wrapper; null for none. */
  private final Long ingested;

  /** Whether this is the message of an event of Elastic Agent. */
  private final boolean ofAgent;

  /** The number of records that were emitted. */
  private int emitted;

  /** The pieces that contain no record. */
  private final List<Piece> withoutRecords = new ArrayList<>();

  private boolean empty;

  /** Why a text could not be opened; null if all could. */
  private Broken broken;

  /**
   * @param marked whether the text has enough {@link SignInMarker}s
   */
  private record Broken(Rejected why, boolean marked) {
    static Broken marked(String detail) {
      return new Broken(new Rejected(Reason.UNRECOGNISED, detail), true);
    }
  }

  /** Opens a message. */
  WrapperOpener(FullDecoder decoder, byte[] message) {
    this.decoder = decoder;
    text = OpenedText.message(message);
    depth = 0;
    objects = 0;
    texts = 0;
    ingested = null;
    ofAgent = false;
  }

  /**
   * @param member whether the piece is a member of an object, and not an element of an array
   */
  private WrapperOpener(
      WrapperOpener outer, Piece piece, boolean member, Long ingested, boolean ofAgent) {
    boolean spelled = piece.text() != null;
    decoder = outer.decoder;
    text = spelled ? outer.text.spelled(piece.text(), piece.from(), piece.to()) : outer.text;
    depth = outer.depth + 1;
    objects = outer.objects + (member ? 1 : 0);
    texts = outer.texts + (spelled ? 1 : 0);
    this.ingested = ingested;
    this.ofAgent = ofAgent;
  }

  private boolean isMessage() {
    return depth == 0;
  }

  /** The offset where the JSON begins, after a byte order mark if there is one. */
  private int start(int from, int to) {
    return JsonText.start(text.bytes(), from, to);
  }

  private FieldReader reader() {
    return decoder.reader(depth);
  }

  private void emitDeadLetter(Reason reason, String detail, int from, int to) {
    decoder.emitDeadLetter(
        reason, text.isMessage() ? detail : "in a text: " + detail, text.original(from, to));
    emitted++;
  }

  @Override
  public void record(int from, int to) {
    int before = emitted;
    try {
      checkBounds(from, to);
      emitRecord(from, to);
    } catch (Rejected e) {
      emitDeadLetter(e.reason(), e.getMessage(), from, to);
    }
    if (emitted == before) {
      withoutRecords.add(new Piece(from, to, null, false, 0));
    }
    endElement();
  }

  private void endElement() {
    if (isMessage()) {
      decoder.nextElement();
    }
  }

  private void checkBounds(int from, int to) throws Rejected {
    if (reader().tooDeep()) {
      throw new Rejected(Reason.TOO_DEEP, "nested deeper than " + FieldReader.MAX_DEPTH);
    }
    if (text.isMessage() && !Utf8.isWellFormed(text.bytes(), from, to - from)) {
      throw new Rejected(Reason.NOT_JSON, "not UTF-8");
    }
  }

  private void emitRecord(int from, int to) throws Rejected {
    Recognition own = Recognition.of(reader());
    Long time = ingested(reader());
    if (own.isRecord() && own.containsNothingElse(reader(), text.bytes(), from, to)) {
      emitOwn(reader(), own, time);
      return;
    }
    int before = emitted;
    if (!own.isRecord() && Recognition.contradictsItself(reader())) {
      rejectUnrecognised(from, to);
      return;
    }
    int eventCount = decoder.eventCount();
    boolean isCertain = own.isSignIn() && own.marks() >= SignInMarker.ENOUGH;
    int start = start(from, to);
    openPieces(
        ObjectParts.of(text.bytes(), start, to, own.known(reader())), time, !isCertain, from, to);
    Broken failure = broken;
    broken = isMessage() ? null : broken;
    if (isCertain && (decoder.eventCount() == eventCount || isNotAmongPieces(start, to))) {
      emitOwn(reader(), own, time);
    } else if (emitted == before) {
      broken = failure;
      emitWithoutPieces(own, time, from, to);
      broken = isMessage() ? null : broken;
      return;
    }
    if (failure != null && failure.marked()) {
      broken = null;
      emitDeadLetter(failure.why().reason(), failure.why().getMessage(), from, to);
    }
  }

  /**
   * Whether the event's id occurs only once. Then the events inside the object are not copies of
   * it.
   */
  private boolean isNotAmongPieces(int from, int to) {
    String id = reader().azure().first(Field.SIGN_IN_ID.index());
    id = id == null ? reader().flat().first(Field.SIGN_IN_ID.index()) : id;
    id = id == null ? reader().ecs().first(Field.SIGN_IN_ID.index()) : id;
    return id != null && id.length() >= SHORTEST_ID && text.hasOnce(id, from, to);
  }

  /** Emits an object in whose pieces no record was found. */
  private void emitWithoutPieces(Recognition own, Long time, int from, int to) throws Rejected {
    boolean marked =
        reader().unreadMarks() >= SignInMarker.ENOUGH
            || own.otherLog() != null && MarkerNames.occurIn(text.bytes(), from, to);
    if (broken != null && (broken.marked() || !own.isRecord() || own.isDocumentOfOtherLog())) {
      if (isMessage()) {
        throw named(broken.why(), from, to);
      }
    } else if (own.isRecord() && !marked) {
      emitOwn(reader(), own, time);
    } else if (isMessage() && empty && !marked) {
      decoder.emitOtherLog(EMPTY_BATCH, time, timestamp(reader()), Shape.AGENT);
      emitted++;
    } else if (isMessage() || reader().marks() >= SignInMarker.ENOUGH) {
      rejectUnrecognised(from, to);
    }
  }

  /** The reason why an object was not recognised, with the name of its form if that is known. */
  private Rejected named(Rejected why, int from, int to) {
    String known =
        why.reason() == Reason.UNRECOGNISED
            ? Resemblance.ofKnown(text.bytes(), start(from, to), to)
            : null;
    return known == null ? why : new Rejected(Reason.UNRECOGNISED, known);
  }

  private void rejectUnrecognised(int from, int to) {
    emitDeadLetter(
        Reason.UNRECOGNISED,
        Resemblance.ofObject(text.bytes(), start(from, to), to, reader()),
        from,
        to);
  }

  /** {@code event.ingested} of the object that was read, or else of the wrapper. */
  private Long ingested(FieldReader reader) {
    Long own = EcsShape.timeIfReadable(reader.ecs(), Field.EVENT_INGESTED);
    return own == null ? ingested : own;
  }

  /**
   * When a record of another log happened; {@link Decoded#NO_TIME} if no known member has a time.
   */
  private static long timestamp(FieldReader reader) {
    Long ecs = EcsShape.timeIfReadable(reader.ecs(), Field.TIMESTAMP);
    return ecs == null ? RawShape.timeIfReadable(reader.azure()) : ecs;
  }

  private void emitOwn(FieldReader reader, Recognition own, Long time) throws Rejected {
    Shape as = own.shape() == Shape.RAW && ofAgent ? Shape.AGENT : own.shape();
    if (own.otherLog() == null) {
      decoder.emitEvent(reader, own.shape(), time, as);
    } else {
      decoder.emitOtherLog(own.otherLog(), time, timestamp(reader), as);
    }
    emitted++;
  }

  private void openPieces(ObjectParts pieces, Long time, boolean copies, int from, int to) {
    if (objects < MAX_WRAPPERS) {
      boolean agent = EcsShape.dataset(reader().ecs()) != null;
      int before = emitted;
      int eventCount = decoder.eventCount();
      open(pieces.all(), time, agent);
      empty &= !pieces.hasText();
      if (copies
          && (emitted == before || decoder.eventCount() == eventCount && areOthers(pieces))) {
        open(pieces.copies(), time, agent);
      }
      if (pieces.isMarked()) {
        keepWorse(Broken.marked(NO_JSON));
      }
    } else if (MarkerNames.occurIn(text.bytes(), from, to)) {
      keepWorse(Broken.marked(TOO_DEEP));
    }
  }

  /**
   * Whether a copy has the markers of a sign-in, so that it may be another event than those that
   * were found.
   */
  private static boolean areOthers(ObjectParts pieces) {
    for (Piece piece : pieces.copies()) {
      int bits = piece.text() == null ? 0 : SignInMarker.bitsIn(piece.text());
      if (Integer.bitCount(bits) >= SignInMarker.ENOUGH
          && bits != SignInMarker.SESSIONS_AND_USERS) {
        return true;
      }
    }
    return false;
  }

  /** Keeps the worse failure: the one that may have been a sign-in. */
  private void keepWorse(Broken next) {
    broken = broken == null || next != null && next.marked() && !broken.marked() ? next : broken;
  }

  private void open(List<Piece> pieces, Long time, boolean agent) {
    if (pieces.isEmpty()) {
      return;
    }
    int empties = 0;
    BitSet batches = new BitSet();
    List<Piece> others = new ArrayList<>();
    for (Piece piece : pieces) {
      empty = false;
      int before = emitted;
      open(new WrapperOpener(this, piece, true, time, ofAgent || agent && piece.message()), piece);
      empties += empty && piece.text() != null ? 1 : 0;
      if (emitted > before) {
        batches.set(piece.array());
      } else {
        others.add(piece);
      }
    }
    long texts = pieces.stream().filter(piece -> piece.text() != null).count();
    empty = empties > 0 && empties >= texts;
    others.removeIf(piece -> piece.array() == 0 || !batches.get(piece.array()));
    others.forEach(piece -> emitDeadLetter(Reason.UNRECOGNISED, NOTHING, piece.from(), piece.to()));
  }

  private void open(WrapperOpener inner, Piece piece) {
    if (inner.texts > MAX_WRAPPERS) {
      if (SignInMarker.mayOccurIn(inner.text.bytes())) {
        keepWorse(Broken.marked(TOO_DEEP));
      }
      return;
    }
    RecordSplitter splitter = decoder.splitter(inner.depth);
    if (piece.text() != null) {
      splitter.split(inner.text.bytes(), inner);
    } else {
      splitter.splitElement(inner.text.bytes(), piece.from(), piece.to(), inner);
    }
    inner.rejectPiecesWithoutRecords();
    emitted += inner.emitted;
    empty |= inner.empty;
    keepWorse(inner.broken);
  }

  /**
   * Pieces of a text that contain no record become dead letters if there are records next to them.
   */
  private void rejectPiecesWithoutRecords() {
    if (emitted > 0) {
      List.copyOf(withoutRecords)
          .forEach(piece -> emitDeadLetter(Reason.UNRECOGNISED, NOTHING, piece.from(), piece.to()));
    }
  }

  /** Opens an element of a batch, or the whole message or text. */
  @Override
  public void text(String spelled, int from, int to) {
    int before = emitted;
    open(
        new WrapperOpener(this, new Piece(from, to, spelled, false, 0), false, ingested, ofAgent),
        new Piece(from, to, spelled, false, 0));
    if (isMessage()) {
      if (emitted == before && broken != null) {
        emitDeadLetter(broken.why().reason(), broken.why().getMessage(), from, to);
      } else if (emitted == before) {
        emitDeadLetter(Reason.UNRECOGNISED, Resemblance.ofText(spelled), from, to);
      }
      broken = null;
      endElement();
    }
  }

  /** The records of the envelope were emitted. The rest of it may contain others. */
  @Override
  public boolean envelope(int from, int to) {
    int before = emitted;
    boolean any = before > 0;
    if (emitEnvelopeItself(from, to)) {
      return true;
    }
    ObjectParts pieces = ObjectParts.of(text.bytes(), from, to, ObjectParts.Known.RECORDS);
    if (objects < MAX_WRAPPERS) {
      open(pieces.all(), ingested, false);
      if (!any && emitted == before) {
        open(pieces.copies(), ingested, false);
      }
    }
    if (pieces.isMarked()) {
      keepWorse(Broken.marked(NO_JSON));
    }
    if (broken != null && broken.marked()) {
      emitDeadLetter(broken.why().reason(), broken.why().getMessage(), from, to);
      broken = null;
    }
    broken = isMessage() ? null : broken;
    return emitted > before;
  }

  /** Emits the object itself if it is an event to which {@code records} were added. */
  private boolean emitEnvelopeItself(int from, int to) {
    FieldReader reader = decoder.reader(depth + 1);
    decoder.splitter(depth + 1).read(text.bytes(), from, to);
    Recognition own = Recognition.of(reader);
    if (!own.isSignIn()) {
      return false;
    }
    try {
      emitOwn(reader, own, ingested(reader));
    } catch (Rejected e) {
      emitDeadLetter(e.reason(), e.getMessage(), from, to);
    }
    return true;
  }

  @Override
  public void element(Reason reason, String detail, int from, int to) {
    if (isMessage()) {
      emitDeadLetter(reason, detail, from, to);
      endElement();
    } else {
      withoutRecords.add(new Piece(from, to, null, false, 0));
    }
  }

  @Override
  public void rest(Reason reason, String detail, int from) {
    emitDeadLetter(reason, detail, from, text.bytes().length);
  }

  @Override
  public void whole(Reason reason, String detail) {
    if (isMessage() && emitted > 0) {
      emitDeadLetter(reason, detail, 0, text.bytes().length);
    } else if (isMessage()) {
      Reason better = reason == Reason.NOT_JSON ? Resemblance.reason(text.bytes()) : reason;
      decoder.reject(better, better == reason ? detail : Resemblance.ofBytes(text.bytes()));
    } else {
      boolean marked = SignInMarker.mayOccurIn(text.bytes());
      if (reason != Reason.NOT_AN_OBJECT) {
        keepWorse(new Broken(new Rejected(reason, "in a text: " + detail), marked));
      } else if (marked) {
        keepWorse(Broken.marked(TOO_DEEP));
      }
    }
  }

  @Override
  public void empty() {
    if (isMessage()) {
      decoder.emitEmptyBatch();
    } else {
      empty = true;
    }
  }
}
