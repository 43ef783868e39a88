// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.alert.AlertPolicy;
import io.entrawatch.alert.AlertWithEvents;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.SignInBuilder;
import io.entrawatch.rule.BuiltInRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ExceptionMatcherTest {
  private static final String OFFICE = "198.51.100.0/24";
  private static final List<String> NONE = List.of();

  private static ExceptionEntry entry(
      List<String> rules,
      List<String> users,
      List<String> apps,
      List<String> asns,
      List<String> networks,
      List<String> agents) {
    long never = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();
    return new ExceptionEntry("e", rules, users, apps, asns, networks, agents, "jane", "r", never);
  }

  private static ExceptionEntry network(String... networks) {
    return entry(NONE, NONE, NONE, NONE, List.of(networks), NONE);
  }

  private static ExceptionEntry user(String user) {
    return entry(NONE, List.of(user), NONE, NONE, NONE, NONE);
  }

  private static ExceptionEntry asn(String... asns) {
    return entry(NONE, NONE, NONE, List.of(asns), NONE, NONE);
  }

  private static ExceptionEntry until(ExceptionEntry e, String id, String expires) {
    return new ExceptionEntry(
        id,
        e.rules(),
        e.users(),
        e.apps(),
        e.asns(),
        e.networks(),
        e.userAgents(),
        e.author(),
        e.reason(),
        Instant.parse(expires).toEpochMilli());
  }

  private static SignInBuilder leg(String time) {
    return signIn().deviceCode().agent("Mozilla/5.0").from("198.51.100.7").at(time);
  }

  private static SignInBuilder program(String time) {
    return leg(time).nonInteractive().agent("AZURECLI/2.72.0").from("198.51.100.8");
  }

  private static AlertWithEvents found(SignInBuilder third) throws Exception {
    return found(RuleHarness.LIVE, List.of(third));
  }

  /** The final revision of an alert of two browser legs and others. */
  private static AlertWithEvents found(AlertPolicy policy, List<SignInBuilder> others)
      throws Exception {
    try (RuleHarness job = new RuleHarness(BuiltInRules.all().get(0), policy)) {
      List<Event> all = new ArrayList<>(List.of(asn(leg("10:00:00")), asn(leg("10:00:10"))));
      others.forEach(other -> all.add(other.build()));
      job.arrive(all.toArray(Event[]::new)).end();
      return job.found().get(job.found().size() - 1);
    }
  }

  private static Event asn(SignInBuilder signIn) {
    return signIn.with(Field.SOURCE_AS_NUMBER, "64497").build();
  }

  private static boolean holds(ExceptionEntry entry, AlertWithEvents found) {
    return new ExceptionMatcher(List.of(entry)).on(found).suppressedBy() != null;
  }

  @Test
  void aNetworkMustHoldForEverySignIn() throws Exception {
    assertThat(holds(network(OFFICE), found(program("10:00:20")))).isTrue();
    assertThat(holds(network(OFFICE), found(program("10:00:20").from("203.0.113.9")))).isFalse();
    assertThat(holds(network(OFFICE), found(program("10:00:20").from("2001:db8::1")))).isFalse();
    assertThat(
            holds(network(OFFICE, "2001:db8::/32"), found(program("10:00:20").from("2001:db8::1"))))
        .isTrue();
    assertThat(
            holds(
                network(OFFICE),
                found(program("10:00:20").with(Field.SOURCE_IP, "198.51.100.8", "203.0.113.9"))))
        .as("every value of a sign-in with several")
        .isFalse();
  }

  @Test
  void anAllowedAsnDoesNotHideTheOtherOne() throws Exception {
    AlertWithEvents both = found(program("10:00:20").with(Field.SOURCE_AS_NUMBER, "64500"));
    assertThat(holds(asn("64497"), both)).isFalse();
    assertThat(holds(asn("64497", "64500"), both)).isTrue();
    assertThat(holds(asn("64497"), found(program("10:00:20"))))
        .as("a sign-in of no known operator")
        .isFalse();
    assertThat(
            holds(
                asn("64497"),
                found(program("10:00:20").with(Field.AUTONOMOUS_SYSTEM_NUMBER, "64497"))))
        .isTrue();
  }

  @Test
  void aUserMayBeAPatternInWhateverCase() throws Exception {
    AlertWithEvents room = found(RuleHarness.LIVE, List.of(program("10:00:20")));
    String name = room.parties().get(0).get(Field.USER_PRINCIPAL_NAME).get(0);
    String domain = name.substring(name.indexOf('@'));
    assertThat(holds(user("*" + domain.toUpperCase(Locale.ROOT)), room)).isTrue();
    assertThat(holds(user(name.charAt(0) + "*" + domain), room)).isTrue();
    assertThat(holds(user("?" + name), room)).as("one character more").isFalse();
    assertThat(holds(user("*@elsewhere.example"), room)).isFalse();
    assertThat(holds(user(name + "*.evil.example"), room)).isFalse();
  }

  @Test
  void ofAListOfUsersAnyWillDo() throws Exception {
    AlertWithEvents found = found(program("10:00:20"));
    String name = found.parties().get(0).get(Field.USER_PRINCIPAL_NAME).get(0);
    assertThat(holds(entry(NONE, List.of("room*@x.example", name), NONE, NONE, NONE, NONE), found))
        .isTrue();
    assertThat(holds(entry(NONE, List.of("room*@x.example", "eve"), NONE, NONE, NONE, NONE), found))
        .isFalse();
  }

  @Test
  void aUserAgentMustHoldForEverySignIn() throws Exception {
    AlertWithEvents found = found(program("10:00:20"));
    List<String> office = List.of(OFFICE);
    assertThat(holds(entry(NONE, NONE, NONE, NONE, office, List.of("AZURECLI/*")), found))
        .isFalse();
    assertThat(
            holds(entry(NONE, NONE, NONE, NONE, office, List.of("AZURECLI/*", "Mozilla/*")), found))
        .isTrue();
    assertThat(
            holds(
                entry(NONE, NONE, NONE, NONE, office, List.of("*")),
                found(program("10:00:20").with(Field.USER_AGENT))))
        .as("a sign-in without a user agent")
        .isFalse();
  }

  @Test
  void aUserIsAPrincipalNameOrAnObjectIdInWhateverCase() throws Exception {
    AlertWithEvents found = found(program("10:00:20"));
    assertThat(holds(user("ADA@corp.example"), found)).isTrue();
    assertThat(holds(user("user-ada"), found)).isTrue();
    assertThat(holds(user("Ada"), found)).as("a display name is none").isFalse();
    assertThat(
            holds(
                user("ada@corp.example"),
                found(program("10:00:20").with(Field.USER_PRINCIPAL_NAME, "eve@corp.example"))))
        .as("another user in a group that is not complete")
        .isFalse();
  }

  @Test
  void allFieldsOfAnEntryMustHold() throws Exception {
    AlertWithEvents found = found(program("10:00:20"));
    List<String> ada = List.of("ada@corp.example");
    List<String> cli = List.of(SignInBuilder.AZURE_CLI);
    List<String> rule = List.of("device-code-concurrent");
    assertThat(holds(entry(rule, ada, cli, NONE, List.of(OFFICE), NONE), found)).isTrue();
    assertThat(
            holds(
                entry(List.of("auth-broker-to-drs"), ada, cli, NONE, List.of(OFFICE), NONE), found))
        .isFalse();
    assertThat(holds(entry(rule, List.of("eve"), cli, NONE, List.of(OFFICE), NONE), found))
        .isFalse();
    assertThat(holds(entry(rule, ada, List.of("app-2"), NONE, List.of(OFFICE), NONE), found))
        .isFalse();
    assertThat(holds(entry(rule, ada, cli, NONE, List.of("203.0.113.0/24"), NONE), found))
        .isFalse();
  }

  @Test
  void expiryIsComparedWithTheCompletingSignInsOwnTime() throws Exception {
    AlertWithEvents found = found(program("10:00:20"));
    ExceptionEntry after = until(network(OFFICE), "a", SignInBuilder.DAY + "T10:00:20.001Z");
    ExceptionEntry at = until(network(OFFICE), "b", SignInBuilder.DAY + "T10:00:20.000Z");
    assertThat(holds(after, found)).isTrue();
    ExceptionMatcher.Verdict verdict = new ExceptionMatcher(List.of(at)).on(found);
    assertThat(verdict.suppressedBy()).isNull();
    assertThat(verdict.expired()).as("reported").containsExactly(at);
    assertThat(new ExceptionMatcher(List.of(at, after)).on(found).suppressedBy()).isEqualTo(after);
  }

  @Test
  void ofSeveralEntriesTheFirstByIdIsNamed() throws Exception {
    ExceptionEntry a = until(network(OFFICE), "a", "2030-01-01T00:00:00Z");
    ExceptionEntry b = until(user("user-ada"), "b", "2030-01-01T00:00:00Z");
    AlertWithEvents found = found(program("10:00:20"));
    assertThat(new ExceptionMatcher(List.of(b, a)).on(found).suppressedBy()).isEqualTo(a);
    assertThat(new ExceptionMatcher(List.of(a, b)).on(found).suppressedBy()).isEqualTo(a);
  }

  @Test
  void aSignInBehindTheEndOfTheTimelineCountsAsMuchAsTheFirst() throws Exception {
    AlertPolicy listsOne =
        new AlertPolicy(Duration.ofDays(1), 10_000, 1, new AlertPolicy.FinalOnly());
    AlertWithEvents inside = found(listsOne, List.of(program("10:00:20")));
    AlertWithEvents outside =
        found(listsOne, List.of(program("10:00:20"), program("10:00:30").from("203.0.113.9")));
    assertThat(holds(network(OFFICE), inside)).as("a cut document is no reason").isTrue();
    assertThat(holds(network(OFFICE), outside)).isFalse();
  }

  @Test
  void anAlertOfWhichSignInsWereLeftOutIsNeverHeldBack() throws Exception {
    AlertPolicy keepsThree =
        new AlertPolicy(Duration.ofDays(1), 3, 1_000, new AlertPolicy.FinalOnly());
    List<SignInBuilder> many = new ArrayList<>();
    for (int i = 20; i < 40; i++) {
      many.add(program("10:00:" + i));
    }
    AlertWithEvents found = found(keepsThree, many);
    assertThat(found.whole()).isFalse();
    assertThat(holds(network("0.0.0.0/0"), found)).isFalse();
  }

  @Test
  void anAlertOfTooManyDifferentPartiesIsNeverHeldBack() throws Exception {
    List<SignInBuilder> many = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      many.add(program("10:00:30").agent("agent " + i));
    }
    AlertPolicy once =
        new AlertPolicy(Duration.ofDays(1), 10_000, 1_000, new AlertPolicy.FinalOnly());
    AlertWithEvents found = found(once, many);
    assertThat(found.whole()).isFalse();
    assertThat(found.parties()).isEmpty();
    assertThat(holds(network("0.0.0.0/0"), found)).isFalse();
  }
}
