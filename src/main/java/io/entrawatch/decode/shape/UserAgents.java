// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Reads user agents as Elasticsearch's user_agent processor does, by the patterns of the ua-parser
 * project. Their library leaves out the fourth part of a version, and its time has no bound: a
 * sender chooses the text. RE2 takes time in proportion to the text.
 *
 * <p>Not thread-safe.
 */
final class UserAgents {
  /** An agent of usual length takes 3 ms, a thousand characters that match nothing 20 ms. */
  private static final int REMEMBERED = 4_096;

  private static final String OTHER = "Other";

  private final Map<String, Agent> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Agent> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param name {@code Other} if it is not known
   * @param version up to four numbers; null if it is not known
   * @param system the name of the operating system; null if it is not known
   */
  record Agent(String name, String version, String system) {}

  /** Compiled once, when the first agent is read. */
  private static final class Patterns {
    private static final JsonNode FILE = file();
    static final List<AgentPattern> AGENTS = patterns("user_agent_parsers", "family", "v");
    static final List<AgentPattern> SYSTEMS = patterns("os_parsers", "os", "os_v");

    private static JsonNode file() {
      try (InputStream in = UserAgents.class.getResourceAsStream("/ua_parser/regexes.yaml")) {
        return new ObjectMapper(new YAMLFactory()).readTree(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<AgentPattern> patterns(String list, String name, String version) {
      List<AgentPattern> patterns = new ArrayList<>();
      for (JsonNode entry : FILE.path(list)) {
        List<String> replacements = new ArrayList<>();
        replacements.add(entry.path(name + "_replacement").textValue());
        for (int part = 1; part <= 4; part++) {
          replacements.add(entry.path(version + part + "_replacement").textValue());
        }
        patterns.add(
            new AgentPattern(Pattern.compile(entry.path("regex").textValue()), replacements));
      }
      return patterns;
    }
  }

  /**
   * @param replacements what stands for the name and the parts of the version; null where the
   *     pattern's own group does
   */
  private record AgentPattern(Pattern pattern, List<String> replacements) {
    /** The name and the parts of the version; null if the text does not match. */
    private String[] match(String text) {
      Matcher matcher = pattern.matcher(text);
      if (!matcher.find()) {
        return null;
      }
      String[] parts = new String[replacements.size()];
      for (int i = 0; i < parts.length; i++) {
        String own = i < matcher.groupCount() ? matcher.group(i + 1) : null;
        String replacement = replacements.get(i);
        parts[i] =
            replacement == null
                ? own
                : i == 0 && own != null ? replacement.replace("$1", own) : replacement;
      }
      return parts[0] == null ? null : parts;
    }
  }

  Agent parse(String text) {
    return known.computeIfAbsent(text, UserAgents::read);
  }

  private static Agent read(String text) {
    String[] agent = first(Patterns.AGENTS, text);
    String[] system = first(Patterns.SYSTEMS, text);
    return new Agent(
        agent == null ? OTHER : agent[0],
        agent == null || agent[1] == null ? null : version(agent),
        system == null ? null : system[0]);
  }

  private static String[] first(List<AgentPattern> patterns, String text) {
    for (AgentPattern pattern : patterns) {
      String[] parts = pattern.match(text);
      if (parts != null) {
        return parts;
      }
    }
    return null;
  }

  private static String version(String[] parts) {
    StringJoiner version = new StringJoiner(".");
    for (int i = 1; i < parts.length && parts[i] != null; i++) {
      version.add(parts[i]);
    }
    return version.toString();
  }
}
