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
import io.entrawatch.decode.shape.DerivedFields;
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
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads records in full and classifies each of them. It is the reference for the prefilter. It
 * never throws, whatever the bytes are. A record that cannot be used becomes a dead letter.
 *
 * <p>Wrappers around an event are opened, within the limits of {@link WrapperOpener}. A record
 * counts as irrelevant, or as a record of another log, only if it was understood. Every other
 * record is a dead letter.
 *
 * <p>Not thread-safe.
 */
public final class FullDecoder implements Closeable {
  private static final int LONGEST_DETAIL = 200;

  private final DecoderSettings settings;
  private final Relevance relevance;
  private final GeoLookup geography;
  private final DerivedFields derived;

  /** The paths that are read, of every shape. */
  private final PathTree paths;

  /** One level for the message and one for each nested wrapper, created on demand. */
  private final List<Level> levels = new ArrayList<>();

  private byte[] bytes;
  private RecordOrigin origin;
  private Consumer<Decoded> out;
  private int index;

  /** The number of the element that is being read, within the message. */
  private int element;

  /** The number of the record that is being read, within the element. */
  private int part;

  /** The number of events of this message that were emitted. */
  private int eventCount;

  /** Reads one text or object, while another level reads the text around it. */
  private static final class Level {
    private final FieldReader reader = new FieldReader();
    private final RecordSplitter splitter;

    private Level(PathTree paths) {
      splitter = new RecordSplitter(reader, paths);
    }
  }

  /**
   * @throws GeoDatabases.UnusableException if a database that the settings name can't be used
   */
  FullDecoder(DecoderSettings settings, Relevance relevance) {
    this.settings = settings;
    this.relevance = relevance;
    Set<Field> fields = relevance.fields();
    this.geography = GeoLookup.open(settings.databases(), fields);
    this.derived = DerivedFields.of(fields);
    PathTree ecs = EcsShape.tree(fields);
    this.paths =
        ecs.or(AzureMembers.tree(fields)).or(AzureMembers.flatTree(fields)).with("_source", ecs);
  }

  /** Starts a message: its bytes, its origin and the consumer of the results. */
  void begin(byte[] text, RecordOrigin from, Consumer<Decoded> to) {
    bytes = text;
    origin = from;
    out = to;
    index = 0;
    element = 0;
    part = 0;
    eventCount = 0;
  }

  int eventCount() {
    return eventCount;
  }

  /** Emits the whole text as one dead letter. */
  void reject(Reason reason, String detail) {
    emit(Decoded.dead(origin.deadLetter(reason, shortened(detail), bytes), Decoded.WHOLE), null);
  }

  /** Decodes the text. Emits at least one value. */
  void decode() {
    splitter(0).split(bytes, new WrapperOpener(this, bytes));
  }

  /**
   * Decodes the bytes within the bounds as the element {@code number} of the message. Emits the
   * values in it.
   */
  void decodeElement(int from, int to, int number) {
    element = number;
    part = 0;
    index = Math.max(index, number);
    splitter(0).splitElement(bytes, from, to, new WrapperOpener(this, bytes));
  }

  private Level level(int depth) {
    while (levels.size() <= depth) {
      levels.add(new Level(paths));
    }
    return levels.get(depth);
  }

  /** The reader for this depth of wrappers. */
  FieldReader reader(int depth) {
    return level(depth).reader;
  }

  /** The splitter for this depth of wrappers. */
  RecordSplitter splitter(int depth) {
    return level(depth).splitter;
  }

  /** Starts the next element of the message. It may contain several records. */
  void nextElement() {
    element++;
    part = 0;
  }

  /** Emits a record as a dead letter with these bytes. */
  void emitDeadLetter(Reason reason, String detail, byte[] own) {
    emit(Decoded.dead(origin.deadLetter(reason, shortened(detail), own), index), null);
    index++;
    part++;
  }

  /** Emits an empty batch, unless records were found next to it. */
  void emitEmptyBatch() {
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
    out.accept(decoded.from(origin, shape));
  }

  /**
   * Emits a record of another log.
   *
   * @param ingested the ingest time of the record; null if it has none
   * @param timestamp when it happened; {@link Decoded#NO_TIME} if unknown
   */
  void emitOtherLog(String log, Long ingested, long timestamp, Shape shape) throws Rejected {
    long time = ingested == null ? origin.ingested(timestamp) : ingested;
    checkNotFuture("event.ingested", time, origin.arrival());
    int implausible = timestamp == Decoded.NO_TIME ? 0 : implausible(ingested, timestamp);
    emitRecord(Decoded.ofOtherLog(time, index, log).withImplausible(implausible), shape);
  }

  private int implausible(Long ingested, long timestamp) {
    return ingested == null && origin.isImplausible(timestamp) ? 1 : 0;
  }

  /**
   * Emits the event whose values are in the reader.
   *
   * @param ingested the ingest time of the record or of its wrapper; null if there is none
   * @param as the shape under which it is counted
   */
  void emitEvent(FieldReader reader, Shape shape, Long ingested, Shape as) throws Rejected {
    FoundValues root = reader.azure();
    DecoderSettings.TimestampSource source = settings.timestampSource();
    switch (shape) {
      case ECS -> emitUsable(EcsShape.toBuilder(reader.ecs()), 0, reader.ecs().ignored(), as);
      case RAW, AGENT -> {
        EventBuilder builder = RawShape.toBuilder(root, source, ingested, origin);
        derived.put(builder, root, false);
        emitUsable(builder, implausible(ingested, builder.timestamp()), root.ignored(), as);
      }
      case LOG_ANALYTICS, GRAPH -> {
        EventBuilder builder = FlatShape.toBuilder(root, reader.flat(), source, ingested, origin);
        derived.put(builder, root, true);
        int ignored = root.ignored() + reader.flat().ignored();
        emitUsable(builder, implausible(ingested, builder.timestamp()), ignored, as);
      }
    }
  }

  private void emitUsable(EventBuilder builder, int implausible, int ignored, Shape as)
      throws Rejected {
    checkNotFuture("event.ingested", builder.ingested(), origin.arrival());
    checkNotFuture("@timestamp", builder.timestamp(), builder.ingested());
    eventCount++;
    String uid = builder.uid(this::positionText, settings.identity());
    if (as != Shape.ECS) {
      geography.enrich(builder);
    }
    Event event = builder.build(uid);
    if (!relevance.takes(event)) {
      int sessions = Decoded.sessions(event);
      Decoded decoded = Decoded.irrelevant(event.ingested(), index, sessions, ignored);
      emitRecord(decoded.withImplausible(implausible), as);
      return;
    }
    Field ambiguous = relevance.ambiguousGroup(event);
    if (ambiguous != null) {
      throw new Rejected(Reason.MULTI_VALUED_GROUP, ambiguous.path() + " has several values");
    }
    emitRecord(Decoded.relevant(event, index, ignored).withImplausible(implausible), as);
  }

  /**
   * The position of the record in the input. It is unique, even if an element of a batch contains
   * several records.
   */
  private String positionText() {
    return origin.text() + "#" + element + (part == 0 ? "" : "." + part);
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
