// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Sign-ins of a group as the bytes that {@link SignInWriter} makes of them, in memory too: as
 * objects they would take ten times as much. Immutable.
 */
public final class PackedSignIns {
  private static final int USUAL_BYTES = 1_024;

  private final byte[] bytes;

  PackedSignIns(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Packs the sign-ins in their order. */
  public static PackedSignIns of(List<SignIn> signIns) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(USUAL_BYTES);
    SignInWriter writer = new SignInWriter(out);
    writer.size(signIns.size());
    for (SignIn signIn : signIns) {
      writer.write(signIn);
    }
    return new PackedSignIns(out.getCopyOfBuffer());
  }

  /** The sign-ins, in a list that is the caller's own. */
  public List<SignIn> signIns() throws IOException {
    SignInReader reader = new SignInReader(new DataInputDeserializer(bytes));
    int size = reader.size();
    List<SignIn> signIns = new ArrayList<>(size + 1);
    for (int i = 0; i < size; i++) {
      signIns.add(reader.read());
    }
    return signIns;
  }

  byte[] bytes() {
    return bytes;
  }
}
