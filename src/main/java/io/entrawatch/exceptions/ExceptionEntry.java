// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import java.util.List;

/**
 * An exception: which alerts are harmless, until when, and why. All fields together must match. A
 * field matches with any of its values; a field without values always matches.
 *
 * @param id names the entry, in the list and in the counts
 * @param rules ids of rules
 * @param users principal names or object ids
 * @param apps application ids
 * @param asns numbers of autonomous systems
 * @param networks in CIDR notation
 * @param userAgents patterns, see docs/exceptions.md
 * @param expires from when on the entry no longer holds, ms since the epoch
 */
public record ExceptionEntry(
    String id,
    List<String> rules,
    List<String> users,
    List<String> apps,
    List<String> asns,
    List<String> networks,
    List<String> userAgents,
    String author,
    String reason,
    long expires)
    implements java.io.Serializable {}
