// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The values of a sign-in's fields as bytes, those of each field where they lie in an array that
 * other sign-ins may share. Immutable.
 *
 * <p>Written as a set of field {@linkplain Field#number numbers} and these fields' values in the
 * order of their numbers, as far as they differ from those of the sign-in before.
 */
final class FieldBytes {
  /** What the first sign-in is compared with. */
  static final FieldBytes NONE = new FieldBytes(new byte[0], none(), -1, -1);

  private static final int ABSENT = -1;
  private static final long FNV_BASIS = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /**
   * By the field's number, that of one before it that often has the same values; else 0, no field.
   */
  private static final int[] OFTEN_AS = new int[Field.NUMBERS];

  static {
    OFTEN_AS[Field.EVENT_INGESTED.number()] = Field.TIMESTAMP.number();
    OFTEN_AS[Field.SOURCE_ADDRESS.number()] = Field.SOURCE_IP.number();
    OFTEN_AS[Field.SIGN_IN_ID.number()] = Field.EVENT_ID.number();
    OFTEN_AS[Field.USER_DISPLAY_NAME.number()] = Field.IDENTITY.number();
    OFTEN_AS[Field.APP_OWNER_TENANT_ID.number()] = Field.TENANT_ID.number();
    OFTEN_AS[Field.RESOURCE_OWNER_TENANT_ID.number()] = Field.TENANT_ID.number();
    OFTEN_AS[Field.AUTONOMOUS_SYSTEM_NUMBER.number()] = Field.SOURCE_AS_NUMBER.number();
  }

  private final byte[] bytes;

  /** By the field's number, where its values begin. */
  private final int[] starts;

  /** Where all of it lies as it would be written alone; below 0 where it does not. */
  private final int from;

  private final int to;

  private FieldBytes(byte[] bytes, int[] starts, int from, int to) {
    this.bytes = bytes;
    this.starts = starts;
    this.from = from;
    this.to = to;
  }

  private static int[] none() {
    int[] starts = new int[Field.NUMBERS];
    Arrays.fill(starts, ABSENT);
    return starts;
  }

  /**
   * @param values by the field's number; null where it has none
   */
  static FieldBytes of(List<String>[] values) throws IOException {
    CompactOutput out = new CompactOutput();
    byte[] present = new byte[(Field.NUMBERS + 7) / 8];
    for (int number = 0; number < Field.NUMBERS; number++) {
      if (values[number] != null) {
        present[number / 8] |= (byte) (1 << number % 8);
      }
    }
    out.bytes(present);
    int[] starts = none();
    for (int number = 0; number < Field.NUMBERS; number++) {
      if (values[number] != null) {
        starts[number] = out.length();
        int other = OFTEN_AS[number];
        if (values[number].equals(values[other])) {
          out.number(CompactForm.OTHER_FIELD);
          out.number(other);
        } else {
          out.values(values[number]);
        }
      }
    }
    return new FieldBytes(out.toBytes(), starts, 0, out.length());
  }

  /** Writes what differs from the fields of the sign-in before. */
  void write(FieldBytes before, CompactOutput out) throws IOException {
    if (before == NONE && from >= 0) {
      out.raw(bytes, from, to);
      return;
    }
    byte[] changed = new byte[(Field.NUMBERS + 7) / 8];
    for (int number = 0; number < Field.NUMBERS; number++) {
      if (!equals(before, number)) {
        changed[number / 8] |= (byte) (1 << number % 8);
      }
    }
    out.bytes(changed);
    for (int number = 0; number < Field.NUMBERS; number++) {
      if ((changed[number / 8] >> number % 8 & 1) != 0) {
        if (starts[number] == ABSENT) {
          out.number(CompactForm.NONE);
        } else {
          out.raw(bytes, starts[number], end(number));
        }
      }
    }
  }

  private boolean equals(FieldBytes other, int number) throws IOException {
    int here = starts[number];
    int there = other.starts[number];
    if (here == ABSENT || there == ABSENT || (here == there && bytes == other.bytes)) {
      return here == there;
    }
    return Arrays.equals(bytes, here, end(number), other.bytes, there, other.end(number));
  }

  private int end(int number) throws IOException {
    CompactInput in = new CompactInput(bytes, starts[number]);
    in.skip();
    return in.position();
  }

  /**
   * Goes over what was written, the values of fields that this release does not know among it.
   *
   * @throws IOException if a later release has written something else that is not known yet
   */
  static FieldBytes read(CompactInput in, FieldBytes before) throws IOException {
    int from = in.position();
    int[] starts = before.starts.clone();
    int set = in.size();
    CompactInput changed = new CompactInput(in.bytes(), in.position());
    in.skip(set);
    for (int first = 0; first < set * 8; first += 8) {
      int eight = changed.octet();
      for (int number = first; eight != 0; number++, eight = (eight & 0xFF) >> 1) {
        if ((eight & 1) != 0) {
          int at = in.position();
          in.skip();
          if (number < Field.NUMBERS) {
            starts[number] = in.bytes()[at] == CompactForm.NONE ? ABSENT : at;
          }
        }
      }
    }
    return new FieldBytes(in.bytes(), starts, before == NONE ? from : -1, in.position());
  }

  /** FNV-1a of the fields' numbers and bytes, from a seed on. */
  long fingerprint(long seed) throws IOException {
    long hash = (FNV_BASIS ^ seed) * FNV_PRIME;
    for (int number = 0; number < Field.NUMBERS; number++) {
      if (starts[number] != ABSENT) {
        hash = (hash ^ number) * FNV_PRIME;
        int end = end(number);
        for (int at = starts[number]; at < end; at++) {
          hash = (hash ^ bytes[at]) * FNV_PRIME;
        }
      }
    }
    return hash;
  }

  /** The values of a field, null where it has none. */
  List<String> read(int number) {
    if (starts[number] == ABSENT) {
      return null;
    }
    CompactInput in = new CompactInput(bytes, starts[number]);
    return bytes[starts[number]] == CompactForm.OTHER_FIELD ? read(in.otherField()) : in.values();
  }
}
