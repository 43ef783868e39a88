// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A record that could not be used, whole, with the place it came from. Either {@code file} and
 * {@code line} are set, or {@code topic}, {@code partition}, {@code offset} and {@code timestamp}.
 *
 * @param reason a stable code, see {@link Reason}
 * @param detail what was wrong, in words; may quote the record
 * @param bytes the record as it came (in JSON: base64)
 * @param line 1-based
 * @param timestamp the Kafka record's timestamp, in ms since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
    String reason,
    String detail,
    byte[] bytes,
    String file,
    Long line,
    String topic,
    Integer partition,
    Long offset,
    Long timestamp) {

  /** Why a record is a dead letter; {@link #code()} is what readers of the topic rely on. */
  public enum Reason {
    NOT_JSON("not-json"),
    NOT_AN_OBJECT("not-an-object"),
    WRONG_TYPE("wrong-type"),
    NO_TIME("no-time"),
    INVALID_TIME("invalid-time"),
    FUTURE_TIME("future-time"),
    MULTI_VALUED_GROUP("multi-valued-group"),
    TOO_LARGE("too-large"),
    TOO_DEEP("too-deep"),
    TOO_MANY_VALUES("too-many-values");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
