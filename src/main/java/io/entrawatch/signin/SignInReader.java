// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import java.io.IOException;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;

/**
 * Reads what {@link SignInWriter} wrote. A field that this release does not know is read over, and
 * what sign-ins have in common they share in memory too.
 */
final class SignInReader {
  private final CompactInput in;
  private final Map<Field, List<String>> values = new EnumMap<>(Field.class);
  private long ingested;

  SignInReader(DataInputView in) {
    this.in = new CompactInput(in);
  }

  int size() throws IOException {
    return (int) in.number();
  }

  SignIn read() throws IOException {
    ingested += in.signed();
    long timestamp = ingested + in.signed();
    in.know(Times.iso(ingested));
    in.know(Times.iso(timestamp));
    BitSet changed = BitSet.valueOf(in.bytes());
    for (int number = changed.nextSetBit(0); number >= 0; number = changed.nextSetBit(number + 1)) {
      List<String> list = in.values();
      Field field = Field.ofNumber(number);
      if (field != null) {
        values.put(field, list);
      }
    }
    in.know(
        SignInWriter.usualUid(
            values.getOrDefault(Field.SIGN_IN_ID, List.of()),
            values.getOrDefault(Field.CATEGORY, List.of())));
    return new SignIn(in.text(), ingested, timestamp, values);
  }
}
