// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.text.FileForm;
import io.entrawatch.decode.text.FileText;
import io.entrawatch.decode.text.TextReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.connector.file.src.FileSourceSplit;

/** The texts that files hold, as a job would find them: lines, values, elements of long arrays. */
public final class FileTexts {
  private final int maxBytes;
  private final Consumer<byte[]> texts;
  private final Consumer<String> leftOut;

  /**
   * @param maxBytes longer ones are left out
   * @param texts takes each
   * @param leftOut takes a line for what is left out
   */
  public FileTexts(int maxBytes, Consumer<byte[]> texts, Consumer<String> leftOut) {
    this.maxBytes = maxBytes;
    this.texts = texts;
    this.leftOut = leftOut;
  }

  /**
   * Reads the files to their ends, in the order of their names.
   *
   * @throws IOException if one of them cannot be read
   */
  public void read(FileInput input) throws IOException {
    List<FileSourceSplit> files = new ArrayList<>(input.files());
    files.sort(Comparator.comparing(file -> file.path().getPath()));
    for (FileSourceSplit file : files) {
      FileForm form = FileForm.open(file.path());
      try (TextReader reader = new TextReader(form.content(), maxBytes)) {
        if (form.refusal() != null) {
          leftOut.accept(file.path().getPath() + ": " + form.refusal().detail());
        }
        for (FileText text = reader.next(); text != null; text = reader.next()) {
          hand(text, file.path().getPath());
        }
      }
    }
  }

  private void hand(FileText text, String file) {
    if (text.damage() != null) {
      leftOut.accept(file + ", line " + text.line() + ": the rest of the file is damaged");
    } else if (text.isTooLong()) {
      leftOut.accept(
          file + ", line " + text.line() + ": " + text.length() + " bytes, more than " + maxBytes);
    } else if (!text.isBlank()) {
      texts.accept(text.bytes());
    }
  }
}
