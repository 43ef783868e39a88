// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

/**
 * A text that a file holds: a line, a value over several lines, an element of a long array, or what
 * belongs to a damaged value.
 *
 * @param bytes its bytes, or as many of its first ones as a text may have
 * @param length how many bytes it has, kept or not
 * @param line the line that it begins in, from 1
 * @param damage what is wrong with the file where the text ends; null if nothing is
 */
public record FileText(byte[] bytes, long length, long line, CompressedFile.Damaged damage) {
  public boolean isTooLong() {
    return length > bytes.length;
  }

  /** Nothing but blanks: a place where something is missing. */
  public boolean isBlank() {
    for (byte b : bytes) {
      if (!JsonScanner.isBlank(b)) {
        return false;
      }
    }
    return true;
  }
}
