// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.event.Times;

/** What is sent to {@code _query}. */
final class EsqlRequest {
  private EsqlRequest() {}

  /**
   * A query as Elastic's detection engine asks it: its text untouched, the time range beside it.
   *
   * @param from inclusive, ms since the epoch, of {@code event.ingested}, else {@code @timestamp}
   * @param to exclusive
   */
  static ObjectNode of(String query, long from, long to) {
    ObjectNode request = of(query);
    ObjectNode either = request.putObject("filter").putObject("bool");
    // Not by default: ES|QL adds its own clauses to this query, and then "should" is optional.
    either.put("minimum_should_match", 1);
    ArrayNode should = either.putArray("should");
    range(should.addObject(), "event.ingested", from, to);
    ObjectNode fallback = should.addObject().putObject("bool");
    range(fallback.putArray("filter").addObject(), "@timestamp", from, to);
    fallback.putArray("must_not").addObject().putObject("exists").put("field", "event.ingested");
    return request;
  }

  private static void range(ObjectNode query, String field, long from, long to) {
    query
        .putObject("range")
        .putObject(field)
        .put("gte", Times.iso(from))
        .put("lt", Times.iso(to))
        .put("format", "strict_date_optional_time");
  }

  /** A query over all documents. */
  static ObjectNode of(String query) {
    return JsonNodeFactory.instance.objectNode().put("query", query);
  }
}
