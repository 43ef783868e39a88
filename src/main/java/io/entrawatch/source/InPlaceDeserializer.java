// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Leaves a value where the Kafka client has unpacked it, as a buffer over the client's own bytes.
 * {@link KafkaDecoding} reads what it makes.
 *
 * <p>Flink's connector refuses a deserializer that is declared to make anything but {@code byte[]},
 * and hands on untouched what one makes. This one says nothing of what it makes; see {@code
 * docs/decisions/0013-values-stay-where-they-are.md}.
 */
public final class InPlaceDeserializer extends ByteBufferDeserializer {}
