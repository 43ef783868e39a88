// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Rejected;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.AzureMembers;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.EcsShape;
import io.entrawatch.decode.shape.EventBuilder;
import io.entrawatch.decode.shape.FieldReader;
import io.entrawatch.decode.shape.FlatShape;
import io.entrawatch.decode.shape.FoundValues;
import io.entrawatch.decode.shape.GeoDatabases;
import io.entrawatch.decode.shape.GeoLookup;
import io.entrawatch.decode.shape.PathTree;
import io.entrawatch.decode.shape.RawShape;
import io.entrawatch.event.CodePoints;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads records in full and says what each is: the reference for every shorter way. Nothing that
 * bytes can be makes it throw; what can't be used comes out as a dead letter.
 *
 * <p>Whatever a sign-in is wrapped in is opened, within the bounds of {@link WrapperOpener}. A
 * record counts as irrelevant or as one of another log only if it was understood; everything else
 * is a dead letter.
 *
 * <p>Not for several threads.
 */
public final class FullDecoder implements Closeable {
  private static final PathTree ECS = EcsShape.tree();
  private static final PathTree ANY =
      ECS.or(AzureMembers.tree()).or(AzureMembers.flatTree()).with("_source", ECS);
  private static final int LONGEST_DETAIL = 200;

  private final DecoderSettings settings;
  private final Relevance relevance;
  private final GeoLookup geography;

  /** One for the message and one for each wrapper within wrappers, made when it is needed. */
  private final List<Level> levels = new ArrayList<>();

  private byte[] bytes;
  private RecordOrigin place;
  private Consumer<Decoded> out;
  private int index;

  /** Which of the message's elements is being read, and which record in it. */
  private int element;

  private int part;

  /** How many sign-ins of this message were handed on. */
  private int signIns;

  /** What reads one text or object, while another reads what it stands in. */
  private static final class Level {
    private final FieldReader reader = new FieldReader();
    private final RecordSplitter unpacker = new RecordSplitter(reader, ANY);
  }

  /**
   * @throws GeoDatabases.UnusableException if a database that the settings name can't be used
   */
  FullDecoder(DecoderSettings settings, Relevance relevance) {
    this.settings = settings;
    this.relevance = relevance;
    this.geography = GeoLookup.open(settings.databases());
  }

  /** What is handed on from now on, until told otherwise. */
  void begin(byte[] text, RecordOrigin from, Consumer<Decoded> to) {
    bytes = text;
    place = from;
    out = to;
    index = 0;
    element = 0;
    part = 0;
    signIns = 0;
  }

  int signIns() {
    return signIns;
  }

  /** The text is one dead letter. */
  void reject(Reason reason, String detail) {
    emit(Decoded.dead(place.deadLetter(reason, shortened(detail), bytes), Decoded.WHOLE), null);
  }

  /** Decodes the text; hands on at least one value. */
  void decode() {
    unpacker(0).unpack(bytes, new WrapperOpener(this, bytes));
  }

  /** Decodes what stands within the bounds as the record of that number; hands on some values. */
  void decodeElement(int from, int to, int number) {
    element = number;
    part = 0;
    index = Math.max(index, number);
    unpacker(0).unpackElement(bytes, from, to, new WrapperOpener(this, bytes));
  }

  private Level level(int depth) {
    while (levels.size() <= depth) {
      levels.add(new Level());
    }
    return levels.get(depth);
  }

  /** What reads at that depth of wrappers. */
  FieldReader reader(int depth) {
    return level(depth).reader;
  }

  /** What opens texts and objects at that depth of wrappers. */
  RecordSplitter unpacker(int depth) {
    return level(depth).unpacker;
  }

  /** The next element of the message begins, which may hold several records. */
  void nextElement() {
    element++;
    part = 0;
  }

