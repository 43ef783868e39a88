// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import java.time.Duration;
import java.util.List;

/**
 * What a new-terms rule looks for ({@code [rule.new_terms]}).
 *
 * @param fields one to three; the combination of their values has to be new
 * @param history how far back it must not have been seen
 */
public record NewTerms(List<String> fields, Duration history) {}
