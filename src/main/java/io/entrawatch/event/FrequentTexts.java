// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Texts that many sign-ins bear, each with a number that stands for it in state: what Microsoft
 * enumerates, and the applications, resources and tenants that are the same everywhere.
 *
 * <p>A number is for ever: new texts go to the end, none is changed, moved or taken out.
 */
final class FrequentTexts {
  /** One a line, those that most sign-ins bear first: a small number takes one byte. */
  private static final List<String> TEXTS =
      """
      authentication
      azure.signinlogs
      success
      failure
      SignInLogs
      NonInteractiveUserSignInLogs
      true
      false
      0
      Member
      Guest
      none
      deviceCodeFlow
      authenticationTransfer
      deviceCode
      oAuth2
      singleFactorAuthentication
      multiFactorAuthentication
      primaryRefreshToken
      refreshToken
      unbound
      bound
      notApplied
      unknownFutureValue
      low
      medium
      high
      hidden
      atRisk
      f8cdef31-a31e-4b4a-93e4-5f571e91255a
      Microsoft Authentication Broker
      29d9ed98-a469-4536-ade2-f981bc1d605e
      Device Registration Service
      01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9
      Microsoft Graph
      00000003-0000-0000-c000-000000000000
      Microsoft Azure CLI
      04b07795-8ddb-461a-bbee-02f9e1bf7b46
      Microsoft Office
      d3590ed6-52b3-4102-aeff-aad2292ab01c
      Windows Azure Active Directory
      00000002-0000-0000-c000-000000000000
      Office 365 Exchange Online
      00000002-0000-0ff1-ce00-000000000000
      Office 365 SharePoint Online
      00000003-0000-0ff1-ce00-000000000000
      Windows Azure Service Management API
      797f4846-ba00-4fd7-ba43-dac1f8f63013
      Windows10
      Windows11
      Windows
      MacOs
      Ios
      Android
      Linux
      Azure AD registered
      Azure AD joined
      Hybrid Azure AD joined
      confirmedSafe
      remediated
      dismissed
      confirmedCompromised
      ropc
      wsFederation
      saml20
      saml11
      nativeAuth
      remoteDesktopToken
      unknown
      member
      guest
      ServicePrincipalSignInLogs
      ManagedIdentitySignInLogs
      ADFSSignInLogs
      Azure Portal
      c44b4083-3bb0-49c1-b47d-974e53cbdf3c
      Microsoft Azure PowerShell
      1950a258-227b-4e31-a9cf-717495945fc2
      Visual Studio Code
      aebc6443-996d-45c2-90f0-388ff96faa56
      Microsoft Teams
      1fec8e78-bce4-4aaf-ab1b-5451cc387264
      Outlook Mobile
      27922004-5251-4030-b22d-91ecd9a37ea4
      OneDrive SyncEngine
      ab9b8c07-8f02-4f72-87fa-80105867a763
      Microsoft Intune Company Portal
      9ba1a5c7-f17a-4de9-a1f1-6178c8d51223
      Microsoft Edge
      ecd6b820-32c2-49b6-98a6-444530e5a77a
      Windows Sign In
      38aa3b87-a06d-4817-b275-7a316988d93b
      72f988bf-86f1-41af-91ab-2d7cd011db47
      8075
      50074
      50076
      50126
      50140
      50199
      65001
      """
          .lines()
          .toList();

  private static final Map<String, Integer> NUMBERS =
      IntStream.range(0, TEXTS.size()).boxed().collect(Collectors.toMap(TEXTS::get, n -> n));

  private static final int LONGEST = TEXTS.stream().mapToInt(String::length).max().orElseThrow();

  /** Each as the only value of a field. */
  private static final List<List<String>> VALUES = TEXTS.stream().map(List::of).toList();

  private FrequentTexts() {}

  /** The number of a text, null where it has none. */
  static Integer numberOf(String text) {
    return text.length() > LONGEST ? null : NUMBERS.get(text);
  }

  /**
   * Asks for a text before it is read.
   *
   * @throws IOException where only a later release has one of this number
   */
  static void require(int number) throws IOException {
    if (number < 0 || number >= TEXTS.size()) {
      throw new IOException(
          "unknown form or text "
              + number
              + " of a sign-in in state: restore it with the release that wrote it");
    }
  }

  /** The text of a number. */
  static String ofNumber(int number) {
    return TEXTS.get(number);
  }

  /** The text of a number as the only value of a field. */
  static List<String> asValues(int number) {
    return VALUES.get(number);
  }

  /** All of them in the order of their numbers. */
  static List<String> all() {
    return TEXTS;
  }
}
