// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.format;

import com.fasterxml.jackson.core.io.SerializedString;
import io.entrawatch.traffic.model.Guid;
import java.util.regex.Pattern;

/** The tenant's conditional-access policies, which make up most of a record. Written once, here. */
final class Policies {
  private static final int COUNT = 40;
  private static final String[] RESULTS = {
    "notApplied", "success", "notEnabled", "reportOnlyNotApplied"
  };
  private static final String[] TITLES = {
    "Require MFA for all users",
    "Block legacy authentication",
    "Require a compliant device for administrators",
    "Block access from outside of Europe",
    "Sign-in frequency on unmanaged devices",
    "Terms of use for guests",
    "Require MFA to register security information",
    "Require MFA for Azure management",
    "Block high-risk sign-ins",
    "Approved apps on mobile devices"
  };

  private final SerializedString[][] policies = new SerializedString[COUNT][RESULTS.length];
  private final int meanLength;

  /** The policies with names in snake case (ECS) or as Microsoft spells them. */
  Policies(boolean ecs) {
    int length = 0;
    for (int i = 0; i < COUNT; i++) {
      for (int r = 0; r < RESULTS.length; r++) {
        policies[i][r] = new SerializedString(policy(i, RESULTS[r], ecs));
        length += policies[i][r].getValue().length() + 1;
      }
    }
    meanLength = length / (COUNT * RESULTS.length);
  }

  /** How many policies fill up so many bytes best; none if the number is negative. */
  int countFor(int bytes) {
    return Math.max(0, Math.round((float) bytes / meanLength));
  }

  /** The {@code i}-th policy, with a result that differs between records. */
  SerializedString policy(int i, int seed) {
    int result = Math.floorMod(seed * 31 + i * 7, 16);
    return policies[i % COUNT][result < 12 ? 0 : result - 12];
  }

  private static String policy(int i, String result, boolean ecs) {
    String json =
        """
        {"id":"%s","displayName":"CA%03d: %s","enforcedGrantControls":["%s"],\
        "enforcedSessionControls":[],"result":"%s","conditionsSatisfied":%d,\
        "conditionsNotSatisfied":%d,"includeRulesSatisfied":[{"conditionalAccessCondition":1,\
        "ruleSatisfied":"allApps"}],"excludeRulesSatisfied":[]}\
        """
            .formatted(
                Guid.of(i, 40),
                i + 1,
                TITLES[i % TITLES.length],
                i % 3 == 0 ? "Block" : "Mfa",
                result,
                result.equals("success") ? 3 : 1,
                result.equals("success") ? 0 : 2);
    return ecs ? snakeNames(json) : json;
  }

  private static String snakeNames(String json) {
    return Pattern.compile("\"(\\w+)\":")
        .matcher(json)
        .replaceAll(name -> '"' + SnakeCase.of(name.group(1)) + "\":");
  }
}
