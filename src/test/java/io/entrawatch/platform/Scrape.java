// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus reads of Flink's processes on this machine. */
public final class Scrape {
  private static final Pattern NAME = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]");

  private Scrape() {}

  /** The text of every process whose reporter listens on one of these ports. */
  public static List<String> of(int firstPort, int lastPort) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int port = firstPort; port <= lastPort; port++) {
      URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
      try (InputStream in = address.toURL().openStream()) {
        texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (SocketException none) {
        // A port in reserve: nobody's, or of a server that does not speak HTTP.
      }
    }
    return texts;
  }

  /** The names of all metrics. */
  public static Set<String> names(List<String> texts) {
    Set<String> names = new TreeSet<>();
    for (String text : texts) {
      Matcher matcher = NAME.matcher(text);
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }
}
