// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

/**
 * The program that signs in, as it calls itself.
 *
 * @param userAgent null where a record has none
 * @param browser Microsoft's reading of the user agent; empty for what is no browser
 * @param app {@code clientAppUsed}
 */
public record Client(String userAgent, String browser, String operatingSystem, String app) {
  private static final String WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) ";
  private static final String WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) ";

  public static final Client CHROME =
      browser(WINDOWS + WEBKIT + "Chrome/136.0.0.0 Safari/537.36", "Chrome 136.0.0", "Windows10");
  public static final Client EDGE =
      browser(
          WINDOWS + WEBKIT + "Chrome/136.0.0.0 Safari/537.36 Edg/136.0.0.0",
          "Edge 136.0.0",
          "Windows10");
  public static final Client FIREFOX =
      browser(
          "Mozilla/5.0 (X11; Linux x86_64; rv:138.0) Gecko/20100101 Firefox/138.0",
          "Firefox 138.0",
          "Linux");
  public static final Client SAFARI =
      browser(
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
              + " Version/18.4 Safari/605.1.15",
          "Safari 18.4",
          "MacOs");

  /** The web view of Windows' own dialogs, enrolment among them. */
  public static final Client EDGE_VIEW =
      browser(
          WINDOWS + WEBKIT + "Chrome/70.0.3538.102 Safari/537.36 Edge/18.26100",
          "Edge 18.26100",
          "Windows10");

  public static final Client OUTLOOK_IOS =
      tool("Outlook-iOS/731.5217.prod.iphone (4.2518.0)", "Ios 18.4");
  public static final Client TEAMS_DESKTOP =
      tool(WINDOWS + WEBKIT + "Teams/25094.310.3616.953 Edg/135.0.3179.98", "Windows10");
  public static final Client OFFICE_DESKTOP =
      tool(
          "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.18730; Pro)",
          "Windows10");
  public static final Client TOKEN_BROKER =
      tool("Windows-AzureAD-Authentication-Provider/1.0", "Windows10");
  public static final Client ROOM =
      tool("TeamsRoomsAndroid/1.0 (Meeting Bar A30; Android 13)", "Android 13");
  public static final Client AZURE_CLI =
      tool("python-requests/2.32.3 AZURECLI/2.72.0 (DEB)", "Linux");

  public static final Client PYTHON = tool("python-requests/2.32.3", "");
  public static final Client CURL = tool("curl/8.7.1", "");
  public static final Client AXIOS = tool("axios/1.9.0", "");
  public static final Client NODE = tool("node", "");

  private static Client browser(String userAgent, String name, String operatingSystem) {
    return new Client(userAgent, name, operatingSystem, "Browser");
  }

  private static Client tool(String userAgent, String operatingSystem) {
    return new Client(userAgent, "", operatingSystem, "Mobile Apps and Desktop clients");
  }
}
