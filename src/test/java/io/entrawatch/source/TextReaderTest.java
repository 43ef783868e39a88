// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BYTES = 1_000;

  /** A storage that gives so many bytes at a time. */
  static InputStream inParts(byte[] bytes, int part) {
    return new InputStream() {
      private final InputStream in = new ByteArrayInputStream(bytes);

      @Override
      public int read() {
        throw new UnsupportedOperationException();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return in.read(into, offset, Math.min(length, part));
      }
    };
  }

  private static List<FileText> texts(InputStream in, int maxBytes) throws IOException {
    List<FileText> texts = new ArrayList<>();
    try (TextReader reader = new TextReader(in, maxBytes)) {
      for (FileText text = reader.next(); text != null; text = reader.next()) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static List<FileText> texts(String file, int maxBytes) throws IOException {
    return texts(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), maxBytes);
  }

  private static String show(FileText text) {
    return text.line()
        + ":"
        + new String(text.bytes(), StandardCharsets.UTF_8)
        + (text.isTooLong() ? "+" + text.length() : "");
  }

  /** Each text with its line; a cut one with its length. */
  private static List<String> read(String file, int maxBytes) throws IOException {
    return texts(file, maxBytes).stream().map(TextReaderTest::show).toList();
  }

  private static List<String> read(String file) throws IOException {
    return read(file, MAX_BYTES);
  }

  private static String lines(String... lines) {
    return String.join("\n", lines);
  }

  // Lines

  @Test
  void aLineEndsWithLfOrCrLfOrTheInput() throws IOException {
    assertThat(read("a\nb\r\n\r\n \t\nc")).containsExactly("1:a", "2:b", "5:c");
    assertThat(read("{}\r\n{}\r\n")).containsExactly("1:{}", "2:{}");
    assertThat(read("a\n")).containsExactly("1:a");
    assertThat(read("a\rb\n\r")).containsExactly("1:a\rb");
    assertThat(read("")).isEmpty();
    assertThat(read("\n \n")).isEmpty();
  }

  @Test
  void aLineThatIsTooLongIsCutAndReadingGoesOn() throws IOException {
    assertThat(read("abcd\nabcde\nabcd\r\nabcde\r\n    \nx", 4))
        .containsExactly("1:abcd", "2:abcd+5", "3:abcd", "4:abcd+5", "6:x");
    assertThat(read("y".repeat(1_000_000) + "\nz", 10))
        .containsExactly("1:" + "y".repeat(10) + "+1000000", "2:z");
    assertThat(read("{\"a\":\"" + "y".repeat(1_000_000) + "\"}\n{}", 10))
        .containsExactly("1:{\"a\":\"yyyy+1000008", "2:{}");
    assertThat(read("{\"a\":\"" + "y".repeat(1_000_000) + "\n{}", 10))
        .containsExactly("1:{\"a\":\"yyyy+1000006", "2:{}");
  }

  @Test
  void linesThatAreNoJsonAreTextsAsTheyAre() throws IOException {
    String csv = lines("time,user,device", "1,a,\"{\"\"x\"\":{\"", "2,b,[", "  3,{,{", "<14> {");
    assertThat(read(csv))
        .containsExactly(
            "1:time,user,device", "2:1,a,\"{\"\"x\"\":{\"", "3:2,b,[", "4:  3,{,{", "5:<14> {");
    assertThat(read(lines("[INFO] {", "[2026-01-01] b", "{x", "}", "{\"a\":1}")))
        .containsExactly("1:[INFO] {", "2:[2026-01-01] b", "3:{x", "4:}", "5:{\"a\":1}");
  }

  @Test
  void severalValuesOnALineAreOneText() throws IOException {
    assertThat(read(lines("{\"a\":1}{\"a\":2}", "{} [] {}", "{}x", "{},")))
        .containsExactly("1:{\"a\":1}{\"a\":2}", "2:{} [] {}", "3:{}x", "4:{},");
    assertThat(read("{\"a\":1}".repeat(1_000), 25))
        .hasSize(334)
        .startsWith("1:" + "{\"a\":1}".repeat(3), "1:" + "{\"a\":1}".repeat(3))
        .endsWith("1:{\"a\":1}");
  }

  @Test
  void aByteOrderMarkInEachLineIsLeftInTheText() throws IOException {
    assertThat(read("\uFEFF{\"a\":1}\n\uFEFF{\"a\":2}\n{\n}\n\uFEFF{\n}"))
        .containsExactly("1:\uFEFF{\"a\":1}", "2:\uFEFF{\"a\":2}", "3:{\n}", "5:{\n}");
  }

  // Values over several lines

  @Test
  void aValueOverSeveralLinesIsOneText() throws IOException {
    assertThat(read("{\r\n \"a\": 1\r\n}\r\n{\n}\n[\n1,\n\n2]\n{\"a\":1}"))
        .containsExactly("1:{\r\n \"a\": 1\r\n}", "4:{\n}", "6:[\n1,\n\n2]", "10:{\"a\":1}");
    assertThat(read(lines("{", "}{", "} {\"a\":1}", "{\"b\":1}{", "}", "  {", "  } x")))
        .containsExactly(
            "1:{\n}", "2:{\n}", "3: {\"a\":1}", "4:{\"b\":1}", "4:{\n}", "6:{\n  }", "7: x");
    assertThat(read(lines("{\"records\":[{\"a\":1}", ",{\"a\":2}", "]}", "{}")))
        .containsExactly("1:{\"records\":[{\"a\":1}\n,{\"a\":2}\n]}", "4:{}");
  }

  // Damage in NDJSON

  @Test
  void aLineThatIsCutAnywhereCostsNoOtherLine() throws IOException {
    String line = "{\"a\":{\"b\":[{\"c\":\"x{\",\"d\":-1.5e3},[true,null]],\"e\":\"\\\"}\"}}";
    for (String batch :
        List.of(line, "[" + line + "," + line + "]", "{\"records\":[" + line + "]}")) {
      for (int cut = 1; cut < batch.length(); cut++) {
        String damaged = batch.substring(0, cut);
        assertThat(read(lines("{\"x\":1}", damaged, "{\"x\":2}", "{\"x\":3}", "{\"x\":4}")))
            .as(damaged)
            .containsExactly(
                "1:{\"x\":1}", "2:" + damaged, "3:{\"x\":2}", "4:{\"x\":3}", "5:{\"x\":4}");
        assertThat(read(lines(damaged, "{\"x\":2}")))
            .as(damaged)
            .containsExactly("1:" + damaged, "2:{\"x\":2}");
        assertThat(read(lines("{\"x\":2}", damaged)))
            .as(damaged)
            .containsExactly("1:{\"x\":2}", "2:" + damaged);
      }
    }
  }

  @Test
  void damagedLinesSideBySideAreTextsOfTheirOwn() throws IOException {
    assertThat(
            read(lines("{\"a\":", "{\"b\":", "{\"c\":1,", "nonsense", "{\"d\":1}}", "{\"e\":1}")))
        .containsExactly(
            "1:{\"a\":", "2:{\"b\":", "3:{\"c\":1,", "4:nonsense", "5:{\"d\":1}}", "6:{\"e\":1}");
    assertThat(read(lines("{\"a\":1", "nonsense", "{\"b\"", "{\"d\":1}")))
        .containsExactly("1:{\"a\":1", "2:nonsense", "3:{\"b\"", "4:{\"d\":1}");
  }

  // Damage in values over several lines

  @Test
  void aDamagedValueOverSeveralLinesIsOneTextAndReadingGoesOnBehindIt() throws IOException {
    String good = lines("{", "  \"a\": [", "    {", "      \"b\": 1", "    }", "  ]", "}");
    for (String bad :
        List.of(
            good.replace("\"b\": 1", "\"b\": x"),
            good.replace("  \"a\": [", "  a\": ["),
            good.replace("  ]\n", ""),
            good.replace("    {\n", ""),
            good.replace("  ]", "  ]\n  \"c\": 2"))) {
      int behind = 8 + (int) bad.lines().count();
      assertThat(read(lines(good, bad, good)))
          .as(bad)
          .containsExactly("1:" + good, "8:" + bad, behind + ":" + good);
    }
    String cut = good.substring(0, good.length() - 1);
    assertThat(read(lines(good, cut))).containsExactly("1:" + good, "8:" + cut.strip());
  }

  @Test
  void aDamagedRecordOfAnArrayCostsNoOther() throws IOException {
    for (String begin : List.of("[", "{\"records\": [", "{\n\"value\": [")) {
      List<String> elements = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        elements.add(
            lines(
                "  {",
                "    \"a\": [",
                "      {",
                "        \"b\": " + i,
                "      }",
                "    ]",
                "  }"));
      }
      elements.set(20, elements.get(20).replace("\"b\": 20", "\"b\" 20"));
      String file =
          begin + "\n" + String.join(",\n", elements) + "\n]" + (begin.equals("[") ? "" : "}");
      for (int maxBytes : new int[] {200, 1_000_000}) {
        List<String> read = read(file + "\n{\"last\":1}", maxBytes);
        assertThat(read).hasSize(51);
        assertThat(read.get(20)).contains("\"b\" 20").doesNotContain("19").doesNotContain("21");
        assertThat(read.get(50)).endsWith(":{\"last\":1}");
        int line = begin.contains("\n") ? 3 : 2;
        assertThat(read.get(49)).isEqualTo((line + 49 * 7) + ":" + elements.get(49).strip());
      }
    }
  }

  @Test
  void whatIsMissingBetweenElementsIsTold() throws IOException {
    assertThat(
            read(
                lines(
                    "[", "  {", "    \"a\": 1", "  }", "  {", "    \"a\": 2", "  },", "  {}", "]")))
        .containsExactly("2:{\n    \"a\": 1\n  }", "5:", "5:{\n    \"a\": 2\n  }", "8:{}");
    assertThat(read(lines("[", "  {", "    \"a\": 1", "  },", "  {}", "")))
        .containsExactly("2:{\n    \"a\": 1\n  }", "5:{}", "6:");
  }

  @Test
  void aCutArrayIsReadAsFarAsItGoesAndTheNextValueIsNoElement() throws IOException {
    String cut = lines("[", "  {", "    \"a\": 1", "  },", "  {", "    \"a\":");
    assertThat(read(lines(cut, "[", "  {", "    \"a\": 3", "  }", "]")))
        .containsExactly(
            "2:{\n    \"a\": 1\n  }", "5:{\n    \"a\":", "7:[\n  {\n    \"a\": 3\n  }\n]");
  }

  // Long arrays

  @Test
  void aLongArrayIsReadElementByElement() throws IOException {
    String elements =
        IntStream.range(0, 100)
            .mapToObj(i -> "{\"a\":" + i + "}")
            .collect(Collectors.joining(" , "));
    for (String file :
        List.of(
            "[" + elements + "]",
            "{\"records\":[" + elements + "]}",
            "{\"x\":{\"y\":[1]},\"z\":[1,2], \"value\" : [ "
                + elements
                + " ] , \"e\":[],\"n\":1 }")) {
      List<String> read = read(file + "\n{\"last\":[]}", 100);
      assertThat(read)
          .hasSize(101)
          .startsWith("1:{\"a\":0}", "1:{\"a\":1}")
          .endsWith("2:{\"last\":[]}");
    }
    assertThat(
            read(
                "{\"a\":[{\"b\":1}],\"c\":[{\"d\":2},\n7,\n[8]], \"e\":\""
                    + "x".repeat(100)
                    + "\"}",
                20))
        .containsExactly("1:{\"b\":1}", "1:{\"d\":2}", "2:7", "3:[8]");
  }

  @Test
  void anElementThatIsTooLongIsCutAndItsEndIsFound() throws IOException {
    String large = "{\"a\":\"" + "x]},".repeat(100_000) + "\"}";
    assertThat(read("[{\"a\":1},\n" + large + ",{\"a\":2}]{}", 10))
        .containsExactly(
            "1:{\"a\":1}", "2:" + large.substring(0, 10) + "+400008", "2:{\"a\":2}", "2:{}");
    assertThat(read("[{\"a\":1},\n" + large.substring(0, 300_000) + "\n{\"b\":2},{\"a\":2}]{}", 10))
        .containsExactly(
            "1:{\"a\":1}",
            "2:" + large.substring(0, 10) + "+300000",
            "3:{\"b\":2}",
            "3:{\"a\":2}",
            "3:{}");
  }

  @Test
  void aLongObjectWithoutAnArrayOfRecordsIsOneText() throws IOException {
    String object =
        "{\"tags\":[\"a\"],\"b\":"
            + lines("{", "\"c\":1,").repeat(1)
            + "\"d\":\""
            + "x".repeat(1_000)
            + "\"}}";
    assertThat(read(object + "\n{}", 10))
        .containsExactly("1:" + object.substring(0, 10) + "+" + object.length(), "3:{}");
  }

  @Test
  void aLongLineThatBreaksOffCostsNoOther() throws IOException {
    assertThat(read("[".repeat(300_000) + "\n{}", 10))
        .containsExactly("1:[[[[[[[[[[+300000", "2:{}");
    assertThat(read("[{\"a\":1},{\"a\":2},{\"a\" 3},{\"a\":4}]\n{}", 10))
        .containsExactly("1:{\"a\":1}", "1:{\"a\":2}", "1:{\"a\" 3},{\"+16", "2:{}");
    assertThat(read("[" + "{\"a\":1},".repeat(20_000) + "{\"a\" 3},{\"a\":4}]\n{}", 10))
        .hasSize(20_002)
        .endsWith("1:{\"a\" 3},{\"+16", "2:{}");
  }

  // Any file

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
      List<String> whole = read(file.toString(), maxBytes);
      assertThat(
              texts(inParts(file.toString().getBytes(StandardCharsets.UTF_8), 1), maxBytes).stream()
                  .map(TextReaderTest::show))
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

  @Test
  void whatWasReadBeforeAFailureOfTheStorageIsNotTheEnd() {
    InputStream failing =
        new InputStream() {
          private int count;

          @Override
          public int read() throws IOException {
            if (count++ == 5) {
              throw new IOException("no more");
            }
            return count == 3 ? '\n' : 'x';
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
          }
        };
    assertThatThrownBy(() -> texts(failing, 10)).hasMessage("no more");
  }
}
