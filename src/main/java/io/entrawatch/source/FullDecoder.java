// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import com.google.common.base.Utf8;
import io.entrawatch.signin.Field;
import io.entrawatch.signin.SignIn;
import io.entrawatch.source.DeadLetter.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads records in full and says what each is: the reference for every shorter way. Nothing that
 * bytes can be makes it throw; what can't be used comes out as a dead letter.
 *
 * <p>Not for several threads.
 */
final class FullDecoder implements Closeable {
  private static final PathTree ECS = EcsShape.tree();
  private static final PathTree RAW = RawShape.tree();
  private static final PathTree ANY = PathTree.either(ECS, RAW).with("_source", ECS);
  private static final int LONGEST_DETAIL = 200;

  private final DecoderSettings settings;
  private final Relevance relevance;
  private final Geography geography;
  private final FieldReader reader = new FieldReader();
  private final Unpacker outer = new Unpacker(reader, ANY);
  private final Unpacker inner = new Unpacker(reader, RAW);

  private final Records records = new Records();

  private byte[] bytes;
  private Place place;
  private Consumer<Decoded> out;
  private int index;

  /** Which record in its Agent's event it is. */
  private int part;

  /**
   * @throws GeoDatabases.UnusableException if a database that the settings name can't be used
   */
  FullDecoder(DecoderSettings settings, Relevance relevance) {
    this.settings = settings;
    this.relevance = relevance;
    this.geography = Geography.open(settings.databases());
  }

  /** What is handed on from now on, until told otherwise. */
  void begin(byte[] text, Place from, Consumer<Decoded> to) {
    bytes = text;
    place = from;
    out = to;
    index = 0;
  }

  /** The text is one dead letter. */
  void reject(Reason reason, String detail) {
    emit(Decoded.dead(place.deadLetter(reason, shortened(detail), bytes), Decoded.WHOLE), null);
  }

  /** Decodes the text; hands on at least one value. */
  void decode() {
    outer.unpack(bytes, records);
  }

  /** Decodes what stands within the bounds as the record of that number; hands on one value. */
  void decodeElement(int from, int to, int number) {
    index = number;
    outer.unpackElement(bytes, from, to, records);
  }

  private void dead(Reason reason, String detail, int from, int to) {
    byte[] own = Arrays.copyOfRange(bytes, from, to);
    emit(Decoded.dead(place.deadLetter(reason, shortened(detail), own), index), null);
  }

  private void emit(Decoded decoded, Shape shape) {
    out.accept(decoded.from(place, shape));
  }

  private void sendRecord(int from, int to) {
    part = 0;
    try {
      checkBounds(from, to);
      if (AgentShape.isRecognised(reader.ecs())) {
        reader.ecs().throwIfRejected();
        Long ingested = EcsShape.time(reader.ecs(), Field.EVENT_INGESTED);
        inner.unpack(AgentShape.record(reader.ecs()), new RecordsOfAgent(ingested, from, to));
        return;
      }
      sendAny();
    } catch (Rejected e) {
      dead(e.reason(), e.getMessage(), from, to);
    }
    index++;
  }

  private void checkBounds(int from, int to) throws Rejected {
    if (reader.tooDeep()) {
      throw new Rejected(Reason.TOO_DEEP, "nested deeper than " + FieldReader.MAX_DEPTH);
    }
    if (!Utf8.isWellFormed(bytes, from, to - from)) {
      throw new Rejected(Reason.NOT_JSON, "not UTF-8");
    }
  }

  private void sendAny() throws Rejected {
    boolean raw = !EcsShape.isRecognised(reader.ecs()) && RawShape.isRecognised(reader.raw());
    if (raw) {
      sendRaw(null, Shape.RAW);
    } else {
      send(EcsShape.draft(reader.ecs()), Shape.ECS);
    }
  }

