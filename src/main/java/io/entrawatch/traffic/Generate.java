// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.format.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the traffic of a request. */
public final class Generate {
  private static final byte[] ENVELOPE = "{\"records\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENVELOPE_END = "]}\n".getBytes(StandardCharsets.US_ASCII);

  private Generate() {}

  /** Writes the records only, see {@link #run(GenerateRequest, OutputStream, OutputStream)}. */
  public static void run(GenerateRequest request, OutputStream records) throws IOException {
    run(request, records, OutputStream.nullOutputStream());
  }

  /**
   * Writes the records, one JSON document a line, and the ground truth, one planted incident a
   * line.
   *
   * <p>Both streams ought to be buffered; they are flushed, and stay open.
   */
  public static void run(GenerateRequest request, OutputStream records, OutputStream truth)
      throws IOException {
    TrafficGenerator traffic = new TrafficGenerator(request);
    Truth.write(traffic.incidents(), truth);
    truth.flush();
    RecordWriter writer = request.format().writer(request.sizeBytes());
    if (request.batch() == 0) {
      writeLines(traffic, writer, records);
    } else {
      writeEnvelopes(traffic, writer, request.batch(), records);
    }
    records.flush();
  }

  static void writeLines(TrafficGenerator traffic, RecordWriter writer, OutputStream out)
      throws IOException {
    while (traffic.hasNext()) {
      writer.write(traffic.next(), out);
      out.write('\n');
    }
  }

  private static void writeEnvelopes(
      TrafficGenerator traffic, RecordWriter writer, int batch, OutputStream out)
      throws IOException {
    while (traffic.hasNext()) {
      out.write(ENVELOPE);
      for (int i = 0; i < batch && traffic.hasNext(); i++) {
        if (i > 0) {
          out.write(',');
        }
        writer.write(traffic.next(), out);
      }
      out.write(ENVELOPE_END);
    }
  }
}
