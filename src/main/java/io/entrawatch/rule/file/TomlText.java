// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a TOML file, with the lines on which its keys stand. */
final class TomlText {
  /** The largest file of the public rules has 40 KB. */
  static final int LARGEST = 1 << 20;

  private static final int DEEPEST = 50;

  private static final TomlMapper TOML =
      new TomlMapper(
          TomlFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private final String file;
  private final String text;

  private TomlText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  static TomlText of(String file, byte[] bytes) throws RuleRefused {
    if (bytes.length > LARGEST) {
      throw tooLarge(file);
    }
    try {
      return new TomlText(
          file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new RuleRefused(file, 0, 0, "the file is not UTF-8; save it as UTF-8");
    }
  }

  static RuleRefused tooLarge(String file) {
    return new RuleRefused(
        file, 0, 0, "the file has more than " + LARGEST + " bytes; a rule file is smaller");
  }

  TomlTable root() throws RuleRefused {
    try {
      JsonNode root = TOML.readTree(text);
      return new TomlTable(this, "", root);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new RuleRefused(
          file,
          at == null ? 0 : Math.max(0, at.getLineNr()),
          at == null ? 0 : Math.max(0, at.getColumnNr()),
          "not TOML: " + e.getOriginalMessage());
    }
  }

  RuleRefused refused(String key, String reason) {
    int line = 0;
    for (String path = key; line == 0 && !path.isEmpty(); path = parent(path)) {
      line = line(path);
    }
    return new RuleRefused(file, line, 0, reason);
  }

  /** The line of the first character of a value that stands in the file to the letter; else 0. */
  int lineOfText(String value) {
    int at = value.isEmpty() ? -1 : text.indexOf(value);
    return at < 0 ? 0 : 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  /** The line of a key by its path ({@code rule.threat.tactic}); 0 where it is not found. */
  private int line(String path) {
    String table = "";
    String quotes = null;
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (quotes != null) {
        quotes = line.contains(quotes) ? null : quotes;
        continue;
      }
      String stripped = line.strip();
      if (stripped.startsWith("[")) {
        table = stripped.replaceAll("^\\[+\\s*|\\s*\\]+.*$", "") + ".";
      }
      int equals = stripped.indexOf('=');
      String key = equals < 0 ? "" : stripped.substring(0, equals).strip();
      if ((table + key).equals(path) || table.equals(path + ".")) {
        return number;
      }
      quotes = opened(stripped);
    }
    return 0;
  }

  /** The quotes of a text of several lines that begins here and does not end here; else null. */
  private static String opened(String line) {
    for (String quotes : new String[] {"\"\"\"", "'''"}) {
      int first = line.indexOf(quotes);
      if (first >= 0 && line.indexOf(quotes, first + quotes.length()) < 0) {
        return quotes;
      }
    }
    return null;
  }
}
