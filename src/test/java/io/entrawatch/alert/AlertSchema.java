// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds alerts against docs/alert.schema.json. */
public final class AlertSchema {
  private static final JsonSchema SCHEMA = load();

  private AlertSchema() {}

  private static JsonSchema load() {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Files.readString(Path.of("docs", "alert.schema.json")));
    } catch (IOException e) {
      throw new AssertionError("tests run in the project's root", e);
    }
  }

  /** Fails where the document breaks the schema. */
  public static void check(String document) {
    var errors = SCHEMA.validate(document, InputFormat.JSON);
    if (!errors.isEmpty()) {
      String all = errors + "\n" + document;
      throw new AssertionError(all.substring(0, Math.min(4_000, all.length())));
    }
  }
}
