// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import com.google.common.base.Utf8;
import io.entrawatch.decode.ObjectParts.Piece;
import io.entrawatch.decode.record.DeadLetter.Reason;
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
 * A message while it is opened, or an object or a text that is wrapped in it.
 *
 * <p>Each object is taken for what it bears itself, if it is sure that it holds no more. If it
 * bears nothing, or may hold more, its members are opened, whatever their names, down to {@link
 * #MAX_WRAPPERS}. What is found in none of these ways is a dead letter: in a message the whole
 * object, within a wrapper what has the marks of a sign-in.
 */
final class WrapperOpener implements RecordSplitter.Sink {
  /** So many objects, and so many texts, may be around a record. */
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

  /** {@code event.ingested} of what is around; null for none. */
  private final Long ingested;

  /** Whether it is the message of an event of Elastic Agent. */
  private final boolean ofAgent;

  /** How many records were handed on. */
  private int found;

  /** What was opened and is nothing. */
  private final List<Piece> nothings = new ArrayList<>();

  private boolean empty;

  /** Why a text in it could not be opened; null if all could. */
  private Broken broken;

  /**
   * @param marked whether enough {@link SignInMarker}s stand in the text
   */
  private record Broken(Rejected why, boolean marked) {
    static Broken marked(String detail) {
      return new Broken(new Rejected(Reason.UNRECOGNISED, detail), true);
    }
  }

  /** The message. */
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
   * @param member whether the piece is a member of an object, and no element of an array
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

  /** Where JSON begins that stands there, perhaps behind a byte order mark. */
  private int start(int from, int to) {
    return JsonText.start(text.bytes(), from, to);
  }

  private FieldReader reader() {
    return decoder.reader(depth);
  }

  private void lose(Reason reason, String detail, int from, int to) {
    decoder.dead(
        reason, text.isMessage() ? detail : "in a text: " + detail, text.original(from, to));
    found++;
  }

  @Override
  public void record(int from, int to) {
    int before = found;
    try {
      checkBounds(from, to);
      send(from, to);
    } catch (Rejected e) {
      lose(e.reason(), e.getMessage(), from, to);
    }
    if (found == before) {
      nothings.add(new Piece(from, to, null, false, 0));
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

  private void send(int from, int to) throws Rejected {
    Recognition own = Recognition.of(reader());
    Long time = ingested(reader());
    if (own.isRecord() && own.isAll(reader(), text.bytes(), from, to)) {
      sendOwn(reader(), own, time);
      return;
    }
    int before = found;
    if (!own.isRecord() && Recognition.contradictsItself(reader())) {
      loseUnrecognised(from, to);
      return;
    }
    int signIns = decoder.signIns();
    boolean sure = own.isSignIn() && own.marks() >= SignInMarker.ENOUGH;
    int start = start(from, to);
    openPieces(ObjectParts.of(text.bytes(), start, to, own.known(reader())), time, !sure, from, to);
    Broken lost = broken;
    broken = isMessage() ? null : broken;
    if (sure && (decoder.signIns() == signIns || isNoneOfThose(start, to))) {
      sendOwn(reader(), own, time);
    } else if (found == before) {
      broken = lost;
      sendWithoutPieces(own, time, from, to);
      broken = isMessage() ? null : broken;
      return;
    }
    if (lost != null && lost.marked()) {
      broken = null;
      lose(lost.why().reason(), lost.why().getMessage(), from, to);
    }
  }

  /** Whether its id stands nowhere else: what was found in it is no copy of it. */
  private boolean isNoneOfThose(int from, int to) {
    String id = reader().azure().first(Field.SIGN_IN_ID.ordinal());
    id = id == null ? reader().flat().first(Field.SIGN_IN_ID.ordinal()) : id;
    id = id == null ? reader().ecs().first(Field.SIGN_IN_ID.ordinal()) : id;
    return id != null && id.length() >= SHORTEST_ID && text.hasOnce(id, from, to);
  }

  /** Nothing was found in what it holds. */
  private void sendWithoutPieces(Recognition own, Long time, int from, int to) throws Rejected {
    boolean marked =
        reader().unreadMarks() >= SignInMarker.ENOUGH
            || own.otherLog() != null && MarkerNames.standIn(text.bytes(), from, to);
    if (broken != null && (broken.marked() || !own.isRecord() || own.isDocumentOfOtherLog())) {
      if (isMessage()) {
        throw named(broken.why(), from, to);
      }
    } else if (own.isRecord() && !marked) {
      sendOwn(reader(), own, time);
    } else if (isMessage() && empty && !marked) {
      decoder.sendOther(EMPTY_BATCH, time, timestamp(reader()), Shape.AGENT);
      found++;
    } else if (isMessage() || reader().marks() >= SignInMarker.ENOUGH) {
      loseUnrecognised(from, to);
    }
  }

  /** What was not recognised, by the name of its form where that is known. */
  private Rejected named(Rejected why, int from, int to) {
    String known =
        why.reason() == Reason.UNRECOGNISED
            ? Resemblance.ofKnown(text.bytes(), start(from, to), to)
            : null;
    return known == null ? why : new Rejected(Reason.UNRECOGNISED, known);
  }

  private void loseUnrecognised(int from, int to) {
    lose(
        Reason.UNRECOGNISED,
        Resemblance.ofObject(text.bytes(), start(from, to), to, reader()),
        from,
        to);
  }

  /** {@code event.ingested} of the object that was read, else of what is around. */
  private Long ingested(FieldReader reader) {
    Long own = EcsShape.timeIfReadable(reader.ecs(), Field.EVENT_INGESTED);
    return own == null ? ingested : own;
  }

  /** When a record of another log happened, as far as it says so in a way that we know. */
  private static long timestamp(FieldReader reader) {
    Long ecs = EcsShape.timeIfReadable(reader.ecs(), Field.TIMESTAMP);
    return ecs == null ? RawShape.timeIfReadable(reader.azure()) : ecs;
  }

  private void sendOwn(FieldReader reader, Recognition own, Long time) throws Rejected {
    Shape as = own.shape() == Shape.RAW && ofAgent ? Shape.AGENT : own.shape();
    if (own.otherLog() == null) {
      decoder.sendSignIn(reader, own.shape(), time, as);
    } else {
      decoder.sendOther(own.otherLog(), time, timestamp(reader), as);
    }
    found++;
  }

  private void openPieces(ObjectParts pieces, Long time, boolean copies, int from, int to) {
    if (objects < MAX_WRAPPERS) {
      boolean agent = EcsShape.dataset(reader().ecs()) != null;
      int before = found;
      int signIns = decoder.signIns();
      open(pieces.all(), time, agent);
      empty &= !pieces.says();
      if (copies && (found == before || decoder.signIns() == signIns && areOthers(pieces))) {
        open(pieces.copies(), time, agent);
      }
      if (pieces.isMarked()) {
        breakAt(Broken.marked(NO_JSON));
      }
    } else if (MarkerNames.standIn(text.bytes(), from, to)) {
      breakAt(Broken.marked(TOO_DEEP));
    }
  }

  /** Whether a copy has what a sign-in has, and what was found beside it has not. */
  private static boolean areOthers(ObjectParts pieces) {
    for (Piece piece : pieces.copies()) {
      int bits = piece.text() == null ? 0 : SignInMarker.standingIn(piece.text());
      if (Integer.bitCount(bits) >= SignInMarker.ENOUGH
          && bits != SignInMarker.SESSIONS_AND_USERS) {
        return true;
      }
    }
    return false;
  }

  /** One that may have been a sign-in is worse than one that may not. */
  private void breakAt(Broken next) {
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
      int before = found;
      open(new WrapperOpener(this, piece, true, time, ofAgent || agent && piece.message()), piece);
      empties += empty && piece.text() != null ? 1 : 0;
      if (found > before) {
        batches.set(piece.array());
      } else {
        others.add(piece);
      }
    }
    long texts = pieces.stream().filter(piece -> piece.text() != null).count();
    empty = empties > 0 && empties >= texts;
    others.removeIf(piece -> piece.array() == 0 || !batches.get(piece.array()));
    others.forEach(piece -> lose(Reason.UNRECOGNISED, NOTHING, piece.from(), piece.to()));
  }

  private void open(WrapperOpener inner, Piece piece) {
    if (inner.texts > MAX_WRAPPERS) {
      if (SignInMarker.mayStandIn(inner.text.bytes())) {
        breakAt(Broken.marked(TOO_DEEP));
      }
      return;
    }
    RecordSplitter unpacker = decoder.unpacker(inner.depth);
    if (piece.text() != null) {
      unpacker.unpack(inner.text.bytes(), inner);
    } else {
      unpacker.unpackElement(inner.text.bytes(), piece.from(), piece.to(), inner);
    }
    inner.loseNothings();
    found += inner.found;
    empty |= inner.empty;
    breakAt(inner.broken);
  }

  /** What is nothing in a text is a dead letter if it stands beside records. */
  private void loseNothings() {
    if (found > 0) {
      List.copyOf(nothings)
          .forEach(piece -> lose(Reason.UNRECOGNISED, NOTHING, piece.from(), piece.to()));
    }
  }

  /** An element of a batch, or all of the message or text. */
  @Override
  public void text(String spelled, int from, int to) {
    int before = found;
    open(
        new WrapperOpener(this, new Piece(from, to, spelled, false, 0), false, ingested, ofAgent),
        new Piece(from, to, spelled, false, 0));
    if (isMessage()) {
      if (found == before && broken != null) {
        lose(broken.why().reason(), broken.why().getMessage(), from, to);
      } else if (found == before) {
        lose(Reason.UNRECOGNISED, Resemblance.ofText(spelled), from, to);
      }
      broken = null;
      endElement();
    }
  }

  /** Its records have been handed on; the rest of it may hold others. */
  @Override
  public boolean envelope(int from, int to) {
    int before = found;
    boolean any = before > 0;
    if (sendOwnOfEnvelope(from, to)) {
      return true;
    }
    ObjectParts pieces = ObjectParts.of(text.bytes(), from, to, ObjectParts.Known.RECORDS);
    if (objects < MAX_WRAPPERS) {
      open(pieces.all(), ingested, false);
      if (!any && found == before) {
        open(pieces.copies(), ingested, false);
      }
    }
    if (pieces.isMarked()) {
      breakAt(Broken.marked(NO_JSON));
    }
    if (broken != null && broken.marked()) {
      lose(broken.why().reason(), broken.why().getMessage(), from, to);
      broken = null;
    }
    broken = isMessage() ? null : broken;
    return found > before;
  }

  /** Sends the sign-in that the object is, to which {@code records} have been added. */
  private boolean sendOwnOfEnvelope(int from, int to) {
    FieldReader reader = decoder.reader(depth + 1);
    decoder.unpacker(depth + 1).read(text.bytes(), from, to);
    Recognition own = Recognition.of(reader);
    if (!own.isSignIn()) {
      return false;
    }
    try {
      sendOwn(reader, own, ingested(reader));
    } catch (Rejected e) {
      lose(e.reason(), e.getMessage(), from, to);
    }
    return true;
  }

  @Override
  public void element(Reason reason, String detail, int from, int to) {
    if (isMessage()) {
      lose(reason, detail, from, to);
      endElement();
    } else {
      nothings.add(new Piece(from, to, null, false, 0));
    }
  }

  @Override
  public void rest(Reason reason, String detail, int from) {
    lose(reason, detail, from, text.bytes().length);
  }

  @Override
  public void whole(Reason reason, String detail) {
    if (isMessage() && found > 0) {
      lose(reason, detail, 0, text.bytes().length);
    } else if (isMessage()) {
      Reason better = reason == Reason.NOT_JSON ? Resemblance.reason(text.bytes()) : reason;
      decoder.reject(better, better == reason ? detail : Resemblance.ofBytes(text.bytes()));
    } else {
      boolean marked = SignInMarker.mayStandIn(text.bytes());
      if (reason != Reason.NOT_AN_OBJECT) {
        breakAt(new Broken(new Rejected(reason, "in a text: " + detail), marked));
      } else if (marked) {
        breakAt(Broken.marked(TOO_DEEP));
      }
    }
  }

  @Override
  public void empty() {
    if (isMessage()) {
      decoder.empty();
    } else {
      empty = true;
    }
  }
}
