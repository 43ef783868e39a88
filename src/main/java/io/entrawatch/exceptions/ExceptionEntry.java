// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import java.util.List;

/**
 * What somebody has decided to be innocent, until when, and why. Of each field any value will do; a
 * field without values asks for nothing; all fields together must hold.
 *
 * @param id names it, in the list and in the counts
 * @param rules ids of rules
 * @param users principal names or object ids
 * @param apps application ids
 * @param asns numbers of autonomous systems
 * @param networks in CIDR notation
 * @param userAgents patterns, see docs/exceptions.md
 * @param expires from when on it holds no more, ms since the epoch
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
