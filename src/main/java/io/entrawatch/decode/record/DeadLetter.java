// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.record;

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
    /** Not well-formed: cut off, something behind its end, not UTF-8. */
    NOT_JSON("not-json"),
    /** JSON, but neither an object nor in an array of them. */
    NOT_AN_OBJECT("not-an-object"),
    /**
     * Neither a sign-in nor a record of another log, as far as can be told; the detail says what it
     * looks like and what to do.
     */
    UNRECOGNISED("unrecognised"),
    NO_TIME("no-time"),
    INVALID_TIME("invalid-time"),
    /** A time that lies after the moment by which the record had come. */
    FUTURE_TIME("future-time"),
    /** Several values in a field by which a rule groups. */
    MULTI_VALUED_GROUP("multi-valued-group"),
    /** Longer than the bound; its bytes are the beginning only. */
    TOO_LARGE("too-large"),
    TOO_DEEP("too-deep"),
    TOO_MANY_VALUES("too-many-values"),
    /**
     * A file of a form that is not read, with its first bytes; or the rest of a compressed file
     * that can't be unpacked, with the bytes of the text it broke in.
     */
    UNREADABLE_FILE("unreadable-file");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
