// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.signin.Field;
import io.entrawatch.signin.SignIn;
import io.entrawatch.signin.TimeParser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Decodes texts as if they came from a topic; some rule takes everything unless told otherwise. */
final class Decoding {
  /** When Kafka got every record. */
  static final String ARRIVAL = "2026-03-01T12:00:00.000Z";

  static final long ARRIVAL_MILLIS = TimeParser.iso(ARRIVAL);
  static final Place PLACE = new Place.InTopic("sign-ins", 3, 42, ARRIVAL_MILLIS);

  private Decoding() {}

  static List<Decoded> decode(String text) {
    return decode(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<Decoded> decode(byte[] bytes) {
    return decode(bytes, DecoderSettings.DEFAULT, PLACE, new Everything());
  }

  static List<Decoded> decode(String text, Place place) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return decode(bytes, DecoderSettings.DEFAULT, place, new Everything());
  }

  static List<Decoded> decode(
      byte[] bytes, DecoderSettings settings, Place place, Relevance relevance) {
    List<Decoded> all = new ArrayList<>();
    new Both(settings, relevance).decode(bytes, place, all::add);
    return all;
  }

  /** Reads and decodes, as the two sides of a source do. */
  static final class Both {
    private final MessageReader reader;
    private final RecordDecoder decoder;

    Both(DecoderSettings settings, Relevance relevance) {
      reader = new MessageReader(settings, relevance);
      decoder = new RecordDecoder(settings, relevance);
    }

    void decode(byte[] bytes, Place place, Consumer<Decoded> out) {
      decoder.decode(reader.read(amidOthers(bytes)), place, out);
    }
  }

  /** The bytes as the Kafka client hands them on: amid others, which are not the record's. */
  static ByteBuffer amidOthers(byte[] bytes) {
    byte[] others = "[{\\u00\"records\":{[".getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(bytes.length + 2 * others.length);
    all.put(others).put(bytes).put(others);
    return all.position(others.length).limit(others.length + bytes.length);
  }

  static Decoded one(String text) {
    List<Decoded> all = decode(text);
    assertThat(all).as(text).hasSize(1);
    return all.get(0);
  }

  static SignIn signIn(String text) {
    Decoded one = one(text);
    assertThat(one.deadLetter()).as("dead letter of %s", text).isNull();
    assertThat(one.signIn()).as("sign-in of %s", text).isNotNull();
    return one.signIn();
  }

  static DeadLetter dead(String text) {
    Decoded one = one(text);
    assertThat(one.deadLetter()).as("dead letter of %s", text).isNotNull();
    assertThat(one.signIn()).isNull();
    return one.deadLetter();
  }

  /** A rule that takes every sign-in and groups by nothing. */
  record Everything() implements Relevance {
    @Override
    public boolean takes(SignIn signIn) {
      return true;
    }

    @Override
    public Field ambiguousGroup(SignIn signIn) {
      return null;
    }
  }

  /** A rule that takes successes and groups by session. */
  record SuccessesBySession() implements Relevance {
    @Override
    public boolean takes(SignIn signIn) {
      return "success".equals(signIn.single(Field.EVENT_OUTCOME));
    }

    @Override
    public Field ambiguousGroup(SignIn signIn) {
      return signIn.get(Field.SESSION_ID).size() > 1 ? Field.SESSION_ID : null;
    }
  }
}
