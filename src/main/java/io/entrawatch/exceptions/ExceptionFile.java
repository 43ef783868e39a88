// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.entrawatch.event.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A YAML file with a list of entries.
 *
 * @param list the valid entries
 * @param problems one line for each invalid entry
 */
public record ExceptionFile(ExceptionList list, List<String> problems) {
  /** The file as a whole cannot be used; the message is one line. */
  public static final class UnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  /**
   * Reads a file.
   *
   * @throws UnusableException if it cannot be read or is not a YAML list
   */
  public static ExceptionFile read(Path file, ExceptionEntryParser parser) {
    JsonNode root = root(file);
    if (!root.isArray() && !root.isMissingNode() && !root.isNull()) {
      throw new UnusableException(file + " is no list; begin each entry with \"- id: NAME\"");
    }
    Map<String, ExceptionEntry> entries = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (JsonNode node : root) {
      number++;
      String problem = add(node, parser, entries);
      if (problem != null) {
        problems.add(
            "exception " + number + named(node) + " of " + file + " is not obeyed: " + problem);
      }
    }
    return new ExceptionFile(
        new ExceptionList(List.copyOf(entries.values()), "", Map.of()), problems);
  }

  /** The entry's id in brackets; empty if it has no valid id. */
  private static String named(JsonNode node) {
    String id = node.path("id").asText();
    return ExceptionEntryParser.isId(id) ? " (" + id + ")" : "";
  }

  private static String add(
      JsonNode node, ExceptionEntryParser parser, Map<String, ExceptionEntry> entries) {
    try {
      ExceptionEntry entry = parser.parse(node);
      return entries.putIfAbsent(entry.id(), entry) == null
          ? null
          : "id " + entry.id() + " is taken by one above it";
    } catch (ExceptionEntryParser.BrokenException e) {
      return e.getMessage();
    }
  }

  private static JsonNode root(Path file) {
    ObjectMapper yaml =
        new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    try {
      return yaml.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new UnusableException(
          file + ", near line " + line + ": not valid YAML, or a key stands twice in an entry");
    } catch (IOException e) {
      throw new UnusableException(file + " cannot be read; is it there, and mine to read?");
    }
  }

  /** One line for each entry that has expired and so cannot suppress any new alert. */
  public static List<String> expired(ExceptionList list, long now) {
    return list.entries().stream()
        .filter(entry -> entry.expires() <= now)
        .map(e -> "exception " + e.id() + " expired at " + Times.iso(e.expires()) + "; remove it")
        .toList();
  }
}
