// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import io.entrawatch.alert.AlertSettings;
import io.entrawatch.rule.BuiltInRules;
import java.io.Serializable;

/** How people's names stand in what leaves the job. */
public interface Names extends Serializable {
  /** As they are. */
  Names PLAIN = new Plain();

  /** As the settings want them on Kafka's topics of alerts. */
  static Names of(AlertSettings alerts) {
    return alerts.pseudonymKey() == null
        ? PLAIN
        : new Pseudonyms(alerts.pseudonymKey().reveal(), BuiltInRules.notPersonalColumns());
  }

  /** A name as it is to stand. */
  String name(String name);

  /** An alert's document with its names as they are to stand. */
  String document(String document);

  /** A class, not an anonymous one: a sink that holds it is part of savepoints' job graphs. */
  final class Plain implements Names {
    private static final long serialVersionUID = 1L;

    private Plain() {}

    @Override
    public String name(String name) {
      return name;
    }

    @Override
    public String document(String document) {
      return document;
    }
  }
}
