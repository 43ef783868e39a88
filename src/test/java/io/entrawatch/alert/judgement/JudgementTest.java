// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert.judgement;

import static io.entrawatch.alert.judgement.Signal.*;
import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.SignInBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {
  private static final String VS_CODE = "aebc6443-996d-45c2-90f0-388ff96faa56";

  private static SignInBuilder browser(String ip) {
    return signIn().deviceCode().from(ip);
  }

  private static SignInBuilder program(String ip, String agent) {
    return signIn().deviceCode().nonInteractive().agent(agent).from(ip);
  }

  private static SignInBuilder room(String ip) {
    return program(ip, "TeamsRoomsAndroid/1.0");
  }

  private static Event in(SignInBuilder signIn, String asn) {
    return signIn.with(Field.SOURCE_AS_NUMBER, asn).build();
  }

  private static SignInBuilder named(SignInBuilder signIn, String organization) {
    return signIn.with(Field.SOURCE_AS_ORGANIZATION, organization);
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        arguments(
            "two operators that are known by name alone",
            List.of(
                named(browser("198.51.100.7"), "Example Cable").build(),
                named(room("203.0.113.9"), "Example Hosting").build()),
            Set.of(DIFFERENT_ASNS),
            "medium"),
        arguments(
            "one operator that is known by name alone",
            List.of(
                named(browser("198.51.100.7"), "Example Cable").build(),
                named(room("203.0.113.9"), "EXAMPLE CABLE").build()),
            Set.of(SAME_ASN),
            "low"),
        arguments(
            "one operator with two autonomous systems",
            List.of(
                in(named(browser("198.51.100.7"), "Example Cable"), "64497"),
                in(named(room("203.0.113.9"), "Example Cable"), "64498")),
            Set.of(SAME_ASN),
            "low"),
        arguments(
            "one autonomous system that is called differently",
            List.of(
                in(named(browser("198.51.100.7"), "Example Cable"), "64497"),
                in(named(room("203.0.113.9"), "EXAMPLE-64497"), "64497")),
            Set.of(SAME_ASN),
            "low"),
        arguments(
            "two autonomous systems of which one has no name",
            List.of(
                in(named(browser("198.51.100.7"), "Example Cable"), "64497"),
                in(room("203.0.113.9"), "64498")),
            Set.of(DIFFERENT_ASNS),
            "medium"),
        arguments(
            "the number of one operator and the name of another",
            List.of(
                in(browser("198.51.100.7"), "64497"),
                named(room("203.0.113.9"), "Example Hosting").build()),
            Set.of(DIFFERENT_NETWORKS),
            "medium"),
        arguments(
            "a phish: victim and scripting attacker at two operators",
            List.of(
                in(browser("198.51.100.7"), "64497"),
                in(program("203.0.113.9", "python-requests/2.32.3"), "64500")),
            Set.of(DIFFERENT_ASNS, SCRIPTED_USER_AGENT),
            "high"),
        arguments(
            "two operators in what looks like one network",
            List.of(in(browser("198.51.100.7"), "64497"), in(room("198.51.100.9"), "64498")),
            Set.of(DIFFERENT_ASNS),
            "medium"),
        arguments(
            "two networks of operators that nobody knows",
            List.of(browser("198.51.100.7").build(), room("203.0.113.9").build()),
            Set.of(DIFFERENT_NETWORKS),
            "medium"),
        arguments(
            "the number of one operator alone is not the same operator",
            List.of(in(browser("198.51.100.7"), "64497"), room("203.0.113.9").build()),
            Set.of(DIFFERENT_NETWORKS),
            "medium"),
        arguments(
            "one /24",
            List.of(browser("198.51.100.7").build(), room("198.51.100.250").build()),
            Set.of(SAME_NETWORK),
            "low"),
        arguments(
            "one /64",
            List.of(browser("2001:db8::1").build(), room("2001:db8::ffff:1").build()),
            Set.of(SAME_NETWORK),
            "low"),
        arguments(
            "two /64",
            List.of(browser("2001:db8::1").build(), room("2001:db8:0:1::1").build()),
            Set.of(DIFFERENT_NETWORKS),
            "medium"),
        arguments(
            "one operator, found by Microsoft where the log's writer found none",
            List.of(
                in(browser("198.51.100.7"), "64497"),
                room("203.0.113.9").with(Field.AUTONOMOUS_SYSTEM_NUMBER, "64497").build()),
            Set.of(SAME_ASN),
            "low"),
        arguments(
            "only the version of IP differs",
            List.of(in(browser("198.51.100.7"), "64497"), in(room("2001:db8::1"), "64497")),
            Set.of(SAME_ASN, IP_VERSION_ONLY),
            "low"),
        arguments(
            "IPv4 and IPv6 of operators that nobody knows may be anybody's",
            List.of(browser("198.51.100.7").build(), room("2001:db8::1").build()),
            Set.of(DIFFERENT_NETWORKS),
            "medium"),
        arguments(
            "an IPv6 address of another operator is another place",
            List.of(in(browser("198.51.100.7"), "64497"), in(room("2001:db8::1"), "64500")),
            Set.of(DIFFERENT_ASNS),
            "medium"),
        arguments(
            "two networks of IPv4 besides one of IPv6",
            List.of(
                in(browser("198.51.100.7"), "64497"),
                in(browser("203.0.113.7"), "64497"),
                in(room("2001:db8::1"), "64497")),
            Set.of(SAME_ASN),
            "low"),
        arguments(
            "az login by device code on one host",
            List.of(
                browser("192.0.2.7").build(),
                program("192.0.2.7", "python-requests/2.32.3 AZURECLI/2.72.0 (DEB)").build()),
            Set.of(ONE_ADDRESS, KNOWN_CLI_PAIR),
            "low"),
        arguments(
            "the same tool from elsewhere",
            List.of(
                browser("192.0.2.7").build(),
                program("203.0.113.9", "python-requests/2.32.3 AZURECLI/2.72.0 (DEB)").build()),
            Set.of(DIFFERENT_NETWORKS),
            "medium"),
        arguments(
            "the tool of another app",
            List.of(
                browser("192.0.2.7").app("VS Code", VS_CODE).build(),
                program("192.0.2.7", "python-requests/2.32.3 AZURECLI/2.72.0")
                    .app("VS Code", VS_CODE)
                    .build()),
            Set.of(ONE_ADDRESS, SCRIPTED_USER_AGENT),
            "medium"),
        arguments(
            "the pair and a third program",
            List.of(
                browser("192.0.2.7").build(),
                program("192.0.2.7", "x AZURECLI/2.72.0").build(),
                program("192.0.2.7", "curl/8.7.1").build()),
            Set.of(ONE_ADDRESS, SCRIPTED_USER_AGENT),
            "medium"),
        arguments(
            "the user's place and Microsoft 365",
            List.of(in(browser("198.51.100.7"), "64497"), in(room("40.97.1.1"), "8075")),
            Set.of(MICROSOFT_SERVICE),
            "low"),
        arguments(
            "Microsoft 365 and a sign-in that may have come from anywhere",
            List.of(
                in(browser("198.51.100.7"), "64497"),
                in(room("40.97.1.1"), "8075"),
                room("40.97.1.1").with(Field.SOURCE_IP).build()),
            Set.of(MICROSOFT_NETWORK, DIFFERENT_ASNS),
            "medium"),
        arguments(
            "two places and Microsoft 365",
            List.of(
                in(browser("198.51.100.7"), "64497"),
                in(room("203.0.113.9"), "64500"),
                in(room("40.97.1.1"), "8075")),
            Set.of(MICROSOFT_NETWORK, DIFFERENT_ASNS),
            "medium"),
        arguments(
            "a machine in Azure proves nothing",
            List.of(
                in(browser("198.51.100.7"), "64497"),
                room("4.180.1.1")
                    .with(Field.SOURCE_AS_NUMBER, "8075")
                    .with(Field.SOURCE_AS_ORGANIZATION, "MICROSOFT-CORP-MSN-AS-BLOCK")
                    .build()),
            Set.of(MICROSOFT_NETWORK, DIFFERENT_ASNS),
            "medium"),
        arguments(
            "a device that nobody manages",
            List.of(
                browser("192.0.2.7").with(Field.IS_MANAGED, "true").build(),
                room("192.0.2.7").with(Field.IS_MANAGED, "false").build()),
            Set.of(ONE_ADDRESS, UNMANAGED_DEVICE),
            "medium"),
        arguments(
            "a device that the domain manages, of which Entra says that it does not",
            List.of(
                browser("192.0.2.7").with(Field.IS_MANAGED, "true").build(),
                room("192.0.2.7")
                    .with(Field.IS_MANAGED, "false")
                    .with(Field.TRUST_TYPE, "Hybrid Azure AD joined")
                    .build()),
            Set.of(ONE_ADDRESS),
            "medium"),
        arguments(
            "a device that is registered and nothing more",
            List.of(
                browser("192.0.2.7").with(Field.IS_MANAGED, "true").build(),
                room("192.0.2.7")
                    .with(Field.IS_MANAGED, "false")
                    .with(Field.TRUST_TYPE, "Azure AD registered")
                    .build()),
            Set.of(ONE_ADDRESS, UNMANAGED_DEVICE),
            "medium"),
        arguments(
            "managed devices alone",
            List.of(
                browser("192.0.2.7").with(Field.IS_MANAGED, "true").build(),
                room("192.0.2.7").with(Field.IS_MANAGED, "true").build()),
            Set.of(ONE_ADDRESS, MANAGED_DEVICES),
            "low"),
        arguments(
            "nothing but interrupts",
            List.of(
                browser("192.0.2.7").with(Field.ERROR_CODE, "50199").build(),
                room("203.0.113.9").with(Field.ERROR_CODE, "70016").build()),
            Set.of(DIFFERENT_NETWORKS, NOTHING_SUCCEEDED),
            "low"),
        arguments(
            "a sign-in without an address may have come from anywhere",
            List.of(
                browser("192.0.2.7").build(), browser("192.0.2.7").with(Field.SOURCE_IP).build()),
            Set.of(),
            "medium"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void judgesByWhatTheSignInsShow(
      String name, List<Event> signIns, Set<Signal> signals, String confidence) {
    Judgement judgement = Judgement.of(signIns);
    assertThat(judgement.signals()).isEqualTo(signals);
    assertThat(judgement.confidence()).isEqualTo(confidence);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theOrderOfTheSignInsDoesNotMatter(
      String name, List<Event> signIns, Set<Signal> signals, String confidence) {
    List<Event> reversed = new ArrayList<>(signIns);
    Collections.reverse(reversed);
    assertThat(Judgement.of(reversed)).isEqualTo(Judgement.of(signIns));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python-requests/2.32.3",
        "curl/8.7.1",
        "axios/1.9.0",
        "node",
        "Go-http-client/2.0"
      })
  void knowsScriptingLibrariesByTheirNames(String agent) {
    assertThat(ClientPrograms.isScripted(signIn().agent(agent).build())).isTrue();
  }

  @Test
  void takesNoBrowserForAScript() {
    assertThat(ClientPrograms.isScripted(signIn().build())).isFalse();
    assertThat(ClientPrograms.isScripted(signIn().agent("Mozilla/5.0 curl/8").build())).isFalse();
  }

  @Test
  void explainsTheErrorCodesThatOccurAndPassesOverThoseItDoesNotKnow() {
    Judgement judgement =
        Judgement.of(
            List.of(
                signIn().with(Field.ERROR_CODE, "65001").build(),
                signIn().with(Field.ERROR_CODE, "50199", "0").build(),
                signIn().with(Field.ERROR_CODE, "123456789").build()));
    assertThat(judgement.errors()).containsOnlyKeys(0L, 50199L, 65001L);
    assertThat(ErrorCodes.meaning(50140)).isPresent();
    assertThat(ErrorCodes.meaning(50097)).isPresent();
  }

  @Test
  void everySignalSaysWhatItDoesToTheConfidence() {
    for (Signal signal : EnumSet.allOf(Signal.class)) {
      assertThat(signal.id())
          .isEqualTo(signal.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
      assertThat(signal.text()).endsWith(".");
    }
    assertThat(ONE_ADDRESS.effect()).isEqualTo("informs");
    assertThat(SAME_ASN.effect()).isEqualTo("lowers");
    assertThat(DIFFERENT_ASNS.effect()).isEqualTo("raises");
  }
}
