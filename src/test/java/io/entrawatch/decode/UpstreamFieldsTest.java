// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.entrawatch.event.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The schema of sign-ins has every field that upstream's rules over sign-in logs name. */
@EnabledIfEnvironmentVariable(
    named = "ENTRAWATCH_DETECTION_RULES",
    matches = ".+",
    disabledReason = "ENTRAWATCH_DETECTION_RULES names no checkout of elastic/detection-rules")
class UpstreamFieldsTest {
  private static final int LEAST_RULES = 40;
  private static final String SIGN_INS = "signinlogs";
  private static final List<String> FOLDERS =
      List.of("rules/integrations/azure", "rules/cross-platform");

  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|//[^\\n]*");

  /** A path that a sign-in has and that is not a column's name or a part of one. */
  private static final Pattern FIELD =
      Pattern.compile(
          "(?<![\\w.`])(?:azure\\.(?:signinlogs|resource|tenant_id|correlation_id)|event|source"
              + "|user|user_agent|data_stream|@timestamp|message)\\b(?:\\.[a-z_]+)*(?![\\w.*-])");

  @Test
  void shouldHaveEveryFieldThatARuleOverSignInLogsNames() throws Exception {
    Map<String, Set<String>> missing = new TreeMap<>();
    int rules = 0;
    for (Path file : files()) {
      JsonNode rule = new TomlMapper().readTree(Files.readString(file)).path("rule");
      String query = rule.path("query").asText();
      if ((query + rule.path("index")).contains(SIGN_INS)) {
        rules++;
        for (String name : names(rule, query)) {
          if (Field.find(name) == null) {
            missing.computeIfAbsent(name, any -> new TreeSet<>()).add(file.toString());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(rules).isGreaterThanOrEqualTo(LEAST_RULES);
  }

  private static Set<String> names(JsonNode rule, String query) {
    String texts =
        TEXT.matcher(query).replaceAll("\"\"")
            + ' '
            + lines(rule.at("/new_terms/value"))
            + lines(rule.at("/threshold/field"))
            + lines(rule.at("/alert_suppression/group_by"))
            + lines(rule.at("/investigation_fields/field_names"));
    Set<String> names = new TreeSet<>();
    FIELD.matcher(texts).results().map(MatchResult::group).forEach(names::add);
    names.removeIf(name -> !name.contains(".") && !name.equals("message") && !name.startsWith("@"));
    // The name of the data set, as a text without quotes.
    names.remove("azure." + SIGN_INS);
    return names;
  }

  private static String lines(JsonNode list) {
    StringBuilder lines = new StringBuilder();
    list.forEach(name -> lines.append(name.asText()).append('\n'));
    return lines.toString();
  }

  private static List<Path> files() throws Exception {
    Path root = Path.of(System.getenv("ENTRAWATCH_DETECTION_RULES"));
    Stream<Path> all = Stream.empty();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.list(root.resolve(folder))) {
        all = Stream.concat(all, files.toList().stream());
      }
    }
    return all.filter(file -> file.toString().endsWith(".toml")).sorted().toList();
  }
}
