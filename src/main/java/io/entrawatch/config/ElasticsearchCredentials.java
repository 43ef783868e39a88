// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.io.Serializable;

/** How the job says who it is. */
public sealed interface ElasticsearchCredentials extends Serializable {
  /** A cluster without security. */
  record None() implements ElasticsearchCredentials {}

  /** An API key in its encoded form, as the {@code Authorization: ApiKey} header takes it. */
  record ApiKey(Secret key) implements ElasticsearchCredentials {}

  /** HTTP basic authentication. */
  record Basic(String username, Secret password) implements ElasticsearchCredentials {}
}
