// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.record;

import com.google.common.hash.Hashing;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How much of a record is kept. Windows and incidents hold sign-ins by the thousand, and a sender
 * decides how long their texts are.
 *
 * <p>A text that is too long is cut and ends in a hash of the whole, so that two texts stay two:
 * who pads a user agent neither hides it nor makes it the same as another.
 */
public final class SizeLimits {
  /** What Elasticsearch indexes of a keyword in ECS, in characters. */
  static final int KEYWORD = 1_024;

  /** A message is no keyword and indexed whole; Microsoft's are a few hundred characters. */
  static final int MESSAGE = 8_192;

  /** Characters of a sign-in as a whole: every core field at its longest, and some to spare. */
  static final int SIGN_IN = 64 * 1_024;

  private static final int HASH = 64;

  private SizeLimits() {}

  /** The values, each no longer than is kept of the field. */
  public static List<String> texts(Field field, List<String> values) {
    int most = field == Field.MESSAGE ? MESSAGE : KEYWORD;
    for (String value : values) {
      if (value.length() > most) {
        return values.stream().map(each -> text(each, most)).toList();
      }
    }
    return values;
  }

  private static String text(String value, int most) {
    if (value.length() <= most) {
      return value;
    }
    int end = most - HASH - 1;
    end -= Character.isHighSurrogate(value.charAt(end - 1)) ? 1 : 0;
    return value.substring(0, end)
        + "…"
        + Hashing.sha256().hashString(value, StandardCharsets.UTF_8);
  }

  /** A field that is not {@linkplain Field#isCore core} adds its longest text to the limit. */
  public static void requireFitting(Map<Field, List<String>> values) throws Rejected {
    int characters = 0;
    int most = SIGN_IN;
    for (Map.Entry<Field, List<String>> entry : values.entrySet()) {
      most += entry.getKey().isCore() ? 0 : KEYWORD;
      for (String value : entry.getValue()) {
        characters += value.length();
      }
    }
    if (characters > most) {
      throw new Rejected(
          Reason.TOO_LARGE,
          "the fields that are read hold " + characters + " characters, more than " + most);
    }
  }
}
