// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An event as Elastic Agent ships it, before the ingest pipeline has run: a raw record as text in
 * {@code message}, and nothing under {@code azure} yet.
 */
final class AgentShape {
  private static final Field[] FIELDS = Field.values();
  private static final boolean[] OF_AZURE = new boolean[FIELDS.length];

  static {
    Arrays.stream(FIELDS)
        .filter(field -> field.path().startsWith("azure."))
        .forEach(field -> OF_AZURE[field.ordinal()] = true);
  }

  private AgentShape() {}

  static boolean isRecognised(Values ecs) {
    String message = ecs.single(Field.MESSAGE.ordinal());
    boolean shipped =
        ecs.has(Field.DATA_STREAM_DATASET.ordinal()) || ecs.has(Field.EVENT_DATASET.ordinal());
    if (message == null || !shipped || !message.stripLeading().startsWith("{")) {
      return false;
    }
    for (int i = 0; i < ecs.usedCount(); i++) {
      if (OF_AZURE[ecs.usedSlot(i)]) {
        return false;
      }
    }
    return true;
  }

  /** The raw record in it. */
  static byte[] record(Values ecs) {
    return ecs.single(Field.MESSAGE.ordinal()).getBytes(StandardCharsets.UTF_8);
  }
}
