// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

/**
 * The content of a record of the exceptions topic.
 *
 * @param id the record's key
 * @param topic null if read from the state of a release that did not store it
 * @param entry null if the entry was deleted or is invalid
 * @param problem why the entry is invalid; null if it is valid or was deleted
 */
public record ExceptionChange(
    String id, String topic, int partition, long offset, ExceptionEntry entry, String problem) {}
