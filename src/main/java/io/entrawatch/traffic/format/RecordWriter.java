// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.format;

import io.entrawatch.traffic.model.SampleSignIn;
import java.io.IOException;
import java.io.OutputStream;

/** Writes sign-ins as JSON records of one shape. Not for several threads at once. */
public interface RecordWriter {
  /** Writes one record: a JSON object in one line, without the line's end. */
  void write(SampleSignIn signIn, OutputStream out) throws IOException;
}
