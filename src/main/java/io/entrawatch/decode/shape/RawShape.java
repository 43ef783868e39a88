// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import com.fasterxml.jackson.core.JsonToken;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Rejected;
import io.entrawatch.decode.shape.AzureMembers.Extra;
import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import io.entrawatch.event.Field;
import io.entrawatch.event.FieldType;
import io.entrawatch.event.IpAddresses;
import io.entrawatch.event.TimeParser;
import java.time.DateTimeException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record as Azure Monitor writes it, mapped to our fields as Elastic's azure integration does.
 * What a record says stands under {@code properties}; what Azure says of it, at the root.
 */
public final class RawShape {
  private static final List<Field> FIELDS = Field.all();
  private static final List<String> SIGN_IN_DATASET = List.of("azure.signinlogs");
  private static final List<String> AUTHENTICATION = List.of("authentication");
  private static final Pattern TENANT = Pattern.compile("(?i)/?tenants/([^/]+)/.*");

  private static final List<Extra> CREATED_FIRST =
      List.of(Extra.CREATED, Extra.TIME, Extra.ROOT_CREATED, Extra.TIME_GENERATED);
  private static final List<Extra> TIME_FIRST =
      List.of(Extra.TIME, Extra.TIME_GENERATED, Extra.CREATED, Extra.ROOT_CREATED);

  private RawShape() {}

  /**
   * Whether it is a sign-in of the sign-in logs: of one of their categories, and it says something
   * of a sign-in or everything in it was read; or, where it has no category, with the marks of one.
   */
  public static boolean matches(FoundValues azure, boolean hasUnread) {
    String category = azure.first(Field.CATEGORY.index());
    return category == null
        ? Integer.bitCount(SignInMarker.bits(azure)) >= SignInMarker.ENOUGH
        : CategoryNames.isSignIns(category) && (AzureMembers.count(azure) > 0 || !hasUnread);
  }

  /**
   * @param ingested {@code event.ingested} of the record itself or of what is around it; null where
   *     there is none, and the place of the record tells
   */
  public static EventBuilder toBuilder(
      FoundValues azure, TimestampSource source, Long ingested, RecordOrigin place)
      throws Rejected {
    EventBuilder builder = toBuilder(azure, azure, source, ingested, place);
    putOutcome(builder, azure, azure, false);
    String category = azure.first(Field.CATEGORY.index());
    builder.put(Field.CATEGORY, category(category, azure));
    if (!azure.has(Field.TENANT_ID.index())) {
      builder.putIfKnown(Field.TENANT_ID, tenantOfResource(azure));
    }
    return builder;
  }

  static String category(String own, FoundValues properties) {
    return own == null
        ? CategoryNames.ofInteractive(
            "true".equals(properties.single(Field.IS_INTERACTIVE.index())))
        : CategoryNames.canonical(own);
  }

  /** The tenant that stands in the name of what the log is of; null where none does. */
  static String tenantOfResource(FoundValues root) {
    String resource = root.first(Extra.LOGGED_RESOURCE.slot());
    Matcher tenant = TENANT.matcher(resource == null ? "" : resource);
    return tenant.matches() ? tenant.group(1) : null;
  }

  /**
   * What all of Azure's shapes have in common; tenant and category aside.
   *
   * @param root what stands at the root
   * @param properties what stands under {@code properties}, or would
   */
  public static EventBuilder toBuilder(
      FoundValues root,
      FoundValues properties,
      TimestampSource source,
      Long ingested,
      RecordOrigin place)
      throws Rejected {
    root.throwIfRejected();
    properties.throwIfRejected();
    long timestamp = timestamp(root, source);
    EventBuilder builder =
        new EventBuilder(ingested == null ? place.ingested(timestamp) : ingested, timestamp);
    putAll(builder, root, false);
    putAll(builder, properties, true);
    builder.putTime(Field.TIMESTAMP, timestamp);
    builder.putTime(Field.EVENT_INGESTED, builder.ingested());
    builder.put(Field.EVENT_CATEGORY, AUTHENTICATION);
    builder.put(Field.EVENT_DATASET, SIGN_IN_DATASET);
    builder.put(Field.DATA_STREAM_DATASET, SIGN_IN_DATASET);
    builder.put(Field.EVENT_ID, properties.get(Field.SIGN_IN_ID.index()));
    putMessage(builder, properties);
    putSource(builder, properties);
    return builder;
  }

