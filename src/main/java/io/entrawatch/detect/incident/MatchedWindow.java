// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.event.Event;
import java.util.List;

/**
 * A window of the elastic reading that matched, once nothing can change it any more: what a {@link
 * MatchRow} is written from, where somebody asks for rows. Writing one is not cheap and its length
 * is up to the senders.
 *
 * @param start inclusive, ms since the epoch
 * @param end exclusive, ms since the epoch
 * @param signIns the group's in the window, in their order
 */
public record MatchedWindow(long start, long end, List<Event> signIns) {}
