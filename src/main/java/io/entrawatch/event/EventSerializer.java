// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a sign-in alone, as the only one of {@link PackedEvents}. A field that a later release
 * adds is absent from old state, and one that it drops is read over: both restore.
 */
final class EventSerializer extends ImmutableSerializer<Event> {
  private static final long serialVersionUID = 1L;

  private static final PackedEventsSerializer PACKED = new PackedEventsSerializer();
  private static final Event NONE = new Event("", 0, 0, Map.of());

  @Override
  public void serialize(Event signIn, DataOutputView out) throws IOException {
    PACKED.serialize(PackedEvents.of(List.of(signIn)), out);
  }

  @Override
  public Event deserialize(DataInputView in) throws IOException {
    return PACKED.deserialize(in).signIns().get(0);
  }

  @Override
  public Event createInstance() {
    return NONE;
  }

  @Override
  public TypeSerializerSnapshot<Event> snapshotConfiguration() {
    return new Snapshot();
  }

  /**
   * The format's version is this class's name: a format that is not readable by it gets a new one.
   */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Event> {
    public Snapshot() {
      super(EventSerializer::new);
    }
  }
}
