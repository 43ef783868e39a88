// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.decode.DecodeDocuments;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Field;
import io.entrawatch.rule.BuiltInRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A document and whether rules take it. */
record Seen(Document document, boolean deviceCode, boolean broker) {
  static List<Seen> all(List<Document> documents) {
    List<byte[]> bytes = documents.stream().map(Document::json).toList();
    List<Decoded> decoded =
        new DecodeDocuments(bytes, DecoderSettings.DEFAULT, new RelevantToRules(BuiltInRules.all()))
            .all();
    List<Seen> all = new ArrayList<>();
    for (int i = 0; i < decoded.size(); i++) {
      var signIn = decoded.get(i).signIn();
      boolean broker = signIn != null && BuiltInRules.all().get(2).takes(signIn);
      boolean deviceCode =
          signIn != null
              && (BuiltInRules.all().get(0).takes(signIn)
                  || BuiltInRules.all().get(1).takes(signIn));
      all.add(new Seen(documents.get(i), deviceCode, broker));
    }
    return all;
  }

  boolean taken() {
    return deviceCode || broker;
  }

  boolean interactive() {
    return deviceCode && has(Field.CATEGORY, "SignInLogs"::equals);
  }

  /** Whether it is about the broker, but the rule does not take it. */
  boolean missedByBroker() {
    return !taken() && isNull(Field.ORIGINAL_TRANSFER_METHOD);
  }

  boolean isOf(String method) {
    return has(Field.ORIGINAL_TRANSFER_METHOD, method::equals);
  }

  private Stream<String> texts(Field field) {
    JsonNode value = document.get(field);
    if (value == null || value.isNull()) {
      return Stream.empty();
    }
    return value.isArray()
        ? Stream.iterate(0, i -> i < value.size(), i -> i + 1)
            .map(value::get)
            .filter(v -> !v.isNull())
            .map(JsonNode::asText)
        : Stream.of(value.asText());
  }

  String session() {
    return texts(Field.SESSION_ID).findFirst().orElse("");
  }

  boolean isNull(Field field) {
    return count(field) == 0;
  }

  long count(Field field) {
    return texts(field).distinct().count();
  }

  boolean has(Field field, Predicate<String> text) {
    return texts(field).anyMatch(text);
  }

  boolean is(Field field, Predicate<JsonNode> value) {
    return document.get(field) != null && value.test(document.get(field));
  }

  boolean any(Predicate<JsonNode> value) {
    return document.fields().values().stream().anyMatch(value);
  }

  boolean anyText(Predicate<String> text) {
    return document.fields().keySet().stream().anyMatch(field -> has(field, text));
  }

  /** Of the fields that conditions compare with a literal. */
  boolean literal(Predicate<JsonNode> value) {
    return Stream.of(
            Field.ORIGINAL_TRANSFER_METHOD,
            Field.EVENT_DATASET,
            Field.DATA_STREAM_DATASET,
            Field.EVENT_CATEGORY,
            Field.EVENT_OUTCOME,
            Field.USER_TYPE)
        .anyMatch(field -> is(field, value));
  }

  static boolean holdsNull(JsonNode value) {
    return value.isArray() && value.size() > 1 && value.get(value.size() - 1).isNull();
  }

  static boolean holdsTheSameTwice(JsonNode value) {
    return value != null
        && value.isArray()
        && value.size() > 1
        && value.get(0).equals(value.get(1));
  }
}
