// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the sign-ins of a group as the bytes that they are in memory, behind their number. */
public final class PackedEventsSerializer extends ImmutableSerializer<PackedEvents> {
  private static final long serialVersionUID = 1L;

  private static final PackedEvents EMPTY = new PackedEvents(new byte[0]);

  @Override
  public void serialize(PackedEvents signIns, DataOutputView out) throws IOException {
    out.writeInt(signIns.bytes().length);
    out.write(signIns.bytes());
  }

  @Override
  public PackedEvents deserialize(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new PackedEvents(bytes);
  }

  @Override
  public PackedEvents createInstance() {
    return EMPTY;
  }

  @Override
  public TypeSerializerSnapshot<PackedEvents> snapshotConfiguration() {
    return new Snapshot();
  }

  /**
   * The format's version is this class's name: a format that is not readable by it gets a new one.
   */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PackedEvents> {
    public Snapshot() {
      super(PackedEventsSerializer::new);
    }
  }
}
