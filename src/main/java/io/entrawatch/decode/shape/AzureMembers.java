// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members that are read of Azure's records, by Azure's names. What a record says stands under
 * {@code properties}, or in a flat export at the root; what Azure says of it, at the root.
 */
public final class AzureMembers {
  private static final List<Field> FIELDS = Field.all();
  private static final String SIGN_INS = "azure.signinlogs.";
  private static final String PROPERTIES = "properties.";
  private static final String OF_FIELDS = SIGN_INS + PROPERTIES;

  /** Fields whose names the root of a record has as well, for something else. */
  private static final Set<Field> NOT_FLAT =
      Set.of(Field.RESOURCE_ID, Field.PROPERTIES_CORRELATION_ID, Field.PROPERTIES_TENANT_ID);

  /** Members that no field takes as they are. */
  public enum Extra {
    CREATED("properties.created_date_time", FieldType.DATE),
    TIME("time", FieldType.DATE),
    ROOT_CREATED("created_date_time", FieldType.DATE),
    /** Log Analytics' own. */
    TIME_GENERATED("time_generated", FieldType.DATE),
    UPPER_CASE_IP("properties.IPAddress", FieldType.KEYWORD),
    IP("properties.ip_address", FieldType.KEYWORD),
    REASON("properties.status.failure_reason", FieldType.KEYWORD),
    DETAILS("properties.status.additional_details", FieldType.KEYWORD),
    RESULT_TYPE("result_type", FieldType.KEYWORD),
    /** What the log is of, as Azure's resources are named. */
    LOGGED_RESOURCE("resource_id", FieldType.KEYWORD),
    OPERATION("operation_name", FieldType.KEYWORD),
    /** Log Analytics' table. */
    TYPE("type", FieldType.KEYWORD),
    /** In Log Analytics, where {@code TenantId} is the workspace. */
    AAD_TENANT("aad_tenant_id", FieldType.KEYWORD),
    RESOURCE_IDENTITY("resource_identity", FieldType.KEYWORD),
    /** The Graph API's. */
    EVENT_TYPES("sign_in_event_types", FieldType.KEYWORD),
    RESOURCE_TENANT("resource_tenant_id", FieldType.KEYWORD),
    HOME_TENANT("home_tenant_id", FieldType.KEYWORD);

    private final String path;
    private final FieldType type;

    Extra(String path, FieldType type) {
      this.path = path;
      this.type = type;
    }

    public int slot() {
      return FIELDS.size() + ordinal();
    }

    String path() {
      return path;
    }
  }

  static final int SLOTS = FIELDS.size() + Extra.values().length;

  /** Members that a field takes as they are, by their path. */
  private static final Map<String, Field> MEMBERS = members();

  /** By slot, whether it is of what stands under {@code properties}. */
  private static final boolean[] IN_PROPERTIES = inProperties();

  /** By slot, whether it is of a core field or an extra under {@code properties}. */
  private static final boolean[] COUNTED = counted();

  private AzureMembers() {}

  private static Map<String, Field> members() {
    Map<String, Field> members = new HashMap<>();
    members.put("tenant_id", Field.TENANT_ID);
    members.put("correlation_id", Field.CORRELATION_ID);
    members.put("category", Field.CATEGORY);
    members.put("identity", Field.IDENTITY);
    members.put("properties.user_agent", Field.USER_AGENT);
    for (String name : List.of("result_signature", "result_description", "caller_ip_address")) {
      members.put(name, Field.find(SIGN_INS + name));
    }
    for (Field field : FIELDS) {
      if (field.path().startsWith(OF_FIELDS)) {
        String path = PROPERTIES + field.path().substring(OF_FIELDS.length());
        // Azure lists pairs of key and value, of which the integration makes an object.
        members.put(field.type() == FieldType.FLATTENED ? path + ".value" : path, field);
      }
    }
    return Map.copyOf(members);
  }

  private static boolean[] inProperties() {
    boolean[] in = new boolean[SLOTS];
    MEMBERS.forEach((path, field) -> in[field.index()] = path.startsWith(PROPERTIES));
    for (Extra extra : Extra.values()) {
      in[extra.slot()] = extra.path.startsWith(PROPERTIES);
    }
    return in;
  }

  private static boolean[] counted() {
    boolean[] counted = IN_PROPERTIES.clone();
    FIELDS.forEach(field -> counted[field.index()] &= field.isCore());
    return counted;
  }

  /**
   * Of a record as it is.
   *
   * @param fields which of them are read
   */
  public static PathTree tree(Set<Field> fields) {
    PathTree tree = PathTree.root(PathTree.Names.AZURE);
    MEMBERS.forEach(
        (path, field) -> {
          if (fields.contains(field)) {
            tree.add(path, leaf(field, path));
          }
        });
    for (Extra extra : Extra.values()) {
      add(tree, extra, extra.path);
    }
    return tree.joined();
  }

  /**
   * Of what stands under {@code properties}, without {@code properties} around it; but for the
   * names that the root of a record has as well.
   *
   * @param fields which of them are read
   */
  public static PathTree flatTree(Set<Field> fields) {
    PathTree tree = PathTree.root(PathTree.Names.FLAT);
    MEMBERS.forEach(
        (path, field) -> {
          if (path.startsWith(PROPERTIES) && fields.contains(field) && !NOT_FLAT.contains(field)) {
            String flat = path.substring(PROPERTIES.length());
            tree.add(flat, leaf(field, flat));
          }
        });
    for (Extra extra : Extra.values()) {
      if (extra.path.startsWith(PROPERTIES) && extra != Extra.CREATED) {
        add(tree, extra, extra.path.substring(PROPERTIES.length()));
      }
    }
    return tree.joined();
  }

  private static PathTree.Leaf leaf(Field field, String path) {
    return new PathTree.Leaf(field.index(), field.type(), path, field.isCore());
  }

  private static void add(PathTree tree, Extra extra, String path) {
    PathTree.Leaf leaf = new PathTree.Leaf(extra.slot(), extra.type, path, true);
    if (extra == Extra.UPPER_CASE_IP) {
      int dot = path.lastIndexOf('.');
      tree.addSpelled(path.substring(0, Math.max(dot, 0)), path.substring(dot + 1), leaf);
    } else {
      tree.add(path, leaf);
    }
  }

  /**
   * Whether the field's text is, to the letter, one that stands in the record, and none that
   * follows from others or from the kind of record.
   */
  public static boolean isVerbatim(Field field) {
    return field.type() == FieldType.KEYWORD && MEMBERS.containsValue(field);
  }

  /** How many members under {@code properties} were found, of core fields. */
  public static int count(FoundValues azure) {
    int count = 0;
    for (int i = 0; i < azure.usedCount(); i++) {
      count += COUNTED[azure.usedSlot(i)] ? 1 : 0;
    }
    return count;
  }

  /** Whether what is kept there stands under {@code properties}. */
  static boolean isInProperties(int slot) {
    return IN_PROPERTIES[slot];
  }
}
