// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.TrafficGenerator;
import io.entrawatch.traffic.format.Format;
import io.entrawatch.traffic.format.RecordWriter;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of one run, in the order in which they arrive: days of the log's own time with
 * planted attacks, and at the end one record a partition that comes later than any alert can still
 * change.
 */
final class PlantedTraffic {
  static final int PARTITIONS = 4;

  private static final double DAYS = 2.5;
  private static final int INCIDENTS = 60;
  private static final int SIZE_BYTES = 3_100;
  private static final Duration LATER_THAN_ALL = Duration.ofDays(3);

  /**
   * A record for the topic.
   *
   * @param timestamp Kafka's, ms since the epoch: when the log's readers got it
   * @param signIn its id
   */
  record Arriving(int partition, long timestamp, String signIn, byte[] value) {}

  private final List<Arriving> records = new ArrayList<>();
  private final int last;

  /** The same seed and number give the same records. */
  PlantedTraffic(long seed, int events) throws IOException {
    this(seed, events, INCIDENTS, SIZE_BYTES);
  }

  PlantedTraffic(long seed, int events, int incidents, int sizeBytes) throws IOException {
    GenerateRequest plain = GenerateRequest.of(events, seed);
    double rate = events / (DAYS * Duration.ofDays(1).toSeconds());
    GenerateRequest request =
        new GenerateRequest(
            events, seed, Format.ECS, incidents, plain.start(), rate, 5, 1, sizeBytes, 0);
    TrafficGenerator traffic = new TrafficGenerator(request);
    RecordWriter writer = Format.ECS.writer(request.sizeBytes());
    SampleSignIn first = null;
    SampleSignIn signIn = null;
    while (traffic.hasNext()) {
      signIn = traffic.next();
      first = first == null ? signIn : first;
      add(signIn, writer);
    }
    last = records.size();
    long end = signIn.ingested() + LATER_THAN_ALL.toMillis();
    for (int i = 0; i < PARTITIONS; i++) {
      add(later(first, "the-end-" + i, end), writer);
    }
  }

  private static SampleSignIn later(SampleSignIn of, String id, long time) {
    return new SampleSignIn(id, time, time, of.tenantId(), id, id, id, of.person(), of.leg());
  }

  private void add(SampleSignIn signIn, RecordWriter writer) throws IOException {
    ByteArrayOutputStream value = new ByteArrayOutputStream(4_096);
    writer.write(signIn, value);
    records.add(
        new Arriving(
            records.size() % PARTITIONS, signIn.ingested(), signIn.id(), value.toByteArray()));
  }

  private PlantedTraffic(List<Arriving> records) {
    this.records.addAll(records);
    this.last = records.size() - PARTITIONS;
  }

  /** What {@link #write} has written. */
  static PlantedTraffic read(List<String> lines) {
    List<Arriving> records = new ArrayList<>();
    for (String line : lines) {
      byte[] value = line.getBytes(StandardCharsets.UTF_8);
      JsonNode event = Revision.json(value).get("event");
      records.add(
          new Arriving(
              records.size() % PARTITIONS,
              Instant.parse(event.get("ingested").asText()).toEpochMilli(),
              event.get("id").asText(),
              value));
    }
    return new PlantedTraffic(records);
  }

  /** Without those that end it. */
  List<Arriving> constant() {
    return records.subList(0, last);
  }

  /** Those that end it. */
  List<Arriving> end() {
    return records.subList(last, records.size());
  }

  /** All of it as NDJSON. */
  void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (Arriving record : records) {
        out.write(record.value());
        out.write('\n');
      }
    }
  }
}
