// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
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
  static final FieldBytes NONE = new FieldBytes(new byte[0], new int[0], -1, -1);

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
    OFTEN_AS[Field.ECS_USER_ID.number()] = Field.USER_ID.number();
    OFTEN_AS[Field.FULL_NAME.number()] = Field.USER_DISPLAY_NAME.number();
    OFTEN_AS[Field.OPERATION_NAME.number()] = Field.EVENT_ACTION.number();
    OFTEN_AS[Field.PROPERTIES_CORRELATION_ID.number()] = Field.CORRELATION_ID.number();
    OFTEN_AS[Field.PROPERTIES_TENANT_ID.number()] = Field.TENANT_ID.number();
  }

  private final byte[] bytes;

  /** By the field's number, where its values begin. As long as the highest number asks for. */
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

  /** A copy for at least so many numbers; the fields that are new in it are absent. */
  private static int[] copy(int[] starts, int numbers) {
    int[] copy = Arrays.copyOf(starts, Math.max(starts.length, numbers));
    Arrays.fill(copy, starts.length, copy.length, ABSENT);
    return copy;
  }

  /** No field from this number on has values. */
  int numbers() {
    return starts.length;
  }

  private int start(int number) {
    return number < starts.length ? starts[number] : ABSENT;
  }

  /**
   * @param values by the field's number; null where it has none
   */
  static FieldBytes of(List<String>[] values) throws IOException {
    CompactOutput out = new CompactOutput();
    BitSet present = new BitSet(values.length);
    for (int number = 0; number < values.length; number++) {
      present.set(number, values[number] != null);
    }
    out.bytes(present.toByteArray());
    int[] starts = copy(NONE.starts, values.length);
    for (int number = 0; number < values.length; number++) {
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
    int numbers = Math.max(starts.length, before.starts.length);
    BitSet changed = new BitSet(numbers);
    for (int number = 0; number < numbers; number++) {
      changed.set(number, !equals(before, number));
    }
    out.bytes(changed.toByteArray());
    for (int number = 0; (number = changed.nextSetBit(number)) >= 0; number++) {
      if (start(number) == ABSENT) {
        out.number(CompactForm.NONE);
      } else {
        out.raw(bytes, starts[number], end(number));
      }
    }
  }

  private boolean equals(FieldBytes other, int number) throws IOException {
    int here = start(number);
    int there = other.start(number);
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
    int set = in.size();
    int[] starts = copy(before.starts, Math.min(set * 8, Field.NUMBERS));
    CompactInput changed = new CompactInput(in.bytes(), in.position());
    in.skip(set);
    for (int first = 0; first < set * 8; first += 8) {
      int eight = changed.octet();
      for (int number = first; eight != 0; number++, eight = (eight & 0xFF) >> 1) {
        if ((eight & 1) != 0) {
          int at = in.position();
          in.skip();
          if (number < starts.length) {
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
    for (int number = 0; number < starts.length; number++) {
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
    if (start(number) == ABSENT) {
      return null;
    }
    CompactInput in = new CompactInput(bytes, starts[number]);
    return bytes[starts[number]] == CompactForm.OTHER_FIELD ? read(in.otherField()) : in.values();
  }
}