  private void sendRaw(Long ingested, Shape shape) throws Rejected {
    if (RawShape.isSignIn(reader.raw())) {
      Draft draft = RawShape.draft(reader.raw(), settings.timestampSource(), ingested, place);
      geography.enrich(draft);
      send(draft, shape);
    } else {
      long time = ingested == null ? place.ingested(Decoded.NO_TIME) : ingested;
      checkNotFuture("event.ingested", time, place.arrival());
      emit(Decoded.ofOtherLog(time, index), shape);
    }
  }

  private void send(Draft draft, Shape shape) throws Rejected {
    checkNotFuture("event.ingested", draft.ingested(), place.arrival());
    checkNotFuture("@timestamp", draft.timestamp(), draft.ingested());
    SignIn signIn = draft.signIn(this::position, settings.identity());
    if (!relevance.takes(signIn)) {
      emit(Decoded.irrelevant(signIn.ingested(), index), shape);
      return;
    }
    Field ambiguous = relevance.ambiguousGroup(signIn);
    if (ambiguous != null) {
      throw new Rejected(Reason.MULTI_VALUED_GROUP, ambiguous.path() + " has several values");
    }
    emit(Decoded.relevant(signIn, index), shape);
  }

  /** No other record has the same, even though an element of a batch may be many. */
  private String position() {
    return place.text() + "#" + (index - part) + (part == 0 ? "" : "." + part);
  }

  private void checkNotFuture(String name, long time, long bound) throws Rejected {
    if (time > bound + settings.maxSkew().toMillis()) {
      throw new Rejected(
          Reason.FUTURE_TIME, name + " is " + (time - bound) + " ms after it can have been");
    }
  }

  @Override
  public void close() throws IOException {
    geography.close();
  }

  private static String shortened(String detail) {
    String text = FieldText.wellFormed(detail == null ? "" : detail);
    return text.length() <= LONGEST_DETAIL
        ? text
        : FieldText.wellFormed(text.substring(0, LONGEST_DETAIL)) + "...";
  }

  private final class Records implements Unpacker.Sink {
    @Override
    public void record(int from, int to) {
      sendRecord(from, to);
    }

    @Override
    public void element(Reason reason, String detail, int from, int to) {
      dead(reason, detail, from, to);
      index++;
    }

    @Override
    public void rest(Reason reason, String detail, int from) {
      dead(reason, detail, from, bytes.length);
      index++;
    }

    @Override
    public void whole(Reason reason, String detail) {
      reject(reason, detail);
    }

    @Override
    public void empty() {
      emit(Decoded.emptyBatch(), null);
    }
  }

  /** What is in the message of an envelope of Elastic Agent. A dead letter is the envelope. */
  private final class RecordsOfAgent implements Unpacker.Sink {
    private final Long ingested;
    private final int from;
    private final int to;

    RecordsOfAgent(Long ingested, int from, int to) {
      this.ingested = ingested;
      this.from = from;
      this.to = to;
    }

    @Override
    public void record(int ignoredFrom, int ignoredTo) {
      try {
        if (reader.tooDeep()) {
          throw new Rejected(Reason.TOO_DEEP, "message: nested deeper than allowed");
        }
        sendRaw(ingested, Shape.AGENT);
      } catch (Rejected e) {
        dead(e.reason(), e.getMessage(), from, to);
      }
      index++;
      part++;
    }

    @Override
    public void element(Reason reason, String detail, int ignoredFrom, int ignoredTo) {
      whole(reason, detail);
    }

    @Override
    public void rest(Reason reason, String detail, int ignoredFrom) {
      whole(reason, detail);
    }

    @Override
    public void whole(Reason reason, String detail) {
      dead(reason, "message: " + detail, from, to);
      index++;
      part++;
    }

    @Override
    public void empty() {
      // The envelope is a record all the same: of no sign-in.
      emit(Decoded.ofOtherLog(Decoded.NO_TIME, index), Shape.AGENT);
      index++;
      part++;
    }
  }
}
