// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A YAML file as a map from dotted key to text, whether its keys are nested, dotted or both.
 *
 * <p>Read token by token, because only so a value keeps the text that was written ({@code 010} and
 * {@code 1.10} stay what they are) and an alias, which the tree reader takes for its name, is seen.
 * No message quotes the file: the line may hold a secret.
 */
public final class SettingsFile {
  private final Path file;
  private final Map<String, String> texts = new LinkedHashMap<>();

  private SettingsFile(Path file) {
    this.file = file;
  }

  /**
   * Reads the file. A list becomes its values joined by commas, an empty one {@code []}; a key
   * without a value becomes the empty text.
   *
   * @throws SettingsException if the file cannot be read or is not a mapping in YAML
   */
  public static Map<String, String> read(Path file) {
    Require.that(Files.exists(file), "settings file " + file + " does not exist");
    Require.that(!Files.isDirectory(file), "settings file " + file + " is a folder; name a file");
    SettingsFile settings = new SettingsFile(file);
    try (InputStream in = Files.newInputStream(file);
        YAMLParser parser = new YAMLFactory().createParser(in)) {
      settings.readDocument(parser);
    } catch (JsonProcessingException e) {
      throw settings.notYaml(e);
    } catch (IOException e) {
      throw new SettingsException("settings file " + file + " cannot be read; is it mine to read?");
    }
    return settings.texts;
  }

  private void readDocument(YAMLParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      throw problem(parser, "expected keys and values, for example \"kafka.group-id: entrawatch\"");
    }
    readSection(parser, "");
    if (parser.nextToken() != null) {
      throw problem(parser, "a second document begins; a settings file is one document");
    }
  }

  private void readSection(YAMLParser parser, String prefix) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      JsonToken token = parser.nextToken();
      refuseAlias(parser);
      if (token == JsonToken.START_OBJECT) {
        readSection(parser, key + ".");
      } else if (token == JsonToken.START_ARRAY) {
        put(parser, key, readList(parser));
      } else {
        put(parser, key, token == JsonToken.VALUE_NULL ? "" : parser.getText());
      }
    }
  }

  private String readList(YAMLParser parser) throws IOException {
    StringJoiner list = new StringJoiner(",").setEmptyValue("[]");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      refuseAlias(parser);
      if (!parser.currentToken().isScalarValue()) {
        throw problem(parser, "a list may hold plain values only");
      }
      list.add(parser.getText());
    }
    return list.toString();
  }

  private void put(YAMLParser parser, String key, String text) {
    if (texts.put(key, text) != null) {
      throw problem(parser, key + " is set twice in this file; keep one");
    }
  }

  private void refuseAlias(YAMLParser parser) throws IOException {
    if (parser.isCurrentAlias() || "<<".equals(parser.currentName())) {
      throw problem(parser, "aliases (*name, <<) are not supported; quote the value or repeat it");
    }
  }

  private SettingsException problem(YAMLParser parser, String what) {
    int line = parser.currentTokenLocation().getLineNr();
    return new SettingsException("settings file " + file + ", line " + line + ": " + what);
  }

  private SettingsException notYaml(JsonProcessingException e) {
    // Where the problem is; the exception's own location is where the last good token was.
    String line =
        e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
            ? ", line " + (marked.getProblemMark().getLine() + 1)
            : "";
    return new SettingsException(
        "settings file "
            + file
            + line
            + ": not valid YAML; look for a tab, a missing space after a colon, or a missing quote");
  }
}
