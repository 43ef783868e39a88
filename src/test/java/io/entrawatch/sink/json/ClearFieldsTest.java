// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import static io.entrawatch.rule.Aggregate.countDistinct;
import static io.entrawatch.rule.Aggregate.values;
import static io.entrawatch.rule.Column.column;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.event.Privacy;
import io.entrawatch.event.SignInBuilder;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Column;
import io.entrawatch.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which fields, columns and parts of alerts may stay in clear where names are pseudonyms. */
class ClearFieldsTest {
  /** What no log has a say in. */
  private static final List<String> OURS =
      List.of("/rule/", "/event/", "/threat/", "/entrawatch/judgement/", "/entrawatch/triage/");

  /** Who adds a field decides here what it is. */
  @Test
  void shouldKnowOfEveryFieldWhetherItNamesAPerson() {
    assertThat(Field.all())
        .filteredOn(field -> field.privacy() == Privacy.PERSONAL)
        .containsExactly(
            Field.IDENTITY,
            Field.USER_PRINCIPAL_NAME,
            Field.USER_DISPLAY_NAME,
            Field.DEVICE_DISPLAY_NAME,
            Field.USER_NAME,
            Field.FULL_NAME);
    assertThat(Field.all()).hasSize(88);
  }

  @Test
  void shouldKnowOfEveryColumnOfEveryRuleWhetherItNamesAPerson() {
    List<Column> columns =
        BuiltInRules.all().stream().flatMap(rule -> rule.stats().stream()).toList();
    List<String> personal =
        columns.stream().filter(Column::isPersonal).map(Column::name).distinct().toList();

    assertThat(personal)
        .containsExactly(
            "Esql_priv.azure_signinlogs_properties_user_display_name_values",
            "Esql_priv.azure_signinlogs_properties_user_principal_name_values");
    assertThat(columns)
        .as("one name is personal in all rules or in none")
        .filteredOn(column -> !column.isPersonal())
        .extracting(Column::name)
        .doesNotContainAnyElementsOf(personal);
  }

  /** A column may be called what it likes. */
  @Test
  void shouldHideAColumnThatIsMadeOfAPersonalField() {
    for (Field field : Field.all()) {
      boolean personal = field.privacy() == Privacy.PERSONAL;
      assertThat(column("Esql.who", values(field)).isPersonal()).isEqualTo(personal);
      assertThat(column("Esql.how_many", countDistinct(field)).isPersonal()).isFalse();
      assertThat(column("Esql_priv.what", values(field)).isPersonal()).isTrue();
    }
  }

