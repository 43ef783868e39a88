// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.incident;

import io.entrawatch.event.Event;
import java.util.List;

/**
 * A matching window of the elastic reading after it has closed. A {@link
 * io.entrawatch.alert.MatchRow} is written from it, but only if rows are requested: writing one is
 * expensive, and its length is up to the senders.
 *
 * @param start inclusive, ms since the epoch
 * @param end exclusive, ms since the epoch
 * @param signIns the group's events in the window, in their order
 */
public record MatchedWindow(long start, long end, List<Event> signIns) {}