  /** A record is a dead letter with these bytes. */
  void dead(Reason reason, String detail, byte[] own) {
    emit(Decoded.dead(place.deadLetter(reason, shortened(detail), own), index), null);
    index++;
    part++;
  }

  /** The text is a batch without records, unless some were found beside it. */
  void empty() {
    if (index == 0) {
      emit(Decoded.emptyBatch(), null);
    }
  }

  private void emitRecord(Decoded decoded, Shape shape) {
    emit(decoded, shape);
    index++;
    part++;
  }

  private void emit(Decoded decoded, Shape shape) {
    out.accept(decoded.from(place, shape));
  }

  /**
   * A record of another log.
   *
   * @param ingested when it was ingested, if it says so; else null
   * @param timestamp when it happened, {@link Decoded#NO_TIME} if it does not say
   */
  void sendOther(String log, Long ingested, long timestamp, Shape shape) throws Rejected {
    long time = ingested == null ? place.ingested(timestamp) : ingested;
    checkNotFuture("event.ingested", time, place.arrival());
    int implausible = timestamp == Decoded.NO_TIME ? 0 : implausible(ingested, timestamp);
    emitRecord(Decoded.ofOtherLog(time, index, log).withImplausible(implausible), shape);
  }

  private int implausible(Long ingested, long timestamp) {
    return ingested == null && place.isImplausible(timestamp) ? 1 : 0;
  }

  /**
   * A sign-in of that shape, whose values the reader holds.
   *
   * @param ingested what it or what is around it says of when it was ingested; null for nothing
   * @param as how it is counted
   */
  void sendSignIn(FieldReader reader, Shape shape, Long ingested, Shape as) throws Rejected {
    FoundValues root = reader.azure();
    DecoderSettings.TimestampSource source = settings.timestampSource();
    switch (shape) {
      case ECS -> send(EcsShape.draft(reader.ecs()), 0, reader.ecs().ignored(), as);
      case RAW, AGENT -> {
        EventBuilder draft = RawShape.draft(root, source, ingested, place);
        send(draft, implausible(ingested, draft.timestamp()), root.ignored(), as);
      }
      case LOG_ANALYTICS, GRAPH -> {
        EventBuilder draft = FlatShape.draft(root, reader.flat(), source, ingested, place);
        int ignored = root.ignored() + reader.flat().ignored();
        send(draft, implausible(ingested, draft.timestamp()), ignored, as);
      }
    }
  }

  private void send(EventBuilder draft, int implausible, int ignored, Shape as) throws Rejected {
    checkNotFuture("event.ingested", draft.ingested(), place.arrival());
    checkNotFuture("@timestamp", draft.timestamp(), draft.ingested());
    signIns++;
    String uid = draft.uid(this::position, settings.identity());
    if (as != Shape.ECS) {
      geography.enrich(draft);
    }
    Event signIn = draft.signIn(uid);
    if (!relevance.takes(signIn)) {
      int sessions = Decoded.sessions(signIn);
      Decoded decoded = Decoded.irrelevant(signIn.ingested(), index, sessions, ignored);
      emitRecord(decoded.withImplausible(implausible), as);
      return;
    }
    Field ambiguous = relevance.ambiguousGroup(signIn);
    if (ambiguous != null) {
      throw new Rejected(Reason.MULTI_VALUED_GROUP, ambiguous.path() + " has several values");
    }
    emitRecord(Decoded.relevant(signIn, index, ignored).withImplausible(implausible), as);
  }

  /** No other record has the same, even though an element of a batch may be many. */
  private String position() {
    return place.text() + "#" + element + (part == 0 ? "" : "." + part);
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
    StringBuilder text = new StringBuilder();
    String all = detail == null ? "" : detail;
    all.codePoints()
        .limit(LONGEST_DETAIL)
        .map(c -> CodePoints.isActive(c) ? '?' : c)
        .forEach(text::appendCodePoint);
    return text.length() < all.length() ? text + "..." : text.toString();
  }
}
