// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.entrawatch.event.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** The ways to write one moment that an Elasticsearch date takes. */
final class TimeText {
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  private TimeText() {}

  /** Mostly the plain one. */
  static JsonNode of(long millis, Random random) {
    String iso = Times.iso(millis);
    return switch (random.nextInt(12)) {
      case 0 -> TextNode.valueOf(iso.replace("Z", "9999Z"));
      case 1 -> TextNode.valueOf(iso.replace("Z", "500Z"));
      case 2 ->
          TextNode.valueOf(
              Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofHours(5)).format(WITH_OFFSET));
      case 3 -> LongNode.valueOf(millis);
      default -> TextNode.valueOf(iso);
    };
  }
}
