// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static io.entrawatch.parity.Texts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.entrawatch.event.Field;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Who signs in, in which session. The group of a sign-in never spans tenants: Elasticsearch's
 * queries do not ask for the tenant, so keys that several groups share (null, empty) all belong to
 * the first tenant. That the tenant does part groups is a test of its own.
 */
final class Keys {
  private final Random random;
  private int groups;

  Keys(Random random) {
    this.random = random;
  }

  /**
   * The keys of another group.
   *
   * @param broker whether it is of the rule that groups by UPN
   */
  Map<Field, JsonNode> group(boolean broker) {
    groups++;
    Map<Field, JsonNode> keys = new TreeMap<>();
    keys.put(Field.SESSION_ID, text("session-" + groups));
    keys.put(Field.IDENTITY, text("User " + groups % 40));
    keys.put(Field.USER_PRINCIPAL_NAME, text("user" + groups % 40 + "@example.test"));
    switch (random.nextInt(8)) {
      case 0 -> odd(keys, Field.SESSION_ID);
      case 1, 2 -> odd(keys, name(broker));
      case 3 -> keys.put(Field.TENANT_ID, text("tenant-2"));
      case 4 -> keys.remove(Field.TENANT_ID);
      default -> keys.put(Field.TENANT_ID, text("tenant-1"));
    }
    return keys;
  }

  private Field name(boolean broker) {
    return broker && random.nextInt(4) > 0 ? Field.USER_PRINCIPAL_NAME : Field.IDENTITY;
  }

  private void odd(Map<Field, JsonNode> keys, Field field) {
    keys.put(Field.TENANT_ID, text("tenant-1"));
    switch (random.nextInt(6)) {
      case 0 -> keys.remove(field);
      case 1 -> keys.put(field, NullNode.instance);
      case 2 -> keys.put(field, text(""));
      case 3 -> keys.put(field, text("a,\"b\"\\ \uD83D\uDD11\n" + groups % 5));
      case 4 -> keys.put(field, text((random.nextBoolean() ? "Shared-" : "shared-") + groups % 5));
      default -> keys.put(field, text("null"));
    }
  }
}
