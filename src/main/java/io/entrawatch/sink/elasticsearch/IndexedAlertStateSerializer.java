// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;

/** How the alerts that wait for Elasticsearch are written into a checkpoint. */
public final class IndexedAlertStateSerializer
    extends AsyncSinkWriterStateSerializer<IndexedAlert> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public BufferedRequestState<IndexedAlert> deserialize(int version, byte[] serialized)
      throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "The alerts waiting for Elasticsearch were saved in format "
              + version
              + ", this release reads format "
              + VERSION
              + ": restore with the release that wrote the savepoint");
    }
    return super.deserialize(version, serialized);
  }

  @Override
  protected void serializeRequestToStream(IndexedAlert alert, DataOutputStream out)
      throws IOException {
    out.writeUTF(alert.id());
    out.writeLong(alert.revision());
    out.writeUTF(alert.index());
    out.writeInt(alert.length());
    out.writeInt(alert.deflated().length);
    out.write(alert.deflated());
  }

  @Override
  protected IndexedAlert deserializeRequestFromStream(long requestSize, DataInputStream in)
      throws IOException {
    String id = in.readUTF();
    long revision = in.readLong();
    String index = in.readUTF();
    int length = in.readInt();
    byte[] deflated = new byte[in.readInt()];
    in.readFully(deflated);
    return new IndexedAlert(id, revision, index, deflated, length);
  }
}
