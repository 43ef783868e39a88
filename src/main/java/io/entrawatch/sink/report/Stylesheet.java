// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page's looks.
 *
 * @param text CSS without {@code <} and {@code &}
 * @param hash by which the page's policy admits it, and nothing else
 */
record Stylesheet(String text, String hash) {
  private static final String RESOURCE = "report.css";

  static Stylesheet load() throws IOException {
    try (InputStream in = Stylesheet.class.getResourceAsStream(RESOURCE)) {
      byte[] css = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(css);
      return new Stylesheet(
          new String(css, UTF_8), "sha256-" + Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
