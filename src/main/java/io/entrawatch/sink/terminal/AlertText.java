// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.entrawatch.alert.Alert;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializationSchema;

/**
 * An alert for people: some lines of text, the last one empty. Whatever the document says is shown
 * harmless (see {@link io.entrawatch.sink.SafeText}) and cut to the width; what it lacks is left
 * out.
 */
public final class AlertText implements SerializationSchema<Alert> {
  private static final long serialVersionUID = 1L;
  private static final String NONE = "-";

  private final Palette palette;
  private final int width;
  private transient ObjectMapper mapper;

  /**
   * @param palette colours, if the output is a terminal
   * @param width columns of the output
   */
  public AlertText(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  @Override
  public void open(InitializationContext context) {
    mapper = new ObjectMapper();
  }

  @Override
  public byte[] serialize(Alert alert) {
    return text(alert, parse(alert.document())).getBytes(UTF_8);
  }

  private JsonNode parse(String document) {
    try {
      return mapper.readTree(document);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private String text(Alert alert, JsonNode document) {
    Page page = new Page(palette, width);
    JsonNode own = document.path("entrawatch");
    String severity = severity(document);
    String rule = words(document.path("rule").path("name"));
    page.title(severity, rule.isEmpty() ? alert.rule() : rule);
    page.field("rule", alert.rule());
    who(page, document);
    String last = words(own.path("last_seen"));
    page.field("when", words(own.path("first_seen")) + (last.isEmpty() ? "" : " to " + last));
    page.field("detected", words(document.path("@timestamp")));
    JsonNode judgement = own.path("judgement");
    page.field("attack?", words(judgement.path("confidence")));
    page.list("", rows(judgement.path("reasons"), AlertText::reason));
    page.list("why", rows(own.path("clauses"), AlertText::clause));
    page.list("sign-ins", rows(own.path("timeline"), AlertText::signIn));
    page.list("codes", rows(judgement.path("error_codes"), AlertText::errorCode));
    page.list("windows", rows(own.path("windows"), AlertText::window));
    JsonNode triage = own.path("triage");
    page.list("check", rows(triage.path("check_first"), AlertText::line));
    page.field("guide", words(triage.path("guide")));
    String state = alert.closed() ? "final" : "open";
    page.field("alert", alert.id() + " (" + state + ", revision " + alert.revision() + ")");
    return page.text();
  }

  private static void who(Page page, JsonNode document) {
    JsonNode user = document.path("user");
    String name = words(user.path("full_name"));
    String login = words(user.path("name"));
    page.field("user", name.isEmpty() ? login : login.isEmpty() ? name : name + " <" + login + ">");
    JsonNode azure = document.path("azure");
    page.field("tenant", words(azure.path("tenant_id")));
    page.field("session", words(azure.path("signinlogs").path("properties").path("session_id")));
  }

  private static String severity(JsonNode document) {
    String named = words(document.path("entrawatch").path("severity"));
    if (!named.isEmpty()) {
      return named;
    }
    int number = document.path("event").path("severity").asInt();
    return number >= 99 ? "critical" : number >= 73 ? "high" : number >= 47 ? "medium" : "low";
  }

  private static List<List<String>> rows(JsonNode array, Function<JsonNode, List<String>> row) {
    return array.valueStream().map(row).toList();
  }

  private static List<String> clause(JsonNode clause) {
    return List.of(
        cell(clause.path("@timestamp")),
        cell(clause.path("condition")),
        cell(clause.path("sign_in")));
  }

  private static List<String> signIn(JsonNode entry) {
    JsonNode source = entry.path("source");
    JsonNode ip = source.path("ip").isMissingNode() ? source.path("address") : source.path("ip");
    return List.of(
        cell(entry.path("@timestamp")),
        cell(entry.path("leg")),
        cell(ip),
        cell(source.path("as").path("organization").path("name")),
        cell(entry.path("user_agent")),
        cell(entry.path("app")),
        cell(entry.path("error_code")));
  }

  private static List<String> reason(JsonNode reason) {
    String effect = words(reason.path("effect"));
    String sign = effect.equals("raises") ? "+" : effect.equals("lowers") ? "-" : "·";
    return List.of(sign, cell(reason.path("text")));
  }

  private static List<String> errorCode(JsonNode code) {
    return List.of(cell(code.path("code")), cell(code.path("meaning")));
  }

  private static List<String> line(JsonNode text) {
    return List.of(cell(text));
  }

  private static List<String> window(JsonNode window) {
    return List.of(
        cell(window.path("reading")), cell(window.path("start")), cell(window.path("end")));
  }

  private static String cell(JsonNode value) {
    String words = words(value);
    return words.isEmpty() ? NONE : words;
  }

  /** The value as text; several, comma-separated; none, empty. */
  private static String words(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
        : value.isNull() ? "" : value.asText();
  }
}
