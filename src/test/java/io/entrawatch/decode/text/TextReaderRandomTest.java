// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import static io.entrawatch.decode.text.TextReaderTest.inParts;
import static io.entrawatch.decode.text.TextReaderTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records at random, in every form, whole and damaged; and what only a hostile file holds. */
class TextReaderRandomTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<String> show(List<FileText> texts) {
    return texts.stream().map(TextReaderTest::show).toList();
  }

  private static JsonNode record(Random random) {
    var record = JSON.createObjectNode();
    record.put("id", random.nextInt());
    if (random.nextBoolean()) {
      record
          .putObject("o")
          .put("t", "é\u4E2D\uD83D\uDE00 \"\\{}[],:".repeat(random.nextInt(4)))
          .putNull("n");
    }
    if (random.nextBoolean()) {
      record.putArray("a").add(1.5e-3).add(true).addObject().put("x", -1).putArray("y");
    }
    return record;
  }

  private static String in(int form, List<JsonNode> records) throws IOException {
    var pretty = JSON.writerWithDefaultPrettyPrinter();
    List<String> texts = new ArrayList<>();
    for (JsonNode record : records) {
      texts.add(form % 2 == 0 ? record.toString() : pretty.writeValueAsString(record));
    }
    JsonNode array = JSON.valueToTree(records);
    JsonNode envelope = JSON.createObjectNode().put("n", 1).set("records", array);
    return switch (form) {
      case 0, 1 -> String.join("\n", texts);
      case 2, 3 -> String.join("\r\n\r\n", texts) + "\r\n";
      case 4, 5 -> String.join("", texts);
      case 6, 7 -> "[" + String.join(",\n", texts) + "]";
      case 8 -> array.toString();
      case 9 -> pretty.writeValueAsString(array);
      case 10 -> envelope.toString();
      case 11 -> pretty.writeValueAsString(envelope);
      case 12 -> "[" + String.join("\n,", texts) + "\n]\n";
      default -> pretty.writeValueAsString(envelope).replaceAll("\n *", "\n");
    };
  }

  private static final int FORMS = 14;

  /** The records in the texts, as a decoder finds them. */
  private static List<JsonNode> records(List<FileText> texts) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (FileText text : texts) {
      assertThat(text.isTooLong()).isFalse();
      var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text.bytes());
      while (values.hasNext()) {
        JsonNode value = values.next();
        JsonNode list = value.isArray() ? value : value.path("records");
        if (list.isArray()) {
          list.forEach(records::add);
        } else {
          records.add(value);
        }
      }
    }
    return records;
  }

  @Test
  void theSameRecordsAreReadWhateverTheFormAndTheParts() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 600; round++) {
      List<JsonNode> records = new ArrayList<>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        records.add(record(random));
      }
      String file = in(round % FORMS, records);
      int part = random.nextBoolean() ? 1 + random.nextInt(7) : 100_000;
      int maxBytes = random.nextBoolean() ? 600 : 1_000_000;
      List<FileText> texts = texts(inParts(file.getBytes(StandardCharsets.UTF_8), part), maxBytes);
      assertThat(records(texts)).as(file).isEqualTo(records);
      for (FileText text : texts) {
        String first = new String(text.bytes(), StandardCharsets.UTF_8).lines().findFirst().get();
        assertThat(file.lines().skip(text.line() - 1).findFirst().get()).contains(first);
      }
    }
  }

  @Test
  void aDamageCostsTheRecordItIsInAndIsToldOnce() throws IOException {
    Random random = new Random(8);
    for (int round = 0; round < 1_000; round++) {
      List<JsonNode> records = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        records.add(record(random));
      }
      int form = new int[] {0, 1, 2, 3, 9, 11}[round % 6];
      String file = in(form, records);
      String id = records.get(12).path("id").toString();
      String damaged = file.replace("" + id, random.nextBoolean() ? id + " " + id : "\"" + id);
      List<FileText> texts = texts(damaged, random.nextBoolean() ? 700 : 1_000_000);
      List<JsonNode> read = new ArrayList<>();
      int broken = 0;
      for (FileText text : texts) {
        try {
          read.addAll(records(List.of(text)));
        } catch (RuntimeException | JsonProcessingException e) {
          broken++;
          assertThat(new String(text.bytes(), StandardCharsets.UTF_8)).contains(id);
        }
      }
      assertThat(broken).as(damaged).isEqualTo(1);
      records.remove(12);
      assertThat(read).as(damaged).isEqualTo(records);
    }
  }

  @Test
  void aByteThatIsMissingCostsNoOtherRecord() throws IOException {
    Random random = new Random(10);
    for (int round = 0; round < 2_000; round++) {
      List<JsonNode> records = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        records.add(record(random));
      }
      String file = in(new int[] {0, 1, 2, 3, 6, 7, 9, 11, 12}[round % 9], records);
      String id = records.get(12).path("id").toString();
      int from = file.lastIndexOf('{', file.indexOf(id));
      int to = file.indexOf("\"id\"", file.indexOf(id));
      int at = from + random.nextInt(file.lastIndexOf('}', to) + 1 - from);
      String damaged = file.substring(0, at) + file.substring(at + 1);
      List<JsonNode> read = new ArrayList<>();
      int broken = 0;
      for (FileText text : texts(damaged, random.nextBoolean() ? 700 : 1_000_000)) {
        try {
          read.addAll(records(List.of(text)));
        } catch (RuntimeException | JsonProcessingException e) {
          broken++;
        }
      }
      records.remove(12);
      assertThat(read).as(damaged).containsAll(records);
      assertThat(broken).as(damaged).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void bytesOfAnyKindAreReadToTheirEnd() throws IOException {
    Random random = new Random(9);
    String alphabet = "{}[],:\"\\ \n1a";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder file = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        file.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      int maxBytes = 1 + random.nextInt(20);
      List<String> whole = show(texts(file.toString(), maxBytes));
      assertThat(
              show(texts(inParts(file.toString().getBytes(StandardCharsets.UTF_8), 1), maxBytes)))
          .isEqualTo(whole);
    }
  }

  @Test
  void manyDamagedValuesWithinEachOtherAreReadInTime() {
    String padding = "\"p\":\"" + "x".repeat(1_000) + "\",";
    for (String line :
        List.of(
            "{" + padding + "\"a\":",
            "[",
            "{\"a\":[",
            "[{" + padding + "\"a\":[[1,[2],",
            "{}".repeat(1_000) + "{" + " ".repeat(2_000),
            "  ".repeat(1_000) + "\r\n,,,,")) {
      String file = (line + "\n").repeat(6_000_000 / line.length());
      assertTimeoutPreemptively(Duration.ofSeconds(30), () -> texts(file, 1_000_000));
    }
  }
}
