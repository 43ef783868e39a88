// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

/**
 * A record of a compacted topic.
 *
 * @param key null where it has none
 * @param value null for a tombstone
 */
public record KeyedRecord(String topic, String key, byte[] value, int partition, long offset) {}