  private static void putAll(EventBuilder builder, FoundValues values, boolean ofProperties) {
    for (int i = 0; i < values.usedCount(); i++) {
      int slot = values.usedSlot(i);
      if (slot < FIELDS.size() && AzureMembers.isInProperties(slot) == ofProperties) {
        builder.put(FIELDS.get(slot), values.get(slot));
      }
    }
  }

  /** When a record of any log happened; {@link Decoded#NO_TIME} where that cannot be read. */
  public static long timeIfReadable(FoundValues root) {
    try {
      return timestamp(root, TimestampSource.TIME);
    } catch (Rejected e) {
      return Decoded.NO_TIME;
    }
  }

  /** The first time that can be read. */
  private static long timestamp(FoundValues root, TimestampSource source) throws Rejected {
    Rejected first = null;
    for (Extra extra : source == TimestampSource.TIME ? TIME_FIRST : CREATED_FIRST) {
      if (root.has(extra.slot())) {
        try {
          return time(extra, root.single(extra.slot()));
        } catch (Rejected e) {
          root.ignore();
          first = first == null ? e : first;
        }
      } else if (root.isMistyped(extra.slot()) && first == null) {
        first = new Rejected(Reason.INVALID_TIME, extra.path() + " is no text");
      }
    }
    throw first != null
        ? first
        : new Rejected(Reason.NO_TIME, "none of properties.createdDateTime, time, createdDateTime");
  }

  private static long time(Extra extra, String text) throws Rejected {
    if (text == null) {
      throw new Rejected(Reason.INVALID_TIME, extra.path() + " has several values");
    }
    try {
      return TimeParser.azure(text);
    } catch (DateTimeException e) {
      throw new Rejected(Reason.INVALID_TIME, extra.path() + ": " + e.getMessage());
    }
  }

  /**
   * The error code and what follows from it. Where the record's own cannot be read, or {@code
   * instead} is set and there is none, the root's {@code resultType} stands for it.
   */
  static void putOutcome(
      EventBuilder builder, FoundValues root, FoundValues properties, boolean instead) {
    int slot = Field.ERROR_CODE.index();
    boolean unread = !properties.has(slot) && (instead || properties.isMistyped(slot));
    String code = unread ? resultType(root) : properties.single(slot);
    if (unread && code != null) {
      builder.put(Field.ERROR_CODE, code);
    }
    if ("0".equals(code) || !unread && !properties.has(slot)) {
      builder.put(Field.EVENT_OUTCOME, "success");
    } else if (code != null && code.charAt(0) != '-') {
      builder.put(Field.EVENT_OUTCOME, "failure");
    }
  }

  private static String resultType(FoundValues root) {
    String text = root.single(Extra.RESULT_TYPE.slot());
    try {
      return text == null ? null : FieldText.of(FieldType.LONG, JsonToken.VALUE_STRING, text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void putMessage(EventBuilder builder, FoundValues properties) {
    String reason = properties.single(Extra.REASON.slot());
    String details = properties.single(Extra.DETAILS.slot());
    if (reason != null && details != null) {
      builder.put(Field.MESSAGE, reason + " (" + details + ")");
    } else if (reason != null || details != null) {
      builder.put(Field.MESSAGE, reason == null ? details : reason);
    }
  }

  private static void putSource(EventBuilder builder, FoundValues properties) {
    List<String> addresses = properties.get(Extra.UPPER_CASE_IP.slot());
    if (addresses.isEmpty()) {
      addresses = properties.get(Extra.IP.slot());
    }
    if (!addresses.isEmpty()) {
      builder.put(Field.SOURCE_ADDRESS, addresses);
      builder.put(
          Field.SOURCE_IP,
          addresses.stream()
              .map(IpAddresses::canonical)
              .filter(Objects::nonNull)
              .distinct()
              .toList());
    }
  }
}
