// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Byte sequences by which the prefilter recognises a record's shape and finds its times. */
enum ShapeMarker {
  INGESTED("\"ingested\"", ".ingested\""),
  TIMESTAMP("\"@timestamp\""),
  /** The end of {@code createdDateTime}, also in Pascal case. The quote after it may be escaped. */
  CREATED("reatedDateTime"),
  /** The end of each sign-in category. The quote after it may be escaped. */
  SIGN_INS("SignInLogs"),
  DATASET("azure.signinlogs"),
  /** A message that may hold a record. */
  MESSAGE("\"message\":\"{"),
  /**
   * An envelope of an unusual form, or an envelope in a message. The character in front makes the
   * text long enough for the search.
   */
  RECORDS(
      "{\"records\"",
      ",\"records\"",
      " \"records\"",
      "\t\"records\"",
      "\n\"records\"",
      "\r\"records\"",
      "\\\"records\\\"");

  private final List<String> spellings;

  ShapeMarker(String... spellings) {
    this.spellings = List.of(spellings);
  }

  List<String> spellings() {
    return spellings;
  }

  List<byte[]> bytes() {
    return spellings.stream().map(text -> text.getBytes(StandardCharsets.US_ASCII)).toList();
  }
}
