// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.event.CodePoints;
import io.entrawatch.event.Network;
import io.entrawatch.event.TimeParser;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Parses an entry from its JSON or YAML form. */
public final class ExceptionEntryParser {
  /** An entry is invalid. The message is one line; what it quotes is short and safe to print. */
  public static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenException(String message) {
      super(message);
    }
  }

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int MOST_CHARACTERS = 256;
  private static final int MOST_VALUES = 50;

  private static final int MOST_QUOTED_CHARACTERS = 60;

  private static final List<String> KEYS =
      List.of(
          "id",
          "rule",
          "user",
          "app",
          "asn",
          "network",
          "user_agent",
          "author",
          "reason",
          "expires");

  private final Set<String> rules;

  /**
   * @param rules the ids of all rules
   */
  public ExceptionEntryParser(Set<String> rules) {
    this.rules = new TreeSet<>(rules);
  }

  /**
   * Parses an entry.
   *
   * @throws BrokenException if the entry is invalid
   */
  public ExceptionEntry parse(JsonNode node) throws BrokenException {
    require(node.isObject(), "it is no object with keys and values");
    for (String key : new LinkedHashSet<>(fieldNames(node))) {
      // Ignoring a mistyped condition would make the exception too wide.
      require(
          KEYS.contains(key),
          quoted(key) + " is no key; those that exist: " + String.join(", ", KEYS));
    }
    ExceptionEntry entry =
        new ExceptionEntry(
            text(node, "id"),
            texts(node, "rule"),
            texts(node, "user"),
            texts(node, "app"),
            texts(node, "asn"),
            texts(node, "network"),
            texts(node, "user_agent"),
            text(node, "author"),
            text(node, "reason"),
            expiry(text(node, "expires")));
    check(entry);
    return entry;
  }

  private void check(ExceptionEntry entry) throws BrokenException {
    require(
        isId(entry.id()),
        "id: " + quoted(entry.id()) + ": write letters, digits, '.', '_' and '-', 64 at most");
    checkPlain("rule", entry.rules());
    checkPlain("app", entry.apps());
    checkPlain("asn", entry.asns());
    checkPlain("network", entry.networks());
    for (String rule : entry.rules()) {
      require(
          rules.contains(rule),
          "rule: " + quoted(rule) + ": no such rule; there are " + String.join(", ", rules));
    }
    for (String asn : entry.asns()) {
      require(asn.matches("[0-9]{1,10}"), "asn: " + quoted(asn) + ": write a number, as in 64500");
    }
    for (String network : entry.networks()) {
      require(
          Network.of(network) != null,
          "network: "
              + quoted(network)
              + ": write a CIDR without bits behind its prefix, as in 198.51.100.0/24");
      require(
          Network.of(network).length() > 0,
          "network: " + quoted(network) + " is everybody; write a longer prefix");
    }
    for (String user : entry.users()) {
      require(
          user.codePoints().anyMatch(Character::isLetterOrDigit),
          "user: " + quoted(user) + " is everybody; name a part, as in *@corp.example");
    }
    // The person who signs in chooses the user agent, and any app. A rule is switched off in the
    // settings.
    require(
        !(entry.users().isEmpty() && entry.asns().isEmpty() && entry.networks().isEmpty()),
        "it names neither user nor network nor asn; what remains, anybody can choose to send");
  }

  private static void checkPlain(String key, List<String> values) throws BrokenException {
    for (String value : values) {
      require(
          value.indexOf('*') < 0 && value.indexOf('?') < 0,
          key
              + ": "
              + quoted(value)
              + ": takes no wildcard; user and user_agent do, of others write a list");
    }
  }

  /** The beginning of a value, without characters that could affect a terminal or a log. */
  private static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    value
        .codePoints()
        .limit(MOST_QUOTED_CHARACTERS)
        .map(c -> CodePoints.isActive(c) ? '?' : c)
        .forEach(text::appendCodePoint);
    return text.append(value.length() > MOST_QUOTED_CHARACTERS ? "...\"" : "\"").toString();
  }

  /** Whether the text is a valid id of an entry. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static long expiry(String text) throws BrokenException {
    try {
      return TimeParser.iso(text);
    } catch (DateTimeException e) {
      throw new BrokenException(
          "expires: " + quoted(text) + ": write a time, as in 2026-12-31T00:00:00Z");
    }
  }

  private static String text(JsonNode node, String key) throws BrokenException {
    JsonNode value = node.path(key);
    require(
        value.isValueNode() && !value.isNull() && !value.asText().isBlank(), key + " is missing");
    return checked(key, value);
  }

  private static List<String> texts(JsonNode node, String key) throws BrokenException {
    List<String> values = new ArrayList<>();
    JsonNode value = node.path(key);
    if (!value.isMissingNode()) {
      for (JsonNode one : value.isArray() ? value : List.of(value)) {
        // An empty condition would match everything.
        require(
            one.isValueNode() && !one.isNull() && !one.asText().isBlank(),
            key + " has no value; give it one or leave the key out");
        values.add(checked(key, one));
      }
      require(
          !values.isEmpty() && values.size() <= MOST_VALUES,
          key + ": write one value, or 1 to " + MOST_VALUES + " in a list");
    }
    return values;
  }

  private static String checked(String key, JsonNode value) throws BrokenException {
    require(
        value.asText().length() <= MOST_CHARACTERS,
        key + ": longer than " + MOST_CHARACTERS + " characters");
    return value.asText();
  }

  private static List<String> fieldNames(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void require(boolean condition, String otherwise) throws BrokenException {
    if (!condition) {
      throw new BrokenException(otherwise);
    }
  }
}
