// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import static io.entrawatch.sink.json.NamedAlerts.KEY;
import static io.entrawatch.sink.json.NamedAlerts.USER_ID;
import static io.entrawatch.sink.json.NamedAlerts.alert;
import static io.entrawatch.sink.json.NamedAlerts.legs;
import static io.entrawatch.sink.json.NamedAlerts.of;
import static io.entrawatch.sink.json.NamedAlerts.pseudonyms;
import static io.entrawatch.sink.json.NamedAlerts.signInOf;
import static io.entrawatch.sink.json.NamedAlerts.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.alert.AlertSchema;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.SignInBuilder;
import io.entrawatch.exceptions.ExceptionEntry;
import io.entrawatch.exceptions.SuppressedAlert;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On alerts of the real rules. */
class PseudonymsTest {
  private static final String PRINCIPAL = "Ada.Lovelace@corp.example";
  private static final String DISPLAY = "Ada Lovelace";

  static Stream<Rule> rules() {
    return BuiltInRules.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldLeaveNoNameAnywhereInAnAlert(Rule rule) throws Exception {
    Alert alert = alert(rule, PRINCIPAL, DISPLAY);
    assertThat(alert.document()).contains(PRINCIPAL, DISPLAY);

    String written = written(alert, KEY);

    assertThat(written.toLowerCase(Locale.ROOT))
        .doesNotContain("lovelace", "ada ")
        .contains(USER_ID);
    AlertSchema.check(written);
  }

  @Test
  void shouldHideWhatNobodyHasDeclaredNotPersonal() throws Exception {
    Alert alert = alert(rules().findFirst().orElseThrow(), PRINCIPAL, DISPLAY);
    ObjectNode document = (ObjectNode) RuleHarness.json(alert.document());
    ((ObjectNode) document.at("/azure/signinlogs/properties")).put("on_behalf_of", "Grace Hopper");
    ((ObjectNode) document.path("user")).put("nickname", "Amazing Grace");
    document.putObject("Esql_priv").put("manager_values", "Rear Admiral Hopper");
    document
        .putObject("Esql")
        .put("user_display_name_first", "G. Hopper")
        .put("employee", 4711)
        .put("app_values", "Teams")
        .put("source_ip_values", "192.0.2.1");

    JsonNode written = RuleHarness.json(pseudonyms(KEY).document(document.toString()));

    for (String place :
        List.of(
            "/azure/signinlogs/properties/on_behalf_of",
            "/user/nickname",
            "/Esql_priv/manager_values",
            "/Esql/user_display_name_first",
            "/Esql/employee",
            "/Esql/app_values")) {
      assertThat(written.at(place).asText()).as(place).startsWith(Pseudonyms.PREFIX);
    }
    assertThat(written.at("/Esql/source_ip_values").asText()).isEqualTo("192.0.2.1");
    assertThat(written.at("/user/id").asText()).isEqualTo(USER_ID);
  }

  @Test
  void shouldHideAnIdOfAUserThatIsNoObjectId() {
    String document = "{\"user\":{\"id\":\"ada@corp.example\"},\"related\":{\"user\":[]}}";

    String written = new Pseudonyms(KEY, Set.of()).document(document);

    assertThat(RuleHarness.json(written).at("/user/id").asText()).startsWith(Pseudonyms.PREFIX);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldChangeNothingButNames(Rule rule) throws Exception {
    Alert alert = alert(rule, PRINCIPAL, DISPLAY);
    JsonNode before = RuleHarness.json(alert.document());
    JsonNode after = RuleHarness.json(written(alert, KEY));

    for (String part : List.of("/rule", "/event", "/threat", "/source", "/@timestamp")) {
      assertThat(after.at(part)).isEqualTo(before.at(part));
    }
    for (String part : List.of("/alert", "/revision", "/windows", "/clauses", "/judgement")) {
      assertThat(after.at("/entrawatch" + part)).isEqualTo(before.at("/entrawatch" + part));
    }
    assertThat(after.at("/entrawatch/timeline").size())
        .isEqualTo(before.at("/entrawatch/timeline").size());
    assertThat(after.at("/entrawatch/timeline/0/source"))
        .isEqualTo(before.at("/entrawatch/timeline/0/source"));
  }

  @Test
  void shouldGiveOnePersonOnePseudonymHoweverItIsSpelled() throws Exception {
    Rule rule = rules().findFirst().orElseThrow();
    String one = user(written(alert(rule, PRINCIPAL, DISPLAY), KEY));
    String shouted = user(written(alert(rule, PRINCIPAL.toUpperCase(Locale.ROOT), DISPLAY), KEY));
    String other = user(written(alert(rule, "bob@corp.example", DISPLAY), KEY));
    String otherKey = user(written(alert(rule, PRINCIPAL, DISPLAY), "o".repeat(32)));

    assertThat(one).matches("pseudonym-[A-Za-z0-9_-]{22}").isEqualTo(shouted);
    assertThat(other).isNotEqualTo(one);
    assertThat(otherKey).isNotEqualTo(one);
  }

  @Test
  void shouldHideANameThatTheUserAgentOrTheMessageSpells() throws Exception {
    Rule rule = rules().findFirst().orElseThrow();
    JsonNode after = RuleHarness.json(written(alert(rule, PRINCIPAL, DISPLAY), KEY));

    assertThat(after.at("/Esql/message_values").asText()).isEqualTo("Sign-in of *** (***)");
    assertThat(after.at("/entrawatch/timeline/0/user_agent").asText()).isEqualTo("a ***");
  }

  /** A sender who spells a user agent like that must not keep a name in it. */
  @Test
  void shouldHideANameBehindWhatOnlyBeginsLikeAPseudonym() throws Exception {
    Rule rule = rules().findFirst().orElseThrow();
    Event[] signIns =
        legs(rule)
            .map(leg -> of(PRINCIPAL, DISPLAY, leg).agent("pseudonym-" + PRINCIPAL).build())
            .toArray(Event[]::new);
    try (RuleHarness job = new RuleHarness(rule)) {
      Alert alert = job.arrive(signIns).end().lastAlerts().get(0);
      assertThat(written(alert, KEY).toLowerCase(Locale.ROOT)).doesNotContain("lovelace");
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldStayReadableWhenANameIsAWordOfOurs(Rule rule) throws Exception {
    for (String name : List.of("interactive", "open", "a", "Esql", "192.0.2.1", "***", "2026")) {
      String written = written(alert(rule, name, name), KEY);
      AlertSchema.check(written);
      assertThat(user(written)).startsWith(Pseudonyms.PREFIX);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldNotGrowBeyondWhatABrokerTakesHoweverASenderTries(Rule rule) throws Exception {
    String[] names = new String[10_000];
    for (int i = 0; i < names.length; i++) {
      names[i] = Integer.toString(i, 36);
    }
    SignInBuilder flood =
        of("zzzz", "x", signInOf(rule))
            .agent("zzzz".repeat(250))
            .with(Field.USER_DISPLAY_NAME, names)
            .with(Field.MESSAGE, "zzzz".repeat(2000));
    Alert alert;
    try (RuleHarness job = new RuleHarness(rule)) {
      for (int i = 0; i < 400; i++) {
        job.arrive(flood.id("i" + i).from("192.0.2." + i % 200).build());
      }
      alert = job.arrive(legs(rule, "zzzz", "x")).end().lastAlerts().get(0);
    }

    String written = written(alert, KEY);

    assertThat(written.getBytes(UTF_8).length).isLessThan(900 * 1024);
    assertThat(RuleHarness.json(written).at("/entrawatch/cut").toString()).contains("values");
    AlertSchema.check(written);
  }

  @Test
  void shouldHideTheNamesOfASuppressedAlertAndOfTheExceptionThatDidIt() throws Exception {
    Rule rule = rules().findFirst().orElseThrow();
    ExceptionEntry entry =
        new ExceptionEntry(
            "e",
            List.of(),
            List.of(PRINCIPAL, USER_ID),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "analyst",
            "known",
            0);
    SuppressedJson json = InstantiationUtil.clone(new SuppressedJson(pseudonyms(KEY)));
    json.open(null);

    String written =
        new String(
            json.serialize(new SuppressedAlert(entry, alert(rule, PRINCIPAL, DISPLAY))), UTF_8);

    assertThat(written.toLowerCase(Locale.ROOT)).doesNotContain("lovelace");
    assertThat(RuleHarness.json(written).at("/exception/user/1").asText()).isEqualTo(USER_ID);
    assertThat(RuleHarness.json(written).at("/exception/user/0"))
        .isEqualTo(RuleHarness.json(written).at("/alert/user/name"));
  }

  @Test
  void shouldNotPrintItsKey() {
    assertThat(pseudonyms(KEY).toString()).doesNotContain("kk");
  }

  private static String user(String document) {
    return RuleHarness.json(document).at("/user/name").asText();
  }
}
