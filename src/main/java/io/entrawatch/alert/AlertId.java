// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import io.entrawatch.rule.GroupKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The identity of an alert: a hash of rule, group and period, the same however it came about. */
final class AlertId {
  private AlertId() {}

  /** 32 hexadecimal digits: the first half of a SHA-256. */
  static String of(String rule, String group, Period period) {
    String identity =
        GroupKey.of(
            List.of(
                rule,
                group,
                Long.toString(period.start()),
                Long.toString(period.end()),
                period.reading()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
