// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.entrawatch.sink.SafeText;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.OptionalInt;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.flink.util.ExceptionUtils;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;

/** Tells failures of whole requests that time may heal from those that a person must. */
final class ElasticsearchFailures {
  static final int TOO_LARGE = 413;
  private static final int MAX_REASON = 300;

  private final String cluster;
  private final ElasticsearchCredentials credentials;

  /**
   * @param cluster how messages name the cluster
   */
  ElasticsearchFailures(String cluster, ElasticsearchCredentials credentials) {
    this.cluster = cluster;
    this.credentials = credentials;
  }

  /**
   * The failure itself if another attempt may succeed, else a {@link FatalElasticsearchException}.
   */
  Throwable translate(Throwable failure) {
    Throwable cause = ExceptionUtils.stripCompletionException(failure);
    if (isDistrust(cause)) {
      return fatal(
          "TLS failed: check the CA file and that the certificate names this host ("
              + reason(cause)
              + ")");
    }
    OptionalInt status = status(cause);
    if (status.isEmpty()) {
      return cause;
    }
    return switch (status.getAsInt()) {
      case 401 -> fatal("the credentials were refused (401): " + credentials.remedy());
      // A block on the whole cluster (read-only) is a 403 too, and so is what a proxy in front
      // of it says without giving a type. Either may pass, and a restart would help neither.
      case 403 ->
          ItemAnswer.SECURITY.equals(type(cause))
              ? fatal(
                  "the credentials lack a privilege (403): the sink needs auto_configure and index on"
                      + " its indexes, and manage_index_templates unless the template is left to"
                      + " others")
              : cause;
      case 400, 405 -> fatal("a request was refused (" + status.getAsInt() + "): " + reason(cause));
      default -> cause;
    };
  }

  /** The HTTP status of the whole request; empty when there was no answer. */
  static OptionalInt status(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ElasticsearchException e) {
        return OptionalInt.of(e.status());
      }
      if (t instanceof ResponseException e) {
        return OptionalInt.of(e.getResponse().getStatusLine().getStatusCode());
      }
      if (t instanceof TransportException e) {
        return OptionalInt.of(e.statusCode());
      }
    }
    return OptionalInt.empty();
  }

  /** Elasticsearch's name of the error; empty where the answer has none. */
  private static String type(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ElasticsearchException e) {
        return String.valueOf(e.error().type());
      }
      if (t instanceof ResponseException e) {
        return type(e.getResponse());
      }
    }
    return "";
  }

  private static String type(Response response) {
    return answer(response).at("/error/type").asText();
  }

  /** Whether the answer is an error in Elasticsearch's own form, and not in that of a proxy. */
  static boolean isElasticsearchs(Response response) {
    return answer(response).has("error");
  }

  private static JsonNode answer(Response response) {
    try {
      return new ObjectMapper().readTree(EntityUtils.toByteArray(response.getEntity()));
    } catch (IOException | IllegalArgumentException e) {
      return MissingNode.getInstance(); // some page of a proxy's, or nothing at all
    }
  }

  // A peer that goes away in the middle is a handshake failure too; that one passes.
  private static boolean isDistrust(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SSLPeerUnverifiedException || t instanceof GeneralSecurityException) {
        return true;
      }
      if (t instanceof SSLHandshakeException) {
        Throwable cause = t.getCause();
        return !(cause instanceof IOException) || cause instanceof SSLHandshakeException;
      }
    }
    return false;
  }

  private FatalElasticsearchException fatal(String what) {
    return new FatalElasticsearchException("Elasticsearch at " + cluster + ": " + what);
  }

  /** What the failure is at its root, in a word. */
  static String kind(Throwable failure) {
    return root(failure).getClass().getSimpleName();
  }

  private static String reason(Throwable failure) {
    return SafeText.visible(String.valueOf(root(failure).getMessage()), MAX_REASON);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
