// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.config.SettingsException;
import io.entrawatch.decode.text.CompressedFile;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.kafka.KafkaTopics;
import io.entrawatch.kafka.TopicReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The alerts of a file or a topic: of each id the document with the highest revision. */
public final class AlertSet {
  private static final String TOPIC = "kafka:";

  private final ObjectMapper json = new ObjectMapper();
  private final String name;
  private final Map<String, JsonNode> byId = new TreeMap<>();

  private AlertSet(String name) {
    this.name = name;
  }

  /** Whether the name is that of a topic. */
  public static boolean isTopic(String name) {
    return name.startsWith(TOPIC);
  }

  /**
   * Reads them.
   *
   * @param name of a file with an alert a line, {@code .gz} or not, or {@code kafka:TOPIC}
   * @param settings where the broker is; needed for a topic
   * @throws SettingsException if that is not there or holds something else
   */
  public static AlertSet read(String name, Optional<Settings> settings) {
    AlertSet set = new AlertSet(name);
    if (isTopic(name)) {
      set.readTopic(
          name.substring(TOPIC.length()),
          settings.orElseThrow(
              () -> new SettingsException(name + ": give --config FILE, it says where Kafka is")));
    } else {
      set.readFile();
    }
    return set;
  }

  /** By id, those whose period lies between the times, be it in part. */
  public Map<String, JsonNode> within(Instant from, Instant to) {
    Map<String, JsonNode> within = new TreeMap<>(byId);
    within
        .values()
        .removeIf(alert -> !time(alert, "end").isAfter(from) || !time(alert, "start").isBefore(to));
    return within;
  }

  private static Instant time(JsonNode alert, String edge) {
    return Instant.parse(alert.at("/entrawatch/period/" + edge).asText());
  }

  private void readTopic(String topic, Settings settings) {
    var source = settings.requireKafka().source();
    Map<String, String> properties = source.properties().values();
    try {
      new KafkaTopics(source.bootstrapServers(), properties).requireReadable(Set.of(topic));
      new TopicReader(source.bootstrapServers(), topic, properties)
          .read(
              record -> {
                if (record.value() != null) {
                  add(
                      new String(record.value(), StandardCharsets.UTF_8),
                      "partition " + record.partition() + " offset " + record.offset());
                } else if (record.key() != null) {
                  byId.remove(record.key());
                }
              });
    } catch (KafkaTopics.UnusableException e) {
      throw new SettingsException(name + ": " + e.getMessage());
    }
  }

  private void readFile() {
    try (InputStream in = Files.newInputStream(file());
        InputStream plain = name.endsWith(".gz") ? new CompressedFile(in) : in;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(line, "line " + number);
        }
      }
    } catch (CompressedFile.Damaged e) {
      // What stands in front of the damage would pass for all: the rest would seem lost, or new.
      throw new SettingsException(
          name + ": it is damaged (" + e.getMessage() + "); give a copy that is whole");
    } catch (IOException e) {
      throw new SettingsException(
          name + ": it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private Path file() {
    Path file;
    try {
      file = Path.of(name);
    } catch (InvalidPathException e) {
      throw new SettingsException(SettingsException.quoted(name) + " is not a path");
    }
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw new SettingsException(
          name + ": no such file; name a file with an alert a line, or kafka:TOPIC");
    }
    return file;
  }

  private void add(String text, String place) {
    JsonNode alert = parsed(text, place);
    String id = alert.at("/entrawatch/alert/id").asText();
    if (id.isEmpty() || !alert.at("/entrawatch/revision").isIntegralNumber() || !hasPeriod(alert)) {
      throw notAnAlert(place);
    }
    byId.merge(id, alert, (a, b) -> revision(b) >= revision(a) ? b : a);
  }

  private static boolean hasPeriod(JsonNode alert) {
    try {
      return time(alert, "start").isBefore(time(alert, "end"));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private JsonNode parsed(String text, String place) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw notAnAlert(place);
    }
  }

  private SettingsException notAnAlert(String place) {
    return new SettingsException(
        name + ", " + place + ": not an alert; give what detect --alerts or the job has written");
  }

  private static long revision(JsonNode alert) {
    return alert.at("/entrawatch/revision").asLong();
  }
}
