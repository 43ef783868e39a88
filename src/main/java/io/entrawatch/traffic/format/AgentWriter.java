// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.format;

import io.entrawatch.event.Times;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Events as Elastic Agent's azure-eventhub input sends them to Kafka, with the raw record as text.
 */
final class AgentWriter implements RecordWriter {
  private final RawWriter raw;
  private final Document document = new Document(false);

  AgentWriter(int sizeBytes) {
    raw = new RawWriter(sizeBytes);
  }

  @Override
  public void write(SampleSignIn signIn, OutputStream out) throws IOException {
    Document to = document.begin();
    to.text("@timestamp", Times.iso(signIn.ingested()));
    to.open("agent").text("type", "filebeat").text("version", "8.19.12").close();
    to.open("azure")
        .open("eventhub")
        .text("eventhub", "signin-logs")
        .text("consumer_group", "$Default")
        .close()
        .close();
    to.open("data_stream")
        .text("type", "logs")
        .text("dataset", "azure.signinlogs")
        .text("namespace", "default")
        .close();
    to.open("ecs").text("version", "8.0.0").close();
    to.open("event").text("dataset", "azure.signinlogs").text("module", "azure").close();
    to.open("input").text("type", "azure-eventhub").close();
    to.quoted("message", raw.document(signIn));
    to.texts("tags", "azure-signinlogs");
    to.end();
    to.writeTo(out);
  }
}
