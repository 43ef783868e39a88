// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.sink.view.AlertView.ClauseNote;
import io.entrawatch.sink.view.AlertView.ErrorCode;
import io.entrawatch.sink.view.AlertView.Judgement;
import io.entrawatch.sink.view.AlertView.Person;
import io.entrawatch.sink.view.AlertView.Reason;
import io.entrawatch.sink.view.AlertView.RuleNote;
import io.entrawatch.sink.view.AlertView.Technique;
import io.entrawatch.sink.view.AlertView.Triage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads alerts' documents; what a document lacks is left empty, none is refused. */
public final class AlertViewReader {
  // Of our own columns, shown to people who know where sign-in logs come from.
  private static final String COLUMN_PREFIX = "azure_signinlogs_properties_";
  private static final Comparator<Instant> MISSING_LAST =
      Comparator.nullsLast(Comparator.naturalOrder());

  private final ObjectMapper mapper = new ObjectMapper();

  public AlertView read(Alert alert) {
    JsonNode document = parse(alert.document());
    JsonNode own = document.path("entrawatch");
    JsonNode azure = document.path("azure");
    List<SignInRow> signIns = SignInRows.of(own.path("timeline"));
    JsonNode delay = own.path("time_to_detect").path("from_sign_in");
    return new AlertView(
        alert.id(),
        alert.revision(),
        alert.closed(),
        rule(alert, document.path("rule")),
        severity(document),
        document.path("event").path("risk_score").asInt(),
        person(document.path("user")),
        DocumentText.of(azure.path("tenant_id")),
        DocumentText.of(azure.path("signinlogs").path("properties").path("session_id")),
        DocumentText.time(document.path("@timestamp")),
        delay.isNumber() ? Duration.ofMillis(delay.asLong()) : null,
        DocumentText.time(own.path("first_seen")),
        DocumentText.time(own.path("last_seen")),
        Math.max(own.path("sign_in_count").asInt(), signIns.size()),
        signIns,
        clauses(own.path("clauses"), signIns),
        WindowSummary.of(own.path("windows")),
        judgement(own.path("judgement")),
        triage(own.path("triage")),
        techniques(document.path("threat").path("technique")),
        own.path("group_incomplete").asBoolean(),
        own.path("truncated").asBoolean());
  }

  private JsonNode parse(String document) {
    try {
      return mapper.readTree(document);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static RuleNote rule(Alert alert, JsonNode rule) {
    String name = DocumentText.of(rule.path("name"));
    return new RuleNote(
        alert.rule(),
        name.isEmpty() ? alert.rule() : name,
        DocumentText.of(rule.path("description")),
        DocumentText.of(rule.path("reference")));
  }

  private static Person person(JsonNode user) {
    return new Person(
        DocumentText.of(user.path("id")),
        DocumentText.of(user.path("name")),
        DocumentText.of(user.path("full_name")));
  }

  private static String severity(JsonNode document) {
    String named = DocumentText.of(document.path("entrawatch").path("severity"));
    if (!named.isEmpty()) {
      return named;
    }
    int number = document.path("event").path("severity").asInt();
    return number >= 99 ? "critical" : number >= 73 ? "high" : number >= 47 ? "medium" : "low";
  }

  private static List<ClauseNote> clauses(JsonNode array, List<SignInRow> signIns) {
    Map<String, Integer> numbers = new HashMap<>();
    signIns.forEach(signIn -> numbers.putIfAbsent(signIn.id(), signIn.number()));
    List<ClauseNote> clauses = new ArrayList<>();
    for (JsonNode clause : array) {
      String signIn = DocumentText.of(clause.path("sign_in"));
      Instant met = DocumentText.time(clause.path("ingested"));
      clauses.add(
          new ClauseNote(
              DocumentText.of(clause.path("condition")).replaceFirst("^" + COLUMN_PREFIX, ""),
              met != null ? met : DocumentText.time(clause.path("@timestamp")),
              signIn,
              signIn.isEmpty() ? 0 : numbers.getOrDefault(signIn, 0)));
    }
    clauses.sort(Comparator.comparing(ClauseNote::met, MISSING_LAST));
    return List.copyOf(clauses);
  }

  private static Judgement judgement(JsonNode judgement) {
    return new Judgement(
        DocumentText.of(judgement.path("confidence")),
        judgement.path("reasons").valueStream().map(AlertViewReader::reason).toList(),
        judgement
            .path("error_codes")
            .valueStream()
            .map(
                code ->
                    new ErrorCode(
                        DocumentText.of(code.path("code")), DocumentText.of(code.path("meaning"))))
            .filter(code -> !code.code().equals("0"))
            .toList());
  }

  private static Reason reason(JsonNode reason) {
    return new Reason(
        DocumentText.of(reason.path("effect")),
        DocumentText.of(reason.isObject() ? reason.path("text") : reason));
  }

  private static Triage triage(JsonNode triage) {
    return new Triage(
        triage.path("check_first").valueStream().map(DocumentText::of).toList(),
        triage.path("then_do").valueStream().map(DocumentText::of).toList(),
        DocumentText.of(triage.path("guide")));
  }

  private static List<Technique> techniques(JsonNode technique) {
    return Stream.of(technique, technique.path("subtechnique"))
        .flatMap(
            level -> {
              List<Technique> found = new ArrayList<>();
              for (int i = 0; i < level.path("id").size(); i++) {
                found.add(
                    new Technique(
                        DocumentText.of(level.path("id").path(i)),
                        DocumentText.of(level.path("name").path(i)),
                        DocumentText.of(level.path("reference").path(i))));
              }
              return found.stream();
            })
        .sorted(Comparator.comparing(Technique::id))
        .toList();
  }
}
