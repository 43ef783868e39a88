// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReaderBase;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.NumberSequenceIterator;

/**
 * The positions of documents, in their order with one reader. It can hold after some of them, as a
 * source does to which nothing more has come yet, so that a job can be stopped there.
 */
final class DocumentSource extends NumberSequenceSource {
  private static final long serialVersionUID = 1L;

  private final long hold;

  /**
   * @param count of documents, at least one
   * @param hold after so many; {@code Long.MAX_VALUE} for not at all
   */
  DocumentSource(long count, long hold) {
    super(0, count - 1);
    this.hold = hold;
  }

  @Override
  public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext context) {
    return new Reader(context, hold);
  }

  private static final class Reader
      extends IteratorSourceReaderBase<Long, Long, NumberSequenceIterator, NumberSequenceSplit> {
    private final CompletableFuture<Void> never = new CompletableFuture<>();
    private final long hold;
    private long read;

    Reader(SourceReaderContext context, long hold) {
      super(context);
      this.hold = hold;
    }

    @Override
    protected Long convert(Long position) {
      read++;
      return position;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Long> output) {
      return read == hold ? InputStatus.NOTHING_AVAILABLE : super.pollNext(output);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return read == hold ? never : super.isAvailable();
    }
  }
}
