// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.rule.GroupKey;
import java.io.Serializable;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The identity of an alert: a hash of rule, group and period, the same however it came about. A
 * group has a name in it. Where that must not be found by trying names, the hash has a key.
 */
public final class AlertId implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Without a key: whoever knows all but the name can try names. */
  public static final AlertId PLAIN = new AlertId(null);

  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 16;

  private final byte[] key;

  private AlertId(byte[] key) {
    this.key = key;
  }

  /**
   * With a key: other ids than without, and the same for as long as the key stays.
   *
   * @param secret may serve for pseudonyms too: the key of ids is derived from it
   */
  public static AlertId keyed(String secret) {
    return new AlertId(hmac(secret.getBytes(UTF_8), "entrawatch alert id".getBytes(UTF_8)));
  }

  /** 32 hexadecimal digits: the first half of a SHA-256, or of its HMAC. */
  public String of(String rule, String group, Period period) {
    String identity =
        GroupKey.of(
            List.of(
                rule,
                group,
                Long.toString(period.start()),
                Long.toString(period.end()),
                period.reading()));
    byte[] bytes = identity.getBytes(UTF_8);
    return HexFormat.of()
        .formatHex(Arrays.copyOf(key == null ? sha(bytes) : hmac(key, bytes), BYTES));
  }

  private static byte[] sha(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(bytes);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return key == null ? "AlertId[]" : "AlertId[****]";
  }
}
