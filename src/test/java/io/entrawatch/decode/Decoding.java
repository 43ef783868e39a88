// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.TimeParser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Decodes texts as if they came from a topic; some rule takes everything unless told otherwise. */
public final class Decoding {
  /** When Kafka got every record. */
  static final String ARRIVAL = "2026-03-01T12:00:00.000Z";

  public static final long ARRIVAL_MILLIS = TimeParser.iso(ARRIVAL);
  static final RecordOrigin PLACE = new RecordOrigin.InTopic("sign-ins", 3, 42, ARRIVAL_MILLIS);

  private Decoding() {}

  static List<Decoded> decode(String text) {
    return decode(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<Decoded> decode(byte[] bytes) {
    return decode(bytes, DecoderSettings.DEFAULT, PLACE, new Everything());
  }

  static List<Decoded> decode(String text, RecordOrigin place) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return decode(bytes, DecoderSettings.DEFAULT, place, new Everything());
  }

  static List<Decoded> decode(
      byte[] bytes, DecoderSettings settings, RecordOrigin place, Relevance relevance) {
    List<Decoded> all = new ArrayList<>();
    new Both(settings, relevance).decode(bytes, place, all::add);
    return all;
  }

  /** Reads and decodes, as the two sides of a source do. */
  public static final class Both {
    private final MessageReader reader;
    private final RecordDecoder decoder;

    public Both(DecoderSettings settings, Relevance relevance) {
      reader = new MessageReader(settings, relevance);
      decoder = new RecordDecoder(settings, relevance);
    }

    public void decode(byte[] bytes, RecordOrigin place, Consumer<Decoded> out) {
      decoder.decode(reader.read(amidOthers(bytes)), place, out);
    }
  }

  /** The bytes as the Kafka client hands them on: amid others, which are not the record's. */
  public static ByteBuffer amidOthers(byte[] bytes) {
    byte[] others = "[{\\u00\"records\":{[".getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(bytes.length + 2 * others.length);
    all.put(others).put(bytes).put(others);
    return all.position(others.length).limit(others.length + bytes.length);
  }

  public static Decoded one(String text) {
    List<Decoded> all = decode(text);
    assertThat(all).as(text).hasSize(1);
    return all.get(0);
  }

  /** The sign-in of a text, with every field of the schema. */
  static Event withEveryField(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<Decoded> all = decode(bytes, DecoderSettings.DEFAULT, PLACE, new EveryField());
    assertThat(all).as(text).hasSize(1);
    assertThat(all.get(0).signIn()).as("sign-in of %s", text).isNotNull();
    return all.get(0).signIn();
  }

  static Event signIn(String text) {
    Decoded one = one(text);
    assertThat(one.deadLetter()).as("dead letter of %s", text).isNull();
    assertThat(one.signIn()).as("sign-in of %s", text).isNotNull();
    return one.signIn();
  }

  public static DeadLetter dead(String text) {
    Decoded one = one(text);
    assertThat(one.deadLetter()).as("dead letter of %s", text).isNotNull();
    assertThat(one.signIn()).isNull();
    return one.deadLetter();
  }

  /** A rule that takes every sign-in and groups by nothing. */
  public record Everything() implements Relevance {
    @Override
    public boolean takes(Event signIn) {
      return true;
    }

    @Override
    public Field ambiguousGroup(Event signIn) {
      return null;
    }
  }

  /** The same of a rule that reads every field of the schema. */
  public record EveryField() implements Relevance {
    @Override
    public boolean takes(Event signIn) {
      return true;
    }

    @Override
    public Field ambiguousGroup(Event signIn) {
      return null;
    }

    @Override
    public Set<Field> fields() {
      return Set.copyOf(Field.all());
    }
  }

  /** A rule that takes successes and groups by session. */
  public record SuccessesBySession() implements Relevance {
    @Override
    public boolean takes(Event signIn) {
      return "success".equals(signIn.single(Field.EVENT_OUTCOME));
    }

    @Override
    public Field ambiguousGroup(Event signIn) {
      return signIn.get(Field.SESSION_ID).size() > 1 ? Field.SESSION_ID : null;
    }
  }
}
