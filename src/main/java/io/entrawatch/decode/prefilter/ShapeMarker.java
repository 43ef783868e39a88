// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes in a record by which a glance tells its shape and finds its times. */
enum ShapeMarker {
  INGESTED("\"ingested\"", ".ingested\""),
  TIMESTAMP("\"@timestamp\""),
  /** The end of {@code createdDateTime}, in Pascal case too; the quote behind it may be escaped. */
  CREATED("reatedDateTime"),
  /** The end of each category of sign-ins; likewise. */
  SIGN_INS("SignInLogs"),
  DATASET("azure.signinlogs"),
  /** A message that may hold a record. */
  MESSAGE("\"message\":\"{"),
  /** An envelope of an unusual form, or one in a message; what precedes makes it long enough. */
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
