// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.ruletest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One test of the rules: sign-ins, and what must come of them. See docs/rule-tests.md.
 *
 * @param inputs files with sign-ins; empty where they stand in the case itself
 * @param signIns the sign-ins of the case itself, a JSON document each
 * @param assignments settings, each {@code KEY=VALUE}
 * @param alerts what is expected of each alert, all of them
 * @param suppressed what is expected of each alert that an exception holds back, all of them
 * @param deadLetters how many records must not be usable
 */
record RuleCase(
    List<Path> inputs,
    List<String> signIns,
    List<String> assignments,
    Optional<Path> exceptions,
    List<JsonNode> alerts,
    List<JsonNode> suppressed,
    int deadLetters) {}
