// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.source.DeadLetter.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;

/**
 * Files of one record or batch a line, {@code .gz} or not. A file is read by one reader from its
 * start, so that lines can be numbered; after a restart it is read again up to where the checkpoint
 * stood.
 */
final class LineFormat implements BulkFormat<Decoded, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  private final DecoderSettings settings;
  private final Relevance relevance;
  private final long startOfRun;

  LineFormat(DecoderSettings settings, Relevance relevance, long startOfRun) {
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

  /** Hands on what is in the lines of one file, some lines at a time. */
  final class Lines implements BulkFormat.Reader<Decoded> {
    private static final int BATCH_RECORDS = 500;
    private static final int BATCH_BYTES = 1 << 20;

    private final MessageReader reader = new MessageReader(settings, relevance);
    private final RecordDecoder decoder = new RecordDecoder(settings, relevance);
    private final String file;
    private final LineReader lines;
    private List<Decoded> pending = new ArrayList<>();
    private long emitted;
    private boolean broken;

    private Lines(Path path) throws IOException {
      file = path.getFileSystem().isDistributedFS() ? path.toString() : path.getPath();
      InputStream stored = path.getFileSystem().open(path);
      boolean compressed = path.getName().toLowerCase(Locale.ROOT).endsWith(".gz");
      lines = new LineReader(compressed ? new CompressedFile(stored) : stored, settings.maxBytes());
    }

    @Override
    public BulkFormat.RecordIterator<Decoded> readBatch() throws IOException {
      long bytes = 0;
      while (pending.size() < BATCH_RECORDS && bytes < BATCH_BYTES && readLine()) {
        bytes += lines.length();
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
      while (emitted + pending.size() < count && readLine()) {
        long known = Math.min(pending.size(), count - emitted);
        pending.subList(0, (int) known).clear();
        emitted += known;
      }
    }

    private boolean readLine() throws IOException {
      try {
        if (broken || !lines.next()) {
          return false;
        }
      } catch (CompressedFile.Damaged e) {
        broken = true;
        addDead(Reason.UNREADABLE_FILE, "the rest of the file is damaged: " + e.getMessage());
        return true;
      }
      if (lines.isTooLong()) {
        String detail = lines.length() + " bytes, more than " + settings.maxBytes();
        addDead(Reason.TOO_LARGE, detail);
      } else if (!lines.isBlank()) {
        decoder.decode(reader.read(lines.bytes()), place(), pending::add);
      }
      return true;
    }

    private void addDead(Reason reason, String detail) {
      DeadLetter deadLetter = place().deadLetter(reason, detail, lines.bytes());
      pending.add(Decoded.dead(deadLetter, Decoded.WHOLE).from(place(), null));
    }

    private Place place() {
      return new Place.InFile(file, lines.number(), startOfRun);
    }

    @Override
    public void close() throws IOException {
      decoder.close();
      lines.close();
    }
  }
}
