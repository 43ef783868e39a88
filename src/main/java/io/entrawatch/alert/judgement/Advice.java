// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert.judgement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.rule.Rule;
import io.entrawatch.rule.Triage;

/** The parts of an alert that help whoever has to act on it. */
public final class Advice {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Advice() {}

  public static ObjectNode judgement(Judgement judgement) {
    ObjectNode node = JSON.objectNode();
    node.put("confidence", judgement.confidence());
    ArrayNode reasons = node.putArray("reasons");
    for (Signal signal : judgement.signals()) {
      reasons
          .addObject()
          .put("id", signal.id())
          .put("effect", signal.effect())
          .put("text", signal.text());
    }
    ArrayNode codes = node.putArray("error_codes");
    judgement
        .errors()
        .forEach((code, meaning) -> codes.addObject().put("code", code).put("meaning", meaning));
    node.put("microsoft_networks_dated", MicrosoftNetworks.DATED);
    return node;
  }

  public static ObjectNode triage(Rule rule) {
    Triage triage = rule.about().triage();
    ObjectNode node = JSON.objectNode();
    triage.checkFirst().forEach(node.putArray("check_first")::add);
    triage.thenDo().forEach(node.putArray("then_do")::add);
    node.put("guide", Triage.page(rule.id()));
    return node;
  }
}
