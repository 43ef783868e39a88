// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts a pseudonym in the place of each name: 128 bits of the HMAC-SHA-256 of the name in lower
 * case. One name has one pseudonym for as long as the key stays, in all alerts and in all jobs that
 * share it; without the key the pseudonym does not tell whose it is, even to who has a list of all
 * names. Nor does the alert's id, which is keyed then too.
 *
 * <p>Entra's object ids stay: they say nothing to whoever cannot ask Entra.
 */
public final class Pseudonyms implements Names {
  private static final long serialVersionUID = 1L;

  /** What a pseudonym begins with. */
  public static final String PREFIX = "pseudonym-";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;
  private static final Pattern OBJECT_ID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final byte[] key;
  private final HashSet<String> clearColumns;
  private transient Mac mac;
  private transient ObjectMapper mapper;

  /**
   * @param key the secret; whoever has it can try names
   * @param clearColumns the names of the rules' columns that may stay in clear; all others are
   *     replaced
   */
  public Pseudonyms(String key, Set<String> clearColumns) {
    this.key = key.getBytes(UTF_8);
    this.clearColumns = new HashSet<>(clearColumns);
  }

  @Override
  public String name(String name) {
    if (OBJECT_ID.matcher(name).matches()) {
      return name;
    }
    String same = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    byte[] hash = Arrays.copyOf(mac().doFinal(same.getBytes(UTF_8)), BYTES);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  @Override
  public String document(String document) {
    if (mapper == null) {
      mapper = new ObjectMapper();
    }
    try {
      JsonNode alert = mapper.readTree(document);
      new NamesInAlert((ObjectNode) alert, clearColumns).replaceBy(this);
      return mapper.writeValueAsString(alert);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an alert's document is well-formed", e);
    }
  }

  private Mac mac() {
    if (mac == null) {
      try {
        mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
      } catch (NoSuchAlgorithmException | InvalidKeyException e) {
        throw new IllegalStateException("every JVM has " + ALGORITHM, e);
      }
    }
    return mac;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Pseudonyms[****]";
  }
}
