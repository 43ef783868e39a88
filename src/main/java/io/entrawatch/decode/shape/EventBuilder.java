// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.entrawatch.decode.record.Rejected;
import io.entrawatch.decode.record.SizeLimits;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A sign-in in the making. */
public final class EventBuilder {
  private static final int CANONICAL_LENGTH = 24;
  private static final int HASH_DIGITS = 32;

  /** The fields that identify a sign-in without an id, in the order of their numbers. */
  private static final List<Field> IDENTIFYING =
      Field.all().stream()
          .filter(field -> field != Field.EVENT_INGESTED && field.isCore())
          .sorted(Comparator.comparingInt(Field::number))
          .toList();

  private final long ingested;
  private final long timestamp;
  private final Map<Field, List<String>> values = new HashMap<>();

  EventBuilder(long ingested, long timestamp) {
    this.ingested = ingested;
    this.timestamp = timestamp;
  }

  public long ingested() {
    return ingested;
  }

  public long timestamp() {
    return timestamp;
  }

  /** The values of a field; empty where it has none. */
  List<String> get(Field field) {
    return values.getOrDefault(field, List.of());
  }

  void put(Field field, List<String> list) {
    values.put(field, SizeLimits.texts(field, list));
  }

  void put(Field field, String value) {
    put(field, List.of(value));
  }

  /** Puts the text of a value that is not null. */
  void putIfKnown(Field field, Object value) {
    if (value != null) {
      put(field, FieldText.wellFormed(value.toString()));
    }
  }

  /** Writes a time, unless the record's own text of it is written the way we do. */
  void putTime(Field field, long millis) {
    String own = single(field);
    boolean canonical =
        own != null
            && own.length() == CANONICAL_LENGTH
            && own.charAt(CANONICAL_LENGTH - 1) == 'Z'
            && own.charAt(19) == '.';
    if (!canonical) {
      put(field, Times.iso(millis));
    }
  }

  /**
   * What tells the sign-in from every other: Microsoft's id and the category, or, where it has no
   * id, a hash of what it says. Not of when it was ingested, and not of where it stands: the same
   * record from a file, from a topic or delivered again is the same sign-in.
   *
   * @param position of the record, where that is what tells it from others
   */
  public String uid(Supplier<String> position, DecoderSettings.Identity identity) {
    if (identity == DecoderSettings.Identity.POSITION) {
      return position.get();
    }
    String id = single(Field.SIGN_IN_ID);
    if (id == null || id.isEmpty()) {
      id = single(Field.EVENT_ID);
    }
    if (id == null || id.isEmpty()) {
      return contentHash();
    }
    String category = single(Field.CATEGORY);
    return id + "|" + (category == null ? "" : category);
  }

  /** 128 bits of a SHA-256 over the fields in the order of their numbers, as 32 hex digits. */
  private String contentHash() {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Field field : IDENTIFYING) {
      List<String> texts = values.getOrDefault(field, List.of());
      if (!texts.isEmpty()) {
        hasher.putInt(field.number()).putInt(texts.size());
        for (String text : texts) {
          hasher.putInt(text.length()).putUnencodedChars(text);
        }
      }
    }
    return hasher.hash().toString().substring(0, HASH_DIGITS);
  }

  /**
   * @throws Rejected if it is larger than a sign-in may be that is kept
   */
  public Event build(String uid) throws Rejected {
    SizeLimits.requireFitting(values);
    return new Event(uid, ingested, timestamp, values);
  }

  private String single(Field field) {
    List<String> list = values.get(field);
    return list != null && list.size() == 1 ? list.get(0) : null;
  }
}
