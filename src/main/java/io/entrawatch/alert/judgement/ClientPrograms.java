// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert.judgement;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What programs made sign-ins, by what they call themselves. Whoever signs in chooses that name: an
 * honest-looking one is worth little, a scripting library's much.
 */
final class ClientPrograms {
  /** How scripting libraries and command-line clients begin, in lower case. */
  private static final List<String> SCRIPTED =
      List.of(
          "python",
          "curl/",
          "wget/",
          "axios/",
          "node",
          "undici",
          "go-http-client",
          "okhttp",
          "aiohttp",
          "httpx",
          "java/",
          "apache-httpclient",
          "libwww-perl",
          "ruby",
          "faraday",
          "php",
          "guzzlehttp",
          "postmanruntime",
          "insomnia",
          "powershell",
          "rust",
          "reqwest");

  /** How the tool of an app calls itself, anywhere in the user agent, in lower case. */
  private static final Map<String, String> TOOL_OF_APP =
      Map.of(
          "04b07795-8ddb-461a-bbee-02f9e1bf7b46", "azurecli/",
          "1950a258-227b-4e31-a9cf-717495945fc2", "azurepowershell/",
          "aebc6443-996d-45c2-90f0-388ff96faa56", "vscode/");

  private ClientPrograms() {}

  /** Whether a script made the sign-in: one that is not the very tool of the app it signs in to. */
  static boolean isScripted(Event signIn) {
    return !isToolOfApp(signIn)
        && signIn.get(Field.USER_AGENT).stream()
            .map(agent -> agent.toLowerCase(Locale.ROOT))
            .anyMatch(agent -> SCRIPTED.stream().anyMatch(agent::startsWith));
  }

  /**
   * Whether the sign-ins are those of a browser and of the app's command-line tool, to one app and
   * from one address, and of nothing else.
   */
  static boolean areOneHostsBrowserAndTool(List<Event> signIns) {
    Set<List<String>> places = new HashSet<>();
    boolean browser = false;
    boolean tool = false;
    for (Event signIn : signIns) {
      places.add(List.of(one(signIn, Field.SOURCE_IP), one(signIn, Field.APP_ID)));
      boolean isTool = isToolOfApp(signIn);
      boolean isBrowser = !isTool && !one(signIn, Field.BROWSER).isEmpty();
      if (!isTool && !isBrowser) {
        return false;
      }
      tool |= isTool;
      browser |= isBrowser;
    }
    return browser && tool && places.size() == 1 && !places.iterator().next().contains("");
  }

  private static boolean isToolOfApp(Event signIn) {
    String tool = TOOL_OF_APP.get(one(signIn, Field.APP_ID));
    return tool != null && one(signIn, Field.USER_AGENT).toLowerCase(Locale.ROOT).contains(tool);
  }

  /** The only value, or "". */
  private static String one(Event signIn, Field field) {
    String value = signIn.single(field);
    return value == null ? "" : value;
  }
}
