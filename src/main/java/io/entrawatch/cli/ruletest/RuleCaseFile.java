// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.ruletest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.entrawatch.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Reads a case from YAML. Whatever is wrong with it ends in a {@link SettingsException}. */
public final class RuleCaseFile {
  private static final Set<String> KEYS =
      Set.of("description", "input", "common", "sign-ins", "settings", "exceptions", "expect");
  private static final Set<String> EXPECTED = Set.of("alerts", "suppressed", "dead-letters");

  private final Path file;
  private final JsonNode root;

  private RuleCaseFile(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * The cases in a folder and below it, by path.
   *
   * @throws SettingsException if there is none
   */
  public static List<Path> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SettingsException(folder + " is no folder; name one with cases, *.yaml");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> cases = files.filter(RuleCaseFile::isCase).sorted().toList();
      if (cases.isEmpty()) {
        throw new SettingsException(
            folder + ": no case in it; docs/rule-tests.md says how to write one");
      }
      return cases;
    } catch (IOException e) {
      throw new SettingsException(folder + ": cannot be read");
    }
  }

  /** What begins with a dot or an underscore is none: lists of exceptions, for instance. */
  private static boolean isCase(Path file) {
    String name = file.getFileName().toString();
    boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
    return yaml && !name.startsWith("_") && !name.startsWith(".") && Files.isRegularFile(file);
  }

  static RuleCase read(Path file) {
    ObjectMapper yaml =
        new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    try {
      return new RuleCaseFile(file, yaml.readTree(Files.readAllBytes(file))).read();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new SettingsException("not valid YAML near line " + line + ", or a key stands twice");
    } catch (IOException e) {
      throw new SettingsException("cannot be read");
    }
  }

  private RuleCase read() {
    known(root, KEYS, "the case");
    JsonNode expect = root.path("expect");
    known(expect, EXPECTED, "expect");
    require(expect.has("alerts"), "expect.alerts is missing; write [] for none");
    boolean inline = root.has("sign-ins");
    require(!(inline && root.has("input")), "input and sign-ins are both given; keep one");
    require(inline || !root.has("common"), "common is for sign-ins, which are missing");
    return new RuleCase(
        inline ? List.of() : inputs(),
        inline ? signIns() : List.of(),
        assignments(),
        Optional.ofNullable(root.get("exceptions")).map(name -> beside(name.asText())),
        list(expect, "alerts"),
        list(expect, "suppressed"),
        expect.path("dead-letters").asInt(0));
  }

  private List<Path> inputs() {
    if (root.has("input")) {
      JsonNode input = root.get("input");
      List<Path> inputs = new ArrayList<>();
      for (JsonNode name : input.isArray() ? input : List.of(input)) {
        inputs.add(beside(name.asText()));
      }
      return inputs;
    }
    String name = file.getFileName().toString();
    return List.of(beside(name.substring(0, name.lastIndexOf('.')) + ".ndjson"));
  }

  private Path beside(String name) {
    return file.resolveSibling(name);
  }

  private List<String> signIns() {
    List<String> documents = new ArrayList<>();
    for (JsonNode signIn : list(root, "sign-ins")) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      root.path("common").fields().forEachRemaining(e -> document.set(e.getKey(), e.getValue()));
      signIn.fields().forEachRemaining(e -> document.set(e.getKey(), e.getValue()));
      // A field without a value takes back what is common.
      document.properties().removeIf(entry -> entry.getValue().isNull());
      documents.add(document.toString());
    }
    return documents;
  }

  private List<String> assignments() {
    List<String> assignments = new ArrayList<>();
    flatten("", root.path("settings"), assignments);
    return assignments;
  }

  private static void flatten(String key, JsonNode value, List<String> assignments) {
    if (value.isObject()) {
      String prefix = key.isEmpty() ? "" : key + ".";
      value.fields().forEachRemaining(e -> flatten(prefix + e.getKey(), e.getValue(), assignments));
    } else if (value.isArray()) {
      StringJoiner list = new StringJoiner(",", "[", "]");
      value.forEach(one -> list.add(one.asText()));
      assignments.add(key + "=" + list);
    } else if (!value.isMissingNode()) {
      assignments.add(key + "=" + value.asText());
    }
  }

  private static List<JsonNode> list(JsonNode parent, String name) {
    JsonNode list = parent.path(name);
    require(list.isMissingNode() || list.isArray(), name + " must be a list");
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode one : list) {
      require(one.isObject(), name + ": each must have keys and values");
      all.add(one);
    }
    return all;
  }

  private static void known(JsonNode node, Set<String> known, String where) {
    require(node.isObject(), where + " must have keys and values");
    node.fieldNames()
        .forEachRemaining(
            key ->
                require(
                    known.contains(key),
                    "unknown key " + SettingsException.quoted(key) + " in " + where));
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new SettingsException(otherwise);
    }
  }
}
