// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;

/**
 * One batch under way at a time, its pause after a failure included; and a batch is due as soon as
 * one alert waits. So an alert leaves at once when Elasticsearch is idle, and alerts gather into
 * batches by themselves while it is busy.
 */
final class OneBatchAtATime implements RateLimitingStrategy {
  private static final long UNBOUNDED = Long.MAX_VALUE;

  private final AlertBuffer buffer;

  OneBatchAtATime(AlertBuffer buffer) {
    this.buffer = buffer;
  }

  /** A writer of that buffer, its own bounds out of reach. */
  static AsyncSinkWriterConfiguration configuration(AlertBuffer buffer) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(1)
        .setMaxBatchSizeInBytes(UNBOUNDED)
        .setMaxInFlightRequests(1)
        .setMaxBufferedRequests(Integer.MAX_VALUE)
        .setMaxTimeInBufferMS(AlertIndexWriter.MAX_WAIT_AFTER_RESTORE)
        .setMaxRecordSizeInBytes(UNBOUNDED)
        .setRateLimitingStrategy(new OneBatchAtATime(buffer))
        .build();
  }

  @Override
  public boolean shouldBlock(RequestInfo request) {
    return buffer.isBatchUnderWay();
  }

  @Override
  public int getMaxBatchSize() {
    return 1;
  }

  @Override
  public void registerInFlightRequest(RequestInfo request) {
    // The buffer knows what is under way.
  }

  @Override
  public void registerCompletedRequest(ResultInfo result) {
    // The buffer knows what is under way.
  }
}
