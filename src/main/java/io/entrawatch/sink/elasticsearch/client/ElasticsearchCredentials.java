// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** How the sink makes itself known to Elasticsearch. No {@code toString} prints a secret. */
public sealed interface ElasticsearchCredentials extends Serializable {

  /** The value of the {@code Authorization} header; null to send none. */
  String authorization();

  /** The setting whose remedy an error names. */
  String remedy();

  /**
   * An API key.
   *
   * @param encoded the key as Elasticsearch's {@code encoded} gives it: base64 of {@code
   *     id:api_key}
   */
  record ApiKey(String encoded) implements ElasticsearchCredentials {
    public ApiKey {
      Objects.requireNonNull(encoded, "encoded");
    }

    @Override
    public String authorization() {
      return "ApiKey " + encoded;
    }

    @Override
    public String remedy() {
      return "check that the API key is the encoded one, unexpired and not invalidated";
    }

    @Override
    public String toString() {
      return "ApiKey[****]";
    }
  }

  /** A user's name and password. */
  record Basic(String user, String password) implements ElasticsearchCredentials {
    public Basic {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(password, "password");
    }

    @Override
    public String authorization() {
      byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String remedy() {
      return "check the user name and the password";
    }

    @Override
    public String toString() {
      return "Basic[user=" + user + ", password=****]";
    }
  }

  /** For an Elasticsearch without security. */
  record Anonymous() implements ElasticsearchCredentials {
    @Override
    public String authorization() {
      return null;
    }

    @Override
    public String remedy() {
      return "give an API key or a user: this Elasticsearch has security enabled";
    }
  }
}
