// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Rejected;
import io.entrawatch.decode.record.Shape;
import io.entrawatch.decode.shape.AzureMembers.Extra;
import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import io.entrawatch.event.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A sign-in whose members all stand at the root: a row of Log Analytics' tables, or an object of
 * the Graph API, as it answers, the portal downloads and PowerShell prints it. Mapped to the same
 * fields as {@link RawShape}.
 */
public final class FlatShape {
  /** The Graph API writes in lower case what Azure Monitor does not. */
  private static final Map<String, String> USER_TYPES =
      Map.of("member", "Member", "guest", "Guest");

  private FlatShape() {}

  public static boolean matches(FoundValues root, FoundValues flat, boolean hasUnread) {
    int bits = SignInMarker.bits(flat);
    if (Integer.bitCount(bits) >= SignInMarker.ENOUGH) {
      return !isOfOtherTable(root, bits == SignInMarker.SESSIONS_AND_USERS);
    }
    // An id alone says nothing of a sign-in: a shipper adds one.
    int all = AzureMembers.count(flat);
    int others = all - (flat.has(Field.SIGN_IN_ID.index()) ? 1 : 0);
    return (others > 0 || all > 0 && !hasUnread)
        && !CategoryNames.isOther(root.first(Field.CATEGORY.index()))
        && (ownCategory(root) != null || root.has(Extra.EVENT_TYPES.slot()));
  }

  /** Whether category or table say that it is of another log. */
  private static boolean isOfOtherTable(FoundValues root, boolean asOtherLogs) {
    boolean row =
        asOtherLogs && root.has(Extra.TYPE.slot()) && root.has(Extra.TIME_GENERATED.slot());
    return CategoryNames.isOther(root.first(Field.CATEGORY.index()))
        || row && ownCategory(root) == null;
  }

  public static Shape shape(FoundValues root) {
    boolean row =
        Stream.of(Extra.TIME_GENERATED, Extra.AAD_TENANT).anyMatch(extra -> root.has(extra.slot()))
            || isTable(root);
    return row ? Shape.LOG_ANALYTICS : Shape.GRAPH;
  }

  /** Whether {@code Type} names a table of sign-ins; a shipper adds one of its own. */
  private static boolean isTable(FoundValues root) {
    String table = root.first(Extra.TYPE.slot());
    return table != null && CategoryNames.isTable(table);
  }

  public static EventBuilder toBuilder(
      FoundValues root, FoundValues flat, TimestampSource source, Long ingested, RecordOrigin place)
      throws Rejected {
    EventBuilder builder = RawShape.toBuilder(root, flat, source, ingested, place);
    RawShape.putOutcome(builder, root, flat, true);
    builder.put(Field.CATEGORY, category(root, flat));
    builder.put(Field.TENANT_ID, tenant(root));
    if (builder.get(Field.IDENTITY).isEmpty()) {
      builder.put(Field.IDENTITY, flat.get(Field.USER_DISPLAY_NAME.index()));
    }
    builder.put(Field.RESOURCE_ID, resource(root));
    // The prefilter settles what has a category, by its text as it stands.
    if (shape(root) == Shape.GRAPH && !root.has(Field.CATEGORY.index())) {
      builder.put(
          Field.USER_TYPE,
          flat.get(Field.USER_TYPE.index()).stream()
              .map(type -> USER_TYPES.getOrDefault(type, type))
              .toList());
    }
    return builder;
  }

  /** A category of sign-ins that the record names as category or as table; null for none. */
  private static String ownCategory(FoundValues root) {
    String category = root.first(Field.CATEGORY.index());
    String table = root.first(Extra.TYPE.slot());
    if (category != null && CategoryNames.isSignIns(category)) {
      return category;
    }
    return table != null && CategoryNames.isTable(table) ? table : null;
  }

  private static String category(FoundValues root, FoundValues flat) {
    String own = ownCategory(root);
    return own != null
        ? CategoryNames.canonical(own)
        : root.get(Extra.EVENT_TYPES.slot()).stream()
            .map(CategoryNames::ofEventType)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseGet(() -> RawShape.category(null, flat));
  }

  private static List<String> tenant(FoundValues root) {
    String ofResource = RawShape.tenantOfResource(root);
    return Stream.of(
            root.get(Extra.AAD_TENANT.slot()),
            ofResource == null ? List.<String>of() : List.of(ofResource),
            root.get(Extra.RESOURCE_TENANT.slot()),
            root.get(Extra.HOME_TENANT.slot()),
            shape(root) == Shape.GRAPH ? root.get(Field.TENANT_ID.index()) : List.<String>of())
        .filter(values -> !values.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> resource(FoundValues root) {
    List<String> identity = root.get(Extra.RESOURCE_IDENTITY.slot());
    return identity.isEmpty() && RawShape.tenantOfResource(root) == null
        ? root.get(Extra.LOGGED_RESOURCE.slot())
        : identity;
  }
}
