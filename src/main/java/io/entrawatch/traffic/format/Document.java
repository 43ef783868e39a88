// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * One JSON document in the making. Names are given as Microsoft spells them.
 *
 * <p>As ECS it bears the names in snake case, as Elastic's integration writes them, and leaves out
 * what is null or empty; as raw it keeps the names and says null and "".
 */
final class Document {
  private final boolean ecs;
  private final Buffer buffer = new Buffer();
  private final JsonGenerator json;
  private final Map<String, SerializedString> names = new HashMap<>();

  Document(boolean ecs) {
    this.ecs = ecs;
    try {
      json = new JsonFactory().createGenerator(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    json.setRootValueSeparator(null);
  }

  boolean isEcs() {
    return ecs;
  }

  Document begin() throws IOException {
    json.flush();
    buffer.reset();
    json.writeStartObject();
    return this;
  }

  Document open(String name) throws IOException {
    json.writeFieldName(spelled(name));
    json.writeStartObject();
    return this;
  }

  Document close() throws IOException {
    json.writeEndObject();
    return this;
  }

  Document text(String name, String value) throws IOException {
    if (ecs && (value == null || value.isEmpty())) {
      return this;
    }
    json.writeFieldName(spelled(name));
    json.writeString(value);
    return this;
  }

  Document texts(String name, String value) throws IOException {
    if (ecs && value == null) {
      return this;
    }
    json.writeFieldName(spelled(name));
    json.writeStartArray();
    if (value != null) {
      json.writeString(value);
    }
    json.writeEndArray();
    return this;
  }

  Document number(String name, long value) throws IOException {
    json.writeFieldName(spelled(name));
    json.writeNumber(value);
    return this;
  }

  Document flag(String name, boolean value) throws IOException {
    json.writeFieldName(spelled(name));
    json.writeBoolean(value);
    return this;
  }

  /** A text that is a JSON document in UTF-8 itself. */
  Document quoted(String name, Document other) throws IOException {
    json.writeFieldName(spelled(name));
    json.writeUTF8String(other.buffer.bytes(), 0, other.size());
    return this;
  }

  /** Conditional-access policies until the document is about so large. */
  Document policies(Policies policies, int sizeBytes, int seed) throws IOException {
    json.writeFieldName(spelled("appliedConditionalAccessPolicies"));
    json.writeStartArray();
    int count = policies.countFor(sizeBytes - size());
    for (int i = 0; i < count; i++) {
      json.writeRawValue(policies.policy(i, seed));
    }
    json.writeEndArray();
    return this;
  }

  int size() throws IOException {
    json.flush();
    return buffer.size();
  }

  void end() throws IOException {
    json.writeEndObject();
    json.flush();
  }

  void writeTo(OutputStream out) throws IOException {
    buffer.writeTo(out);
  }

  private SerializedString spelled(String name) {
    return names.computeIfAbsent(name, n -> new SerializedString(ecs ? SnakeCase.of(n) : n));
  }

  private static final class Buffer extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }
  }
}
