// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import io.entrawatch.decode.shape.AzureMembers.Extra;
import io.entrawatch.event.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of raw records that Elastic's azure integration makes from other fields. Only those
 * that are read are made.
 *
 * <p>Not thread-safe.
 */
public final class DerivedFields {
  private static final Set<Field> OF_AGENT =
      Set.of(Field.AGENT_NAME, Field.AGENT_VERSION, Field.AGENT_SYSTEM);
  private static final Set<Field> ALL =
      Set.of(
          Field.EVENT_ACTION,
          Field.OPERATION_NAME,
          Field.RESULT_TYPE,
          Field.ECS_USER_ID,
          Field.USER_NAME,
          Field.FULL_NAME,
          Field.USER_DOMAIN,
          Field.AGENT_NAME,
          Field.AGENT_VERSION,
          Field.AGENT_SYSTEM,
          Field.AZURE_RESOURCE_ID,
          Field.AZURE_RESOURCE_PROVIDER,
          Field.PROPERTIES_CORRELATION_ID,
          Field.PROPERTIES_TENANT_ID);

  /** What Azure Monitor calls every sign-in. The Graph API has no name for it. */
  private static final List<String> OPERATION = List.of("Sign-in activity");

  private static final String PROVIDERS = "/providers/";

  /** Grok's HOSTNAME. */
  private static final Pattern DOMAIN =
      Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{0,62}+(?:\\.[0-9A-Za-z][0-9A-Za-z-]{0,62}+)*+\\.?");

  private final Set<Field> fields;
  private final UserAgents agents;

  private DerivedFields(Set<Field> fields) {
    this.fields = fields;
    this.agents = fields.stream().anyMatch(OF_AGENT::contains) ? new UserAgents() : null;
  }

  /**
   * @param read the fields that are read, of any kind
   */
  public static DerivedFields of(Set<Field> read) {
    Set<Field> fields = new HashSet<>(read);
    fields.retainAll(ALL);
    return new DerivedFields(fields);
  }

  /**
   * @param builder has all other fields already
   * @param flat whether the record is a flat export
   */
  public void put(EventBuilder builder, FoundValues root, boolean flat) {
    if (fields.isEmpty()) {
      return;
    }
    List<String> operation = root.get(Extra.OPERATION.slot());
    List<String> resultType = root.get(Extra.RESULT_TYPE.slot());
    if (flat) {
      operation = operation.isEmpty() ? OPERATION : operation;
      resultType = resultType.isEmpty() ? builder.get(Field.ERROR_CODE) : resultType;
      put(builder, Field.PROPERTIES_CORRELATION_ID, builder.get(Field.CORRELATION_ID));
      put(builder, Field.PROPERTIES_TENANT_ID, builder.get(Field.TENANT_ID));
    }
    put(builder, Field.EVENT_ACTION, operation);
    put(builder, Field.OPERATION_NAME, operation);
    put(builder, Field.RESULT_TYPE, resultType);
    put(builder, Field.ECS_USER_ID, builder.get(Field.USER_ID));
    put(builder, Field.FULL_NAME, builder.get(Field.USER_DISPLAY_NAME));
    putUserName(builder);
    // In a flat export, what stands there may be the resource that was signed in to.
    if (!flat || RawShape.tenantOfResource(root) != null) {
      putResource(builder, root.first(Extra.LOGGED_RESOURCE.slot()));
    }
    putAgent(builder);
  }

  private void put(EventBuilder builder, Field field, List<String> values) {
    if (!values.isEmpty() && fields.contains(field)) {
      builder.put(field, values);
    }
  }

  private void put(EventBuilder builder, Field field, String value) {
    if (value != null) {
      put(builder, field, List.of(value));
    }
  }

  /**
   * As the integration's patterns have it: a name of letters, digits, dots, hyphens and underscores
   * right before an at sign, and a host name behind it; else the whole is the name.
   */
  private void putUserName(EventBuilder builder) {
    List<String> principals = builder.get(Field.USER_PRINCIPAL_NAME);
    if (principals.size() != 1) {
      return;
    }
    String principal = principals.get(0);
    for (int at = principal.indexOf('@'); at >= 0; at = principal.indexOf('@', at + 1)) {
      int start = at;
      while (start > 0 && isOfName(principal.charAt(start - 1))) {
        start--;
      }
      Matcher domain = DOMAIN.matcher(principal).region(at + 1, principal.length());
      if (start < at && domain.lookingAt()) {
        put(builder, Field.USER_NAME, principal.substring(start, at));
        put(builder, Field.USER_DOMAIN, domain.group());
        return;
      }
    }
    put(builder, Field.USER_NAME, principal);
  }

  private static boolean isOfName(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "._-".indexOf(c) >= 0;
  }

  private void putResource(EventBuilder builder, String resource) {
    put(builder, Field.AZURE_RESOURCE_ID, resource);
    int providers = resource == null ? -1 : resource.indexOf(PROVIDERS);
    if (providers >= 0 && providers + PROVIDERS.length() < resource.length()) {
      put(
          builder,
          Field.AZURE_RESOURCE_PROVIDER,
          resource.substring(providers + PROVIDERS.length()));
    }
  }

  private void putAgent(EventBuilder builder) {
    List<String> originals = agents == null ? List.of() : builder.get(Field.USER_AGENT);
    if (originals.size() == 1) {
      UserAgents.Agent agent = agents.parse(originals.get(0));
      put(builder, Field.AGENT_NAME, agent.name());
      put(builder, Field.AGENT_VERSION, agent.version());
      put(builder, Field.AGENT_SYSTEM, agent.system());
    }
  }
}
