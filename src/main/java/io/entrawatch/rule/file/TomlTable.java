// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.config.SettingsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table of a TOML file. It remembers which keys were read, so that an unknown one is refused and
 * never ignored in silence.
 */
final class TomlTable {
  private final TomlText text;
  private final String path;
  private final JsonNode node;
  private final Set<String> known = new HashSet<>();

  TomlTable(TomlText text, String path, JsonNode node) {
    this.text = text;
    this.path = path;
    this.node = node;
  }

  boolean has(String key) {
    known.add(key);
    return node.has(key);
  }

  /** A text that has to be there. */
  String text(String key) throws RuleRefused {
    String value = text(key, null);
    if (value == null || value.isBlank()) {
      throw refused(key, "is missing; add it");
    }
    return value;
  }

  String text(String key, String otherwise) throws RuleRefused {
    if (!has(key)) {
      return otherwise;
    }
    if (!node.get(key).isTextual()) {
      throw refused(key, "has to be a text in quotes");
    }
    return node.get(key).textValue();
  }

  boolean truth(String key, boolean otherwise) throws RuleRefused {
    if (!has(key)) {
      return otherwise;
    }
    if (!node.get(key).isBoolean()) {
      throw refused(key, "has to be true or false");
    }
    return node.get(key).booleanValue();
  }

  /** A whole number within bounds. */
  long number(String key, long least, long most) throws RuleRefused {
    JsonNode value = has(key) ? node.get(key) : null;
    if (value == null) {
      throw refused(key, "is missing; add it");
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw refused(key, "has to be a whole number from " + least + " to " + most);
    }
    return value.longValue();
  }

  /** A list of texts; empty where the key is missing. A single text is a list of one. */
  List<String> texts(String key) throws RuleRefused {
    if (!has(key)) {
      return List.of();
    }
    JsonNode value = node.get(key);
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value.isArray() ? value : List.of(value)) {
      if (!each.isTextual()) {
        throw refused(key, "has to be a list of texts");
      }
      texts.add(each.textValue());
    }
    return List.copyOf(texts);
  }

  /** A table within; null where the key is missing. */
  TomlTable table(String key) throws RuleRefused {
    if (!has(key)) {
      return null;
    }
    if (!node.get(key).isObject()) {
      throw refused(key, "has to be a table");
    }
    return new TomlTable(text, name(key), node.get(key));
  }

  /** A list of tables; empty where the key is missing. */
  List<TomlTable> tables(String key) throws RuleRefused {
    if (!has(key)) {
      return List.of();
    }
    List<TomlTable> tables = new ArrayList<>();
    for (JsonNode each : node.get(key)) {
      if (!node.get(key).isArray() || !each.isObject()) {
        throw refused(key, "has to be a list of tables");
      }
      tables.add(new TomlTable(text, name(key), each));
    }
    return tables;
  }

  /** These keys are fine, whatever they hold: nothing here depends on them. */
  void ignore(Set<String> keys) {
    known.addAll(keys);
  }

  /** Refuses the first key, in the order of the alphabet, that nobody has asked for. */
  void refuseOtherKeys() throws RuleRefused {
    Set<String> others = new TreeSet<>();
    node.fieldNames().forEachRemaining(others::add);
    others.removeAll(known);
    for (String key : others) {
      throw refused(
          key, "is not supported, and ignoring it could change what the rule finds; remove it");
    }
  }

  RuleRefused refused(String key, String reason) {
    return text.refused(name(key), SettingsException.quoted(name(key)) + " " + reason);
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
