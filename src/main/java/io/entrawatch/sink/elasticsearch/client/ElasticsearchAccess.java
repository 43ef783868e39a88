// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** Whether Elasticsearch will let the sink in, asked before the job starts. */
public final class ElasticsearchAccess {
  /** What of indices the sink uses. */
  private static final List<String> INDEX_PRIVILEGES = List.of("auto_configure", "index");

  private static final String TEMPLATE_PRIVILEGE = "manage_index_templates";

  /** What an Elasticsearch without security says to a question about privileges. */
  private static final Set<Integer> NO_SECURITY = Set.of(400, 404, 405);

  private ElasticsearchAccess() {}

  /**
   * Asks what these credentials may. A cluster that does not answer stops nothing: the job outlives
   * an outage, so it must start in one as well. Nor does a 403 that is not of its own security: a
   * proxy that forbids this question may let pass what the sink sends.
   *
   * @return a line to tell whoever starts the job, if there was no answer to it
   * @throws FatalElasticsearchException with one line, if the sink would be refused
   */
  public static Optional<String> check(ElasticsearchSettings output)
      throws FatalElasticsearchException {
    ElasticsearchTransportFactory transports = new ElasticsearchTransportFactory(output);
    try (RestClient client = transports.builder().build()) {
      Request request = new Request("POST", "/_security/user/_has_privileges");
      request.setJsonEntity(question(output));
      requireAll(
          new ObjectMapper().readTree(client.performRequest(request).getEntity().getContent()),
          output);
      return Optional.empty();
    } catch (FatalElasticsearchException e) {
      throw e;
    } catch (IOException e) {
      return refusedOrSilent(e, transports);
    }
  }

  private static Optional<String> refusedOrSilent(
      IOException failure, ElasticsearchTransportFactory transports)
      throws FatalElasticsearchException {
    if (failure instanceof ResponseException e
        && NO_SECURITY.contains(e.getResponse().getStatusLine().getStatusCode())) {
      return ElasticsearchFailures.isElasticsearchs(e.getResponse())
          ? Optional.empty()
          : told(
              transports,
              said(e) + ", but not as Elasticsearch does; if it speaks TLS, write https");
    }
    Throwable translated = transports.failures().translate(failure);
    if (translated instanceof FatalElasticsearchException fatal) {
      throw fatal;
    }
    return told(transports, said(failure));
  }

  private static Optional<String> told(ElasticsearchTransportFactory transports, String what) {
    return Optional.of("elasticsearch.hosts: " + transports.cluster() + " " + what);
  }

  private static String said(IOException failure) {
    OptionalInt status = ElasticsearchFailures.status(failure);
    if (status.isPresent()) {
      return "answers " + status.getAsInt();
    }
    String kind = ElasticsearchFailures.kind(failure);
    return switch (kind) {
      case "UnknownHostException" -> "has a host that does not resolve; check how it is spelled";
      case "ConnectException" ->
          "does not answer: nothing listens there; check the port, and that it runs";
      case "SSLException" -> "does not speak TLS; write http, or name its TLS port";
      case "ConnectionClosedException", "NoHttpResponseException" ->
          "hangs up; perhaps it speaks TLS: write https";
      default -> "does not answer (" + kind + ")";
    };
  }

  private static String question(ElasticsearchSettings output) {
    ObjectNode question = new ObjectMapper().createObjectNode();
    if (output.template() == IndexTemplate.INSTALL) {
      question.putArray("cluster").add(TEMPLATE_PRIVILEGE);
    }
    ObjectNode index = question.putArray("index").addObject();
    index.putArray("names").add(output.indexPrefix() + "-*");
    INDEX_PRIVILEGES.forEach(index.putArray("privileges")::add);
    return question.toString();
  }

  private static void requireAll(JsonNode answer, ElasticsearchSettings output)
      throws FatalElasticsearchException {
    if (answer.path("has_all_requested").asBoolean()) {
      return;
    }
    List<String> missing = new ArrayList<>();
    answer
        .path("cluster")
        .fields()
        .forEachRemaining(
            privilege -> {
              if (!privilege.getValue().asBoolean()) {
                missing.add(privilege.getKey() + " (of the cluster)");
              }
            });
    String indexes = output.indexPrefix() + "-*";
    answer
        .path("index")
        .path(indexes)
        .fields()
        .forEachRemaining(
            privilege -> {
              if (!privilege.getValue().asBoolean()) {
                missing.add(privilege.getKey() + " (on " + indexes + ")");
              }
            });
    throw new FatalElasticsearchException(
        "Elasticsearch: these credentials lack "
            + String.join(", ", missing)
            + "; grant them what docs/security.md lists");
  }
}
