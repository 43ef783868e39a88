// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.event.Times;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Decodes documents by their positions in a list, with the decoder that every input has. */
public final class DecodeDocuments extends RichFlatMapFunction<Long, Decoded> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<byte[]> documents;
  private final DecoderSettings settings;
  private final Relevance relevance;
  private transient MessageReader reader;
  private transient RecordDecoder decoder;

  public DecodeDocuments(List<byte[]> documents, DecoderSettings settings, Relevance relevance) {
    this.documents = new ArrayList<>(documents);
    this.settings = settings;
    this.relevance = relevance;
  }

  @Override
  public void open(OpenContext context) {
    reader = new MessageReader(settings, relevance);
    decoder = new RecordDecoder(settings, relevance);
  }

  @Override
  public void flatMap(Long position, Collector<Decoded> out) {
    RecordOrigin place = new RecordOrigin.InFile("documents", position + 1, Times.LAST);
    decoder.decode(reader.read(documents.get(position.intValue())), place, out::collect);
  }

  /** All of them at once, without a cluster. */
  public List<Decoded> all() {
    open(null);
    List<Decoded> decoded = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      RecordOrigin place = new RecordOrigin.InFile("documents", i + 1L, Times.LAST);
      decoder.decode(reader.read(documents.get(i)), place, decoded::add);
    }
    return decoded;
  }
}
