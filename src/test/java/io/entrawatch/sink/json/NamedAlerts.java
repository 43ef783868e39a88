// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import static io.entrawatch.event.SignInBuilder.signIn;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrawatch.alert.Alert;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.SignInBuilder;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.util.InstantiationUtil;

/** Alerts of the real rules about somebody who has a name. */
final class NamedAlerts {
  static final String KEY = "k".repeat(32);
  static final String USER_ID = "99999999-9999-4999-8999-999999999999";

  private NamedAlerts() {}

  static Pseudonyms pseudonyms(String key) {
    return new Pseudonyms(key, BuiltInRules.notPersonalColumns());
  }

  static String written(Alert alert, String key) throws Exception {
    return new String(
        InstantiationUtil.clone(new AlertJson(pseudonyms(key))).serialize(alert), UTF_8);
  }

  static Alert alert(Rule rule, String principal, String display) throws Exception {
    try (RuleHarness job = new RuleHarness(rule)) {
      return job.arrive(legs(rule, principal, display)).end().lastAlerts().get(0);
    }
  }

  static Event[] legs(Rule rule, String principal, String display) {
    return legs(rule).map(leg -> of(principal, display, leg).build()).toArray(Event[]::new);
  }

  static Stream<SignInBuilder> legs(Rule rule) {
    return Stream.of(
        signInOf(rule).id("1").interactive().from("192.0.2.1"),
        signInOf(rule).id("2").interactive().from("192.0.2.2"),
        signInOf(rule).id("3").nonInteractive().from("192.0.2.3"));
  }

  static SignInBuilder signInOf(Rule rule) {
    return rule.id().equals("auth-broker-to-drs") ? signIn().authBroker() : signIn().deviceCode();
  }

  static SignInBuilder of(String principal, String display, SignInBuilder signIn) {
    return signIn
        .user(principal)
        .with(Field.USER_PRINCIPAL_NAME, principal)
        .with(Field.USER_DISPLAY_NAME, display)
        .with(Field.IDENTITY, display)
        .with(Field.USER_ID, USER_ID)
        .with(
            Field.MESSAGE,
            "Sign-in of " + principal + " (" + display.toUpperCase(Locale.ROOT) + ")")
        .agent("a " + principal.split("@")[0]);
  }
}
