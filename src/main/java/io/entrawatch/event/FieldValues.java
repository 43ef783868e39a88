// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values of a sign-in by field, as texts, as bytes or both: each is made of the other when it
 * is first asked for. So a sign-in is turned into bytes once however many rules take it, and of one
 * that comes as bytes only those fields are read that somebody asks for. Immutable to whoever sees
 * it.
 *
 * <p>A checkpoint of the heap writes it in another thread meanwhile. Both threads would make the
 * same immutable things, so it does not matter whose are seen; hence each member is read once.
 */
final class FieldValues extends AbstractMap<Field, List<String>> {
  private static final List<Field> FIELDS = Field.all();

  /**
   * By the field's number; null where it has none, or has not been asked for yet. As long as the
   * highest number asks for.
   */
  private final List<String>[] texts;

  /** Null until it is asked for. */
  private FieldBytes bytes;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private FieldValues(FieldBytes bytes, int numbers) {
    this.texts = new List[numbers];
    this.bytes = bytes;
  }

  /** A copy of the values; a field with an empty list is absent. */
  static FieldValues of(Map<Field, List<String>> values) {
    if (values instanceof FieldValues same) {
      return same;
    }
    int highest = 0;
    for (Field field : values.keySet()) {
      highest = Math.max(highest, field.number());
    }
    FieldValues copy = new FieldValues(null, highest + 1);
    values.forEach(
        (field, list) -> copy.texts[field.number()] = list.isEmpty() ? null : List.copyOf(list));
    return copy;
  }

  static FieldValues of(FieldBytes bytes) {
    return new FieldValues(bytes, bytes.numbers());
  }

  FieldBytes bytes() throws IOException {
    FieldBytes made = bytes;
    if (made == null) {
      made = FieldBytes.of(texts);
      bytes = made;
    }
    return made;
  }

  /** A number that depends on the values and the seed alone. */
  long fingerprint(long seed) {
    try {
      return bytes().fingerprint(seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null where the field has none, as with any map. */
  @Override
  public List<String> get(Object key) {
    return key instanceof Field field ? get(field) : null;
  }

  private List<String> get(Field field) {
    int number = field.number();
    if (number >= texts.length) {
      return null;
    }
    List<String> values = texts[number];
    FieldBytes source = bytes;
    if (values == null && source != null) {
      values = source.read(number);
      texts[number] = values;
    }
    return values;
  }

  @Override
  public List<String> getOrDefault(Object key, List<String> otherwise) {
    List<String> values = get(key);
    return values == null ? otherwise : values;
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  /** In the order of the fields' declaration. */
  @Override
  public Set<Entry<Field, List<String>>> entrySet() {
    Map<Field, List<String>> all = new TreeMap<>();
    for (Field field : FIELDS) {
      List<String> values = get(field);
      if (values != null) {
        all.put(field, values);
      }
    }
    return Collections.unmodifiableMap(all).entrySet();
  }
}
