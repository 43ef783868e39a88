// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Properties of a Kafka client, passed on as they are. Any of them may be a secret, so only the
 * names are ever printed.
 */
public record ClientProperties(Map<String, String> values) implements Serializable {
  public ClientProperties {
    values = Map.copyOf(values);
  }

  /** These properties, overridden by the more particular ones. */
  ClientProperties and(Map<String, String> particular) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(particular);
    return new ClientProperties(all);
  }

  public Properties toProperties() {
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }

  @Override
  public String toString() {
    return new TreeMap<>(values).keySet().toString();
  }
}
