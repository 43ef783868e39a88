// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes the fields that a sign-in has, each with its {@linkplain Field#number number}. A field
 * that a later release adds is absent from old state, and one that it drops is read over: both
 * restore.
 */
final class SignInSerializer extends TypeSerializerSingleton<SignIn> {
  private static final long serialVersionUID = 1L;

  private static final SignIn EMPTY = new SignIn("", 0, 0, Map.of());

  @Override
  public void serialize(SignIn signIn, DataOutputView out) throws IOException {
    StringValue.writeString(signIn.uid(), out);
    out.writeLong(signIn.ingested());
    out.writeLong(signIn.timestamp());
    out.writeShort(signIn.values().size());
    for (Map.Entry<Field, List<String>> entry : signIn.values().entrySet()) {
      out.writeByte(entry.getKey().number());
      out.writeShort(entry.getValue().size());
      for (String value : entry.getValue()) {
        StringValue.writeString(value, out);
      }
    }
  }

  @Override
  public SignIn deserialize(DataInputView in) throws IOException {
    String uid = StringValue.readString(in);
    long ingested = in.readLong();
    long timestamp = in.readLong();
    Map<Field, List<String>> values = new EnumMap<>(Field.class);
    for (int fields = in.readUnsignedShort(); fields > 0; fields--) {
      Field field = Field.ofNumber(in.readUnsignedByte());
      List<String> list = readValues(in);
      if (field != null) {
        values.put(field, list);
      }
    }
    return new SignIn(uid, ingested, timestamp, values);
  }

  private static List<String> readValues(DataInputView in) throws IOException {
    int count = in.readUnsignedShort();
    List<String> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(StringValue.readString(in));
    }
    return list;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public SignIn createInstance() {
    return EMPTY;
  }

  @Override
  public SignIn copy(SignIn from) {
    return from;
  }

  @Override
  public SignIn copy(SignIn from, SignIn reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public SignIn deserialize(SignIn reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public TypeSerializerSnapshot<SignIn> snapshotConfiguration() {
    return new Snapshot();
  }

  /**
   * The format's version is this class's name: a format that is not readable by it gets a new one.
   */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SignIn> {
    public Snapshot() {
      super(SignInSerializer::new);
    }
  }
}
