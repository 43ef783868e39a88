// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.decode.MessageReader;
import io.entrawatch.decode.RecordDecoder;
import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.text.FileForm;
import io.entrawatch.decode.text.FileText;
import io.entrawatch.decode.text.TextReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;

/**
 * Files of records or batches, in any {@link FileForm} that can be read. A file is read by one
 * reader from its start, so that lines can be numbered; after a restart it is read again up to
 * where the checkpoint stood.
 */
public final class FileRecordFormat implements BulkFormat<Decoded, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  private final DecoderSettings settings;
  private final Relevance relevance;
  private final long startOfRun;

  public FileRecordFormat(DecoderSettings settings, Relevance relevance, long startOfRun) {
    this.settings = settings;
    this.relevance = relevance;
    this.startOfRun = startOfRun;
  }

  @Override
  public Lines createReader(Configuration config, FileSourceSplit split) throws IOException {
    return new Lines(split.path());
  }

  @Override
  public Lines restoreReader(Configuration config, FileSourceSplit split) throws IOException {
    long done =
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
    Lines lines = createReader(config, split);
    lines.skip(done);
    return lines;
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return TypeInformation.of(Decoded.class);
  }

  /** Hands on what is in the texts of one file, some texts at a time. */
  public final class Lines implements BulkFormat.Reader<Decoded> {
    private static final int BATCH_RECORDS = 500;
    private static final int BATCH_BYTES = 1 << 20;

    private final MessageReader reader = new MessageReader(settings, relevance);
    private final RecordDecoder decoder = new RecordDecoder(settings, relevance);
    private final String file;
    private final TextReader texts;
    private List<Decoded> pending = new ArrayList<>();
    private long emitted;
    private long bytesRead;
    private FileForm.Refusal refusal;

    /** The line of the last text, and how many texts before it begin in that line. */
    private long line;

    private int textsBefore;

    private Lines(Path path) throws IOException {
      file = path.getFileSystem().isDistributedFS() ? path.toString() : path.getPath();
      FileForm form = FileForm.open(path);
      refusal = form.refusal();
      texts = new TextReader(form.content(), settings.maxBytes());
    }

    @Override
    public BulkFormat.RecordIterator<Decoded> readBatch() throws IOException {
      bytesRead = 0;
      while (pending.size() < BATCH_RECORDS && bytesRead < BATCH_BYTES && readText()) {
        // The text is pending.
      }
      if (pending.isEmpty()) {
        return null;
      }
      ArrayResultIterator<Decoded> batch = new ArrayResultIterator<>();
      Decoded[] records = pending.toArray(Decoded[]::new);
      batch.set(records, records.length, CheckpointedPosition.NO_OFFSET, emitted);
      emitted += records.length;
      pending = new ArrayList<>();
      return batch;
    }

    /** Drops the first {@code count} values, which the checkpoint already holds. */
    private void skip(long count) throws IOException {
      while (emitted + pending.size() < count && readText()) {
        long known = Math.min(pending.size(), count - emitted);
        pending.subList(0, (int) known).clear();
        emitted += known;
      }
    }

    private boolean readText() throws IOException {
      if (refusal != null) {
        addDead(Reason.UNREADABLE_FILE, refusal.detail(), refusal.head(), place(1));
        refusal = null;
        return true;
      }
      FileText text = texts.next();
      if (text == null) {
        return false;
      }
      bytesRead += text.length();
      RecordOrigin place = place(text.line());
      if (text.damage() != null) {
        String detail = "the rest of the file is damaged: " + text.damage().getMessage();
        addDead(Reason.UNREADABLE_FILE, detail, text.bytes(), place);
      } else if (text.isTooLong()) {
        String detail = text.length() + " bytes, more than " + settings.maxBytes();
        addDead(Reason.TOO_LARGE, detail, text.bytes(), place);
      } else if (text.isBlank()) {
        addDead(
            Reason.NOT_JSON,
            "an array breaks off here: a comma or a bracket is missing",
            text.bytes(),
            place);
      } else {
        decoder.decode(reader.read(text.bytes()), place, pending::add);
      }
      return true;
    }

    private void addDead(Reason reason, String detail, byte[] bytes, RecordOrigin place) {
      DeadLetter deadLetter = place.deadLetter(reason, detail, bytes);
      pending.add(Decoded.dead(deadLetter, Decoded.WHOLE).from(place, null));
    }

    private RecordOrigin place(long textLine) {
      textsBefore = textLine == line ? textsBefore + 1 : 0;
      line = textLine;
      return new RecordOrigin.InFile(file, line, textsBefore, startOfRun);
    }

    @Override
    public void close() throws IOException {
      decoder.close();
      texts.close();
    }
  }
}
