// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.Field;
import io.entrawatch.signin.FieldType;
import io.entrawatch.signin.IpAddresses;
import io.entrawatch.signin.TimeParser;
import io.entrawatch.source.DeadLetter.Reason;
import io.entrawatch.source.DecoderSettings.TimestampSource;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A record as Azure Monitor writes it, mapped to our fields as Elastic's azure integration does.
 */
final class RawShape {
  private static final Field[] FIELDS = Field.values();
  private static final String PROPERTIES = "azure.signinlogs.properties.";
  private static final List<String> SIGN_IN_DATASET = List.of("azure.signinlogs");
  private static final List<String> AUTHENTICATION = List.of("authentication");

  /** Members that no field takes as they are. */
  private enum Extra {
    CREATED("properties.created_date_time", FieldType.DATE),
    TIME("time", FieldType.DATE),
    ROOT_CREATED("created_date_time", FieldType.DATE),
    UPPER_CASE_IP("properties.ipaddress", FieldType.KEYWORD),
    IP("properties.ip_address", FieldType.KEYWORD),
    REASON("properties.status.failure_reason", FieldType.KEYWORD),
    DETAILS("properties.status.additional_details", FieldType.KEYWORD);

    private final String path;
    private final FieldType type;

    Extra(String path, FieldType type) {
      this.path = path;
      this.type = type;
    }

    int slot() {
      return FIELDS.length + ordinal();
    }
  }

  static final int SLOTS = FIELDS.length + Extra.values().length;

  private static final List<Extra> CREATED_FIRST =
      List.of(Extra.CREATED, Extra.TIME, Extra.ROOT_CREATED);
  private static final List<Extra> TIME_FIRST =
      List.of(Extra.TIME, Extra.CREATED, Extra.ROOT_CREATED);

  /** Members that a field takes as they are, by their path. */
  private static final Map<String, Field> MEMBERS = members();

  private RawShape() {}

  private static Map<String, Field> members() {
    Map<String, Field> members = new HashMap<>();
    members.put("tenant_id", Field.TENANT_ID);
    members.put("correlation_id", Field.CORRELATION_ID);
    members.put("category", Field.CATEGORY);
    members.put("identity", Field.IDENTITY);
    members.put("properties.user_agent", Field.USER_AGENT);
    for (Field field : FIELDS) {
      if (field.path().startsWith(PROPERTIES)) {
        members.put("properties." + field.path().substring(PROPERTIES.length()), field);
      }
    }
    return Map.copyOf(members);
  }

  static PathTree tree() {
    PathTree tree = PathTree.raw();
    MEMBERS.forEach((path, field) -> add(tree, path, field));
    for (Extra extra : Extra.values()) {
      tree.add(extra.path, new PathTree.Leaf(extra.slot(), extra.type, extra.path));
    }
    return tree;
  }

  /**
   * Whether the field's text is, to the letter, one that stands in the record, and none that
   * follows from others or from the kind of record.
   */
  static boolean isVerbatim(Field field) {
    return field.type() == FieldType.KEYWORD && MEMBERS.containsValue(field);
  }

  private static void add(PathTree tree, String path, Field field) {
    tree.add(path, new PathTree.Leaf(field.ordinal(), field.type(), path));
  }

  /** Whether anything was found that such a record has. */
  static boolean isRecognised(Values raw) {
    return raw.usedCount() > 0;
  }

  /** Whether the record is of the sign-in logs, of which there are four, and not of another log. */
  static boolean isSignIn(Values raw) {
    String category = raw.single(Field.CATEGORY.ordinal());
    return category != null && category.endsWith("SignInLogs");
  }

  /**
   * @param ingested {@code event.ingested} of the envelope around the record; null where there is
   *     none, and the place of the record tells
   */
  static Draft draft(Values raw, TimestampSource source, Long ingested, Place place)
      throws Rejected {
    raw.throwIfRejected();
    long timestamp = timestamp(raw, source);
    Draft draft = new Draft(ingested == null ? place.ingested(timestamp) : ingested, timestamp);
    for (int i = 0; i < raw.usedCount(); i++) {
      int slot = raw.usedSlot(i);
      if (slot < FIELDS.length) {
        draft.put(FIELDS[slot], raw.get(slot));
      }
    }
    draft.putTime(Field.TIMESTAMP, timestamp);
    draft.putTime(Field.EVENT_INGESTED, draft.ingested());
    draft.put(Field.EVENT_CATEGORY, AUTHENTICATION);
    draft.put(Field.EVENT_DATASET, SIGN_IN_DATASET);
    draft.put(Field.DATA_STREAM_DATASET, SIGN_IN_DATASET);
    draft.put(Field.EVENT_ID, raw.get(Field.SIGN_IN_ID.ordinal()));
    putOutcome(draft, raw);
    putMessage(draft, raw);
    putSource(draft, raw);
    return draft;
  }

  private static long timestamp(Values raw, TimestampSource source) throws Rejected {
    List<Extra> order = source == TimestampSource.TIME ? TIME_FIRST : CREATED_FIRST;
    for (Extra extra : order) {
      if (raw.has(extra.slot())) {
        return time(extra, raw.single(extra.slot()));
      }
    }
    throw new Rejected(Reason.NO_TIME, "none of properties.createdDateTime, time, createdDateTime");
  }

  private static long time(Extra extra, String text) throws Rejected {
    if (text == null) {
      throw new Rejected(Reason.INVALID_TIME, extra.path + " has several values");
    }
    try {
      return TimeParser.azure(text);
    } catch (DateTimeException e) {
      throw new Rejected(Reason.INVALID_TIME, extra.path + ": " + e.getMessage());
    }
  }

  private static void putOutcome(Draft draft, Values raw) {
    int slot = Field.ERROR_CODE.ordinal();
    String code = raw.single(slot);
    if (!raw.has(slot) || "0".equals(code)) {
      draft.put(Field.EVENT_OUTCOME, "success");
    } else if (code != null && code.charAt(0) != '-') {
      draft.put(Field.EVENT_OUTCOME, "failure");
    }
  }

  private static void putMessage(Draft draft, Values raw) {
    String reason = raw.single(Extra.REASON.slot());
    String details = raw.single(Extra.DETAILS.slot());
    if (reason != null && details != null) {
      draft.put(Field.MESSAGE, reason + " (" + details + ")");
    } else if (reason != null || details != null) {
      draft.put(Field.MESSAGE, reason == null ? details : reason);
    }
  }

  private static void putSource(Draft draft, Values raw) {
    List<String> addresses = raw.get(Extra.UPPER_CASE_IP.slot());
    if (addresses.isEmpty()) {
      addresses = raw.get(Extra.IP.slot());
    }
    if (!addresses.isEmpty()) {
      draft.put(Field.SOURCE_ADDRESS, addresses);
      draft.put(
          Field.SOURCE_IP,
          addresses.stream()
              .map(IpAddresses::canonical)
              .filter(Objects::nonNull)
              .distinct()
              .toList());
    }
  }
}
