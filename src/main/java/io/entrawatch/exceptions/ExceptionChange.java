// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

/**
 * What a record of the exceptions topic says.
 *
 * @param id the record's key
 * @param topic null in the state of a release that did not note it
 * @param entry null where the entry was deleted, or cannot be obeyed
 * @param problem why it cannot be obeyed; null where it can, or was deleted
 */
public record ExceptionChange(
    String id, String topic, int partition, long offset, ExceptionEntry entry, String problem) {}
