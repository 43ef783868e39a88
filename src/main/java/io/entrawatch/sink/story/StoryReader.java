// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.sink.story.Story.ClauseNote;
import io.entrawatch.sink.story.Story.ErrorCode;
import io.entrawatch.sink.story.Story.Judgement;
import io.entrawatch.sink.story.Story.Person;
import io.entrawatch.sink.story.Story.Reason;
import io.entrawatch.sink.story.Story.RuleNote;
import io.entrawatch.sink.story.Story.Technique;
import io.entrawatch.sink.story.Story.Triage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads alerts' documents; what a document lacks is left empty, none is refused. */
public final class StoryReader {
  // Of our own columns, shown to people who know where sign-in logs come from.
  private static final String COLUMN_PREFIX = "azure_signinlogs_properties_";
  private static final Comparator<Instant> MISSING_LAST =
      Comparator.nullsLast(Comparator.naturalOrder());

  private final ObjectMapper mapper = new ObjectMapper();

  public Story read(Alert alert) {
    JsonNode document = parse(alert.document());
    JsonNode own = document.path("entrawatch");
    JsonNode azure = document.path("azure");
    List<SignInNote> signIns = SignIns.of(own.path("timeline"));
    JsonNode delay = own.path("time_to_detect").path("from_sign_in");
    return new Story(
        alert.id(),
        alert.revision(),
        alert.closed(),
        rule(alert, document.path("rule")),
        severity(document),
        document.path("event").path("risk_score").asInt(),
        person(document.path("user")),
        Text.of(azure.path("tenant_id")),
        Text.of(azure.path("signinlogs").path("properties").path("session_id")),
        Text.time(document.path("@timestamp")),
        delay.isNumber() ? Duration.ofMillis(delay.asLong()) : null,
        Text.time(own.path("first_seen")),
        Text.time(own.path("last_seen")),
        Math.max(own.path("sign_in_count").asInt(), signIns.size()),
        signIns,
        clauses(own.path("clauses"), signIns),
        Spans.of(own.path("windows")),
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
    String name = Text.of(rule.path("name"));
    return new RuleNote(
        alert.rule(),
        name.isEmpty() ? alert.rule() : name,
        Text.of(rule.path("description")),
        Text.of(rule.path("reference")));
  }

  private static Person person(JsonNode user) {
    return new Person(
        Text.of(user.path("id")), Text.of(user.path("name")), Text.of(user.path("full_name")));
  }

  private static String severity(JsonNode document) {
    String named = Text.of(document.path("entrawatch").path("severity"));
    if (!named.isEmpty()) {
      return named;
    }
    int number = document.path("event").path("severity").asInt();
    return number >= 99 ? "critical" : number >= 73 ? "high" : number >= 47 ? "medium" : "low";
  }

  private static List<ClauseNote> clauses(JsonNode array, List<SignInNote> signIns) {
    Map<String, Integer> numbers = new HashMap<>();
    signIns.forEach(signIn -> numbers.putIfAbsent(signIn.id(), signIn.number()));
    List<ClauseNote> clauses = new ArrayList<>();
    for (JsonNode clause : array) {
      String signIn = Text.of(clause.path("sign_in"));
      Instant met = Text.time(clause.path("ingested"));
      clauses.add(
          new ClauseNote(
              Text.of(clause.path("condition")).replaceFirst("^" + COLUMN_PREFIX, ""),
              met != null ? met : Text.time(clause.path("@timestamp")),
              signIn,
              signIn.isEmpty() ? 0 : numbers.getOrDefault(signIn, 0)));
    }
    clauses.sort(Comparator.comparing(ClauseNote::met, MISSING_LAST));
    return List.copyOf(clauses);
  }

  private static Judgement judgement(JsonNode judgement) {
    return new Judgement(
        Text.of(judgement.path("confidence")),
        judgement.path("reasons").valueStream().map(StoryReader::reason).toList(),
        judgement
            .path("error_codes")
            .valueStream()
            .map(code -> new ErrorCode(Text.of(code.path("code")), Text.of(code.path("meaning"))))
            .filter(code -> !code.code().equals("0"))
            .toList());
  }

  private static Reason reason(JsonNode reason) {
    return new Reason(
        Text.of(reason.path("effect")), Text.of(reason.isObject() ? reason.path("text") : reason));
  }

  private static Triage triage(JsonNode triage) {
    return new Triage(
        triage.path("check_first").valueStream().map(Text::of).toList(),
        triage.path("then_do").valueStream().map(Text::of).toList(),
        Text.of(triage.path("guide")));
  }

  private static List<Technique> techniques(JsonNode technique) {
    return Stream.of(technique, technique.path("subtechnique"))
        .flatMap(
            level -> {
              List<Technique> found = new ArrayList<>();
              for (int i = 0; i < level.path("id").size(); i++) {
                found.add(
                    new Technique(
                        Text.of(level.path("id").path(i)),
                        Text.of(level.path("name").path(i)),
                        Text.of(level.path("reference").path(i))));
              }
              return found.stream();
            })
        .sorted(Comparator.comparing(Technique::id))
        .toList();
  }
}
