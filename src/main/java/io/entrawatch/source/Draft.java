// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.Field;
import io.entrawatch.signin.SignIn;
import io.entrawatch.signin.Times;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A sign-in in the making. */
final class Draft {
  private static final int CANONICAL_LENGTH = 24;

  private final long ingested;
  private final long timestamp;
  private final Map<Field, List<String>> values = new EnumMap<>(Field.class);

  Draft(long ingested, long timestamp) {
    this.ingested = ingested;
    this.timestamp = timestamp;
  }

  long ingested() {
    return ingested;
  }

  long timestamp() {
    return timestamp;
  }

  /** The values of a field; empty where it has none. */
  List<String> get(Field field) {
    return values.getOrDefault(field, List.of());
  }

  void put(Field field, List<String> list) {
    values.put(field, Bounded.texts(field, list));
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
   * @param position of the record, which tells it from all others where its id does not
   * @throws Rejected if it is larger than a sign-in may be that is kept
   */
  SignIn signIn(Supplier<String> position, DecoderSettings.Identity identity) throws Rejected {
    Bounded.requireFitting(values.values());
    return new SignIn(uid(position, identity), ingested, timestamp, values);
  }

  private String uid(Supplier<String> position, DecoderSettings.Identity identity) {
    String id = single(Field.SIGN_IN_ID);
    if (id == null || id.isEmpty()) {
      id = single(Field.EVENT_ID);
    }
    if (identity == DecoderSettings.Identity.POSITION || id == null || id.isEmpty()) {
      return position.get();
    }
    String category = single(Field.CATEGORY);
    return id + "|" + (category == null ? "" : category);
  }

  private String single(Field field) {
    List<String> list = values.get(field);
    return list != null && list.size() == 1 ? list.get(0) : null;
  }
}
