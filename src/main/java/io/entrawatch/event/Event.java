// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One sign-in, as the rules see it. Immutable.
 *
 * <p>A field has none, one or several values, as in Elasticsearch; a missing field, JSON null and
 * an empty array are all "none". Values are held as text in the canonical form of the field's type.
 *
 * @param uid what tells this sign-in from every other: Microsoft's id and the category where the
 *     record bears an id, else its position in the input
 * @param ingested {@code event.ingested}, else {@code @timestamp}, in ms since the epoch: the time
 *     that watermarks follow
 * @param timestamp {@code @timestamp}, when the sign-in happened, in ms since the epoch
 * @param values the values by field; a field without values is absent
 */
@TypeInfo(EventTypeInfoFactory.class)
public record Event(String uid, long ingested, long timestamp, Map<Field, List<String>> values) {

  /**
   * The order that "first" means everywhere: by ingest time, sign-in time, id; never by arrival.
   */
  public static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::ingested)
          .thenComparingLong(Event::timestamp)
          .thenComparing(Event::uid);

  /**
   * Of two copies of a sign-in the smaller one counts: the one with the earlier ingest time. Where
   * both have the same and differ in what they say, an order of their contents decides, so that
   * arrival does not.
   */
  public static final Comparator<Event> COPIES =
      Comparator.comparingLong(Event::ingested).thenComparingLong(Event::fingerprint);

  public Event {
    Objects.requireNonNull(uid, "uid");
    values = FieldValues.of(values);
  }

  /** The values of a field, in the order of the record; empty where it has none. */
  public List<String> get(Field field) {
    return values.getOrDefault(field, List.of());
  }

  /** The only value of a field; null where it has none or several. */
  public String single(Field field) {
    List<String> list = get(field);
    return list.size() == 1 ? list.get(0) : null;
  }

  /** The same number for copies that say the same, ingest times aside, else most likely another. */
  public long fingerprint() {
    return FieldValues.of(values).fingerprint(timestamp);
  }

  /** The first value of a field; null where it has none. */
  public String first(Field field) {
    List<String> list = get(field);
    return list.isEmpty() ? null : list.get(0);
  }
}
