// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.detect.admission;

import io.entrawatch.event.Event;

/**
 * An event that arrived when no window of a rule could take it any more.
 *
 * @param rule the rule's id
 * @param lateByMillis how far the watermark had passed the end of the last window's lateness
 */
public record LateEvent(String rule, long lateByMillis, Event signIn) {}
