// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts in what {@code ${env:NAME}} and {@code ${file:/path}} stand for, and sees to it that secrets
 * come no other way.
 */
public final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)(}|$)");
  private static final Pattern SECRET_IN_JAAS =
      Pattern.compile("(?i)\\w*(?:password|secret)\\w*\\s*=\\s*[\"']?(?!\\$\\{)[^\\s\"';]");
  private static final String REMEDY = "use ${env:NAME} or ${file:/path}";

  private final Map<String, String> environment;
  private final Predicate<String> secret;

  /**
   * @param environment what {@code ${env:NAME}} looks into
   * @param secret whether the value of a key is one
   */
  public References(Map<String, String> environment, Predicate<String> secret) {
    this.environment = Map.copyOf(environment);
    this.secret = secret;
  }

  /** Whether the value of this key must not be written into a file or onto a command line. */
  boolean isSecret(String key) {
    return secret.test(key);
  }

  /**
   * The text with every reference replaced.
   *
   * @throws SettingsException if a reference leads nowhere, or the key asks for a secret and the
   *     text holds one in clear
   */
  public String resolve(String key, String text) {
    refuseLiteralSecret(key, text);
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      String value = lookUp(key, matcher);
      boolean whole = matcher.start() == 0 && matcher.end() == text.length();
      boolean quoted = !whole && isJaas(key);
      matcher.appendReplacement(
          resolved, Matcher.quoteReplacement(quoted ? escapedForJaas(value) : value));
    }
    return matcher.appendTail(resolved).toString();
  }

  private void refuseLiteralSecret(String key, String text) {
    if (!isSecret(key) || text.isBlank()) {
      return;
    }
    boolean reference = REFERENCE.matcher(text).find();
    if (!reference || isJaas(key) && SECRET_IN_JAAS.matcher(text).find()) {
      throw new SettingsException(key + " holds a secret in clear; " + REMEDY + " for it");
    }
  }

  private static boolean isJaas(String key) {
    return key.endsWith("sasl.jaas.config");
  }

  /** A quote in a password must not end the quoted text around it. */
  private static String escapedForJaas(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private String lookUp(String key, Matcher reference) {
    String name = reference.group(1);
    if (reference.group(2).isEmpty()) {
      throw new SettingsException(key + ": a reference \"${\" is not closed by \"}\"");
    }
    if (name.startsWith("env:")) {
      return variable(key, name.substring("env:".length()));
    }
    if (name.startsWith("file:")) {
      return file(key, name.substring("file:".length()));
    }
    throw new SettingsException(
        key + ": there is no reference " + SettingsException.quoted(name) + "; " + REMEDY);
  }

  private String variable(String key, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new SettingsException(
          key + ": the environment variable " + name + " is not set or empty; set it");
    }
    return value;
  }

  private static String file(String key, String path) {
    String text;
    try {
      text = Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new SettingsException(
          key + ": the file " + path + " cannot be read as text; does it exist, may I read it?");
    }
    String value = text.replaceFirst("\\R+\\z", "");
    if (value.isEmpty()) {
      throw new SettingsException(key + ": the file " + path + " is empty");
    }
    return value;
  }
}
