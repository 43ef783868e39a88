// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.allow;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.signin.Network;
import io.entrawatch.signin.TimeParser;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an entry from its JSON or YAML form. */
public final class EntryParser {
  /** Why an entry cannot be obeyed: one line, without what a sender may have written. */
  public static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenException(String message) {
      super(message);
    }
  }

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int LONGEST = 256;
  private static final int MOST_VALUES = 50;

  private static final Set<String> KEYS =
      Set.of(
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
   * @param rules the ids of all rules there are
   */
  public EntryParser(Set<String> rules) {
    this.rules = Set.copyOf(rules);
  }

  /**
   * The entry.
   *
   * @throws BrokenException if it is not one that can be obeyed
   */
  public Entry parse(JsonNode node) throws BrokenException {
    require(node.isObject(), "it is no object with keys and values");
    for (String key : new LinkedHashSet<>(fieldNames(node))) {
      // A condition whose name is mistyped would leave the others to allow too much.
      require(
          KEYS.contains(key),
          "unknown key; those that exist: id, rule, user, app, asn, network,"
              + " user_agent, author, reason, expires");
    }
    Entry entry =
        new Entry(
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

  private void check(Entry entry) throws BrokenException {
    require(isId(entry.id()), "id: write letters, digits, '.', '_' and '-', 64 characters at most");
    for (String rule : entry.rules()) {
      require(rules.contains(rule), "rule: there is no such rule");
    }
    for (String asn : entry.asns()) {
      require(asn.matches("[0-9]{1,10}"), "asn: write a number, for example 64500");
    }
    for (String network : entry.networks()) {
      require(
          Network.of(network) != null,
          "network: write a CIDR without bits behind its prefix, for example 198.51.100.0/24");
    }
    // Who signs in chooses the user agent, and any app; a rule is switched off in the settings.
    require(
        !(entry.users().isEmpty() && entry.asns().isEmpty() && entry.networks().isEmpty()),
        "it names neither user nor network nor asn; what remains, anybody can choose to send");
  }

  /** Whether the text can name an entry. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static long expiry(String text) throws BrokenException {
    try {
      return TimeParser.iso(text);
    } catch (DateTimeException e) {
      throw new BrokenException("expires: write a time, for example 2026-12-31T00:00:00Z");
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
        // An empty condition would hold for everything.
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
    require(value.asText().length() <= LONGEST, key + ": longer than " + LONGEST + " characters");
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
