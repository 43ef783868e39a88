// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sign-ins of a group as bytes, in memory too: as objects they would take ten times as much. Each
 * is written as what makes it differ from the one before, for those of a group have most values in
 * common: its times, its uid (nothing, where it is what id and category make), its {@link
 * FieldBytes}. Immutable.
 */
public final class PackedEvents {
  /** What stands where the uid would begin; no text begins with it. */
  private static final int USUAL_UID = CompactForm.NONE;

  private final byte[] bytes;

  PackedEvents(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Packs the sign-ins in their order. */
  public static PackedEvents of(List<Event> signIns) throws IOException {
    CompactOutput out = new CompactOutput();
    long ingested = 0;
    FieldBytes before = FieldBytes.NONE;
    for (Event signIn : signIns) {
      FieldBytes fields = FieldValues.of(signIn.values()).bytes();
      out.signed(signIn.ingested() - ingested);
      out.signed(signIn.timestamp() - signIn.ingested());
      if (signIn.uid().equals(usualUid(signIn.values()))) {
        out.number(USUAL_UID);
      } else {
        out.text(signIn.uid());
      }
      fields.write(before, out);
      ingested = signIn.ingested();
      before = fields;
    }
    return new PackedEvents(out.toBytes());
  }

  /** The sign-ins, in a list that is the caller's own. */
  public List<Event> signIns() throws IOException {
    List<Event> signIns = new ArrayList<>();
    CompactInput in = new CompactInput(bytes, 0);
    long ingested = 0;
    FieldBytes before = FieldBytes.NONE;
    while (!in.isAtEnd()) {
      ingested += in.signed();
      long timestamp = ingested + in.signed();
      CompactInput uid = new CompactInput(bytes, in.position());
      in.skip();
      before = FieldBytes.read(in, before);
      FieldValues values = FieldValues.of(before);
      signIns.add(new Event(uid(uid, values), ingested, timestamp, values));
    }
    return signIns;
  }

  private static String uid(CompactInput written, FieldValues values) {
    return written.octetAhead() == USUAL_UID ? usualUid(values) : written.text();
  }

  /** What uid a sign-in with these values nearly always has, or null. Part of the format. */
  private static String usualUid(Map<Field, List<String>> values) {
    List<String> id = values.getOrDefault(Field.SIGN_IN_ID, List.of());
    List<String> category = values.getOrDefault(Field.CATEGORY, List.of());
    return id.size() == 1 && category.size() == 1 ? id.get(0) + "|" + category.get(0) : null;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  byte[] bytes() {
    return bytes;
  }
}
