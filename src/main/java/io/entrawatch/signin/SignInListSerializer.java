// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes the sign-ins of a group in one value, each as what makes it differ from the one before:
 * see {@link SignInWriter}. Lists that are read are the reader's own to change.
 */
public final class SignInListSerializer extends TypeSerializerSingleton<List<SignIn>> {
  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(List<SignIn> signIns, DataOutputView out) throws IOException {
    SignInWriter writer = new SignInWriter(out);
    writer.size(signIns.size());
    for (SignIn signIn : signIns) {
      writer.write(signIn);
    }
  }

  @Override
  public List<SignIn> deserialize(DataInputView in) throws IOException {
    SignInReader reader = new SignInReader(in);
    int size = reader.size();
    List<SignIn> signIns = new ArrayList<>(size + 1);
    for (int i = 0; i < size; i++) {
      signIns.add(reader.read());
    }
    return signIns;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public List<SignIn> createInstance() {
    return new ArrayList<>();
  }

  @Override
  public List<SignIn> copy(List<SignIn> from) {
    return new ArrayList<>(from);
  }

  @Override
  public List<SignIn> copy(List<SignIn> from, List<SignIn> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public List<SignIn> deserialize(List<SignIn> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public TypeSerializerSnapshot<List<SignIn>> snapshotConfiguration() {
    return new Snapshot();
  }

  /**
   * The format's version is this class's name: a format that is not readable by it gets a new one.
   */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<List<SignIn>> {
    public Snapshot() {
      super(SignInListSerializer::new);
    }
  }
}
