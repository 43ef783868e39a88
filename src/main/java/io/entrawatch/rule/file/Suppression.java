// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import java.time.Duration;
import java.util.List;

/**
 * Elastic's suppression of repeated alerts ({@code [rule.alert_suppression]}).
 *
 * @param groupBy the fields or columns whose values make alerts one
 * @param duration null where the rule suppresses within one run only
 * @param missingFieldsSuppressed whether alerts that lack one of the fields are grouped as well
 *     ({@code missing_fields_strategy = "suppress"}, the default)
 */
public record Suppression(
    List<String> groupBy, Duration duration, boolean missingFieldsSuppressed) {}