  /**
   * Each field of the log has a value that stands nowhere else. Who adds something to alerts
   * decides here whether it may stay in clear.
   */
  @Test
  void shouldLeaveOnlyTheseLeavesOfTheLogInClear() throws Exception {
    Set<String> clear = new TreeSet<>();
    for (Rule rule : BuiltInRules.all()) {
      Alert alert = withEveryField(rule);
      List<String> before = leaves(RuleHarness.json(alert.document()));
      List<String> after = leaves(RuleHarness.json(NamedAlerts.written(alert, NamedAlerts.KEY)));
      assertThat(after).noneMatch(leaf -> leaf.contains("personal"));
      before.retainAll(after);
      before.stream().map(leaf -> leaf.substring(0, leaf.indexOf(' '))).forEach(clear::add);
    }
    clear.removeIf(place -> OURS.stream().anyMatch(place::startsWith));

    assertThat(clear)
        .containsExactly(
            "/@timestamp",
            "/Esql/authentication_protocol_values",
            "/Esql/azure_signinlogs_properties_app_display_name_values",
            "/Esql/azure_signinlogs_properties_app_id_values",
            "/Esql/azure_signinlogs_properties_app_owner_tenant_id_values",
            "/Esql/azure_signinlogs_properties_auth_requirement_values",
            "/Esql/azure_signinlogs_properties_authentication_protocol_values",
            "/Esql/azure_signinlogs_properties_authentication_requirement_values",
            "/Esql/azure_signinlogs_properties_client_app_values",
            "/Esql/azure_signinlogs_properties_conditional_access_status_values",
            "/Esql/azure_signinlogs_properties_device_detail_browser_values",
            "/Esql/azure_signinlogs_properties_device_detail_operating_system_values",
            "/Esql/azure_signinlogs_properties_incoming_token_type_values",
            "/Esql/azure_signinlogs_properties_is_interactive_values",
            "/Esql/azure_signinlogs_properties_resource_display_name_values",
            "/Esql/azure_signinlogs_properties_resource_id_values",
            "/Esql/azure_signinlogs_properties_resource_owner_tenant_id_values",
            "/Esql/azure_signinlogs_properties_risk_level_aggregated_values",
            "/Esql/azure_signinlogs_properties_risk_state_values",
            "/Esql/azure_signinlogs_properties_session_id_count_distinct",
            "/Esql/azure_signinlogs_properties_session_id_values",
            "/Esql/azure_signinlogs_properties_status_error_code_values",
            "/Esql/azure_signinlogs_properties_tenant_id",
            "/Esql/azure_signinlogs_properties_token_protection_status_details_sign_in_session_status_values",
            "/Esql/azure_signinlogs_properties_unique_token_identifier_values",
            "/Esql/count_logon",
            "/Esql/device_code_auth_count",
            "/Esql/event_count",
            "/Esql/is_browser_case_max",
            "/Esql/is_interactive",
            "/Esql/is_non_interactive",
            "/Esql/source_address_count_distinct",
            "/Esql/source_address_values",
            "/Esql/source_as_organization_name_values",
            "/Esql/source_geo_city_name_values",
            "/Esql/source_geo_country_name_values",
            "/Esql/source_geo_region_name_values",
            "/Esql/source_ip_count_distinct",
            "/Esql/source_ip_values",
            "/Esql/timestamp_values",
            "/Esql/user_agent_count_distinct",
            "/azure/signinlogs/properties/session_id",
            "/azure/tenant_id",
            "/entrawatch/alert/id",
            "/entrawatch/clauses/@timestamp",
            "/entrawatch/clauses/column",
            "/entrawatch/clauses/condition",
            "/entrawatch/clauses/ingested",
            "/entrawatch/clauses/sign_in",
            "/entrawatch/clauses/threshold",
            "/entrawatch/completed_by/@timestamp",
            "/entrawatch/completed_by/ingested",
            "/entrawatch/completed_by/sign_in",
            "/entrawatch/first_seen",
            "/entrawatch/group_incomplete",
            "/entrawatch/last_seen",
            "/entrawatch/period/end",
            "/entrawatch/period/start",
            "/entrawatch/readings",
            "/entrawatch/revision",
            "/entrawatch/schema_version",
            "/entrawatch/severity",
            "/entrawatch/sign_in_count",
            "/entrawatch/status",
            "/entrawatch/time_to_detect/from_sign_in",
            "/entrawatch/timeline/@timestamp",
            "/entrawatch/timeline/app",
            "/entrawatch/timeline/app_id",
            "/entrawatch/timeline/browser",
            "/entrawatch/timeline/category",
            "/entrawatch/timeline/completed",
            "/entrawatch/timeline/error_code",
            "/entrawatch/timeline/id",
            "/entrawatch/timeline/ingested",
            "/entrawatch/timeline/leg",
            "/entrawatch/timeline/new",
            "/entrawatch/timeline/operating_system",
            "/entrawatch/timeline/outcome",
            "/entrawatch/timeline/resource",
            "/entrawatch/timeline/source/address",
            "/entrawatch/timeline/source/as/number",
            "/entrawatch/timeline/source/as/organization/name",
            "/entrawatch/timeline/source/ip",
            "/entrawatch/timeline_omitted",
            "/entrawatch/truncated",
            "/entrawatch/windows/end",
            "/entrawatch/windows/reading",
            "/entrawatch/windows/start",
            "/related/ip",
            "/related/user",
            "/source/ip",
            "/user/id");
  }

  private static Alert withEveryField(Rule rule) throws Exception {
    Event[] legs =
        NamedAlerts.legs(rule)
            .map(leg -> withEveryField(NamedAlerts.of("personal principal", "personal name", leg)))
            .toArray(Event[]::new);
    try (RuleHarness job = new RuleHarness(rule)) {
      return job.arrive(legs).end().lastAlerts().get(0);
    }
  }

  private static Event withEveryField(SignInBuilder leg) {
    Event signIn = leg.build();
    for (Field field : Field.all()) {
      if (signIn.get(field).isEmpty()) {
        String word = field.privacy() == Privacy.PERSONAL ? "personal " : "other ";
        switch (field.type()) {
          case KEYWORD, FLATTENED, GEO_POINT -> leg.with(field, word + field.path());
          case LONG -> leg.with(field, "7");
          case BOOLEAN -> leg.with(field, "true");
          case IP, DATE -> throw new AssertionError(field + " stands in every sign-in");
        }
      }
    }
    return leg.build();
  }

  /** Each leaf as its path, without places in arrays, a blank and its value. */
  private static List<String> leaves(JsonNode node) {
    List<String> leaves = new ArrayList<>();
    leaves("", node, leaves);
    return leaves;
  }

  private static void leaves(String path, JsonNode node, List<String> leaves) {
    node.properties()
        .forEach(field -> leaves(path + "/" + field.getKey(), field.getValue(), leaves));
    if (node.isArray()) {
      node.forEach(one -> leaves(path, one, leaves));
    } else if (node.isValueNode()) {
      leaves.add(path + ' ' + node.asText());
    }
  }
}
