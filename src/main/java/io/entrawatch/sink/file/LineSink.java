// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.file;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes one line an element, for bounded jobs on one machine. It must run with parallelism 1: a
 * file has one writer.
 */
public final class LineSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final SerializationSchema<T> format;
  private final LineTarget target;

  /**
   * @param format gives a line, without its end
   */
  public LineSink(SerializationSchema<T> format, LineTarget target) {
    this.format = format;
    this.target = target;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    if (context.getTaskInfo().getNumberOfParallelSubtasks() > 1) {
      throw new IllegalStateException(
          "Several writers would overwrite each other in " + target + ": set parallelism 1");
    }
    try {
      format.open(context.asSerializationSchemaInitializationContext());
    } catch (Exception e) {
      throw new IOException("The format of " + target + " could not be set up", e);
    }
    return new Writer<>(format, target.open());
  }

  private record Writer<T>(SerializationSchema<T> format, LineWriter lines)
      implements SinkWriter<T> {

    @Override
    public void write(T element, Context context) throws IOException {
      lines.write(format.serialize(element));
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      lines.flush();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
