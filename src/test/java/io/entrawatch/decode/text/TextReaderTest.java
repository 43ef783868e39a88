// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextReaderTest {
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

  static List<FileText> texts(InputStream in, int maxBytes) throws IOException {
    List<FileText> texts = new ArrayList<>();
    try (TextReader reader = new TextReader(in, maxBytes)) {
      for (FileText text = reader.next(); text != null; text = reader.next()) {
        texts.add(text);
      }
    }
    return texts;
  }

  static List<FileText> texts(String file, int maxBytes) throws IOException {
    return texts(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), maxBytes);
  }

  static String show(FileText text) {
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
  void aDamageAmongTheFirstLinesOfAnArrayCostsNoOtherElement() throws IOException {
    assertThat(read(lines("[{\"a\":1},", "{\"a\" 2},", "{\"a\":3},", "{\"a\":4}]", "{}")))
        .containsExactly("1:[{\"a\":1},", "2:{\"a\" 2},", "3:{\"a\":3}", "4:{\"a\":4}", "5:{}");
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

  @Test
  void aFileThatIsDamagedEndsWithTheTextItBreaksIn() throws IOException {
    for (String[] file :
        new String[][] {
          {"{\"a\":1}\n{\"b\":2}", "1:{\"a\":1}", "2:{\"b\":2}!"},
          {"{\"a\":1}\n", "1:{\"a\":1}", "2:!"},
          {"{\n}\n{\n\"a\":", "1:{\n}", "3:{\n\"a\":!"},
          {"[\n{},\n{\n\"a\":", "2:{}", "3:{\n\"a\":!"},
          {"[\n{},\n", "2:{}", "3:!"}
        }) {
      byte[] sound = file[0].getBytes(StandardCharsets.UTF_8);
      InputStream damaged =
          new SequenceInputStream(
              new ByteArrayInputStream(sound),
              new InputStream() {
                @Override
                public int read() throws IOException {
                  throw new CompressedFile.Damaged("wrong checksum");
                }
              });
      assertThat(texts(damaged, MAX_BYTES))
          .extracting(text -> show(text) + (text.damage() == null ? "" : "!"))
          .containsExactly(Arrays.copyOfRange(file, 1, file.length));
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
