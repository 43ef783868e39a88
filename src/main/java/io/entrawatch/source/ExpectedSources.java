// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.config.GivenSettings;
import io.entrawatch.config.NearestKey;
import io.entrawatch.config.Require;
import io.entrawatch.config.SettingsException;
import io.entrawatch.event.Category;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code input.expected-sources}. */
final class ExpectedSources {
  private static final Pattern TENANT =
      Pattern.compile("\\*|\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private ExpectedSources() {}

  static List<ExpectedSource> from(GivenSettings given) {
    return given.list(InputOptions.EXPECTED_SOURCES).stream()
        .map(ExpectedSources::of)
        .distinct()
        .toList();
  }

  private static ExpectedSource of(String text) {
    String where = InputOptions.EXPECTED_SOURCES.key() + ": " + SettingsException.quoted(text);
    int slash = text.indexOf('/');
    Require.that(slash >= 0, where + " is not TENANT/CATEGORY; write for example */SignInLogs");
    String tenant = text.substring(0, slash).strip();
    Require.that(
        TENANT.matcher(tenant).matches(),
        where
            + " names no tenant by its id; write the id, as 00000000-0000-0000-0000-000000000000,"
            + " or * for every tenant");
    return new ExpectedSource(
        tenant.toLowerCase(Locale.ROOT), category(where, text.substring(slash + 1).strip()));
  }

  private static String category(String where, String text) {
    Map<String, String> known = new TreeMap<>();
    Category.ALL.forEach(category -> known.put(category.toLowerCase(Locale.ROOT), category));
    String category = known.get(text.toLowerCase(Locale.ROOT));
    Require.that(
        category != null,
        where
            + " names no category of sign-ins; "
            + NearestKey.to(text, known.keySet())
                .map(nearest -> "did you mean " + known.get(nearest) + "?")
                .orElse("there are " + String.join(", ", Category.ALL)));
    return category;
  }
}
