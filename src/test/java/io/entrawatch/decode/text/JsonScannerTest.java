// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.entrawatch.decode.text.JsonScanner.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonScannerTest {
  private static final JsonFactory JSON = new JsonFactory();

  /** How many bytes the value has; negative if it is broken or not closed. */
  private static int length(byte[] bytes, int part) {
    JsonScanner scanner = new JsonScanner();
    scanner.begin(0);
    int at = 0;
    while (at < bytes.length && scanner.status() == Status.OPEN) {
      at = scanner.scan(bytes, at, Math.min(at + part, bytes.length));
    }
    if (at == bytes.length) {
      scanner.end();
    }
    return scanner.status() == Status.CLOSED ? at : -1;
  }

  private static boolean isWhole(String text, int part) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return length(bytes, part) == bytes.length;
  }

  private static boolean isWholeToJackson(String text) {
    try (JsonParser parser = JSON.createParser(text.getBytes(StandardCharsets.UTF_8))) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void itTakesWhatJacksonTakes() {
    Random random = new Random(1);
    List<String> parts =
        List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"a\":",
            "\"\\u00e9\"",
            "\\",
            "\\u12",
            "\\n",
            "\n",
            " ",
            "true",
            "false",
            "null",
            "nul",
            "0",
            "-",
            "1",
            "12",
            ".",
            "e",
            "E+",
            "1.5e-3",
            "é",
            "\u0001",
            "\t",
            "[]",
            "{}",
            "[1,2]",
            "{\"a\":1}");
    int whole = 0;
    for (int round = 0; round < 300_000; round++) {
      StringBuilder text =
          new StringBuilder(List.of("{", "[", "[{\"a\":", "").get(random.nextInt(4)));
      for (int i = random.nextInt(8); i > 0; i--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      String value = text.toString().strip();
      boolean sound = isWholeToJackson(value);
      assertThat(isWhole(value, 1 + random.nextInt(9))).as(value).isEqualTo(sound);
      whole += sound ? 1 : 0;
    }
    assertThat(whole).isGreaterThan(5_000);
  }

  @Test
  void itEndsBehindTheValue() {
    for (String value : List.of("{\"a\":[1,\"}\"]}", "[[]]", "\"x\\\"\"", "true", "-1.5")) {
      for (String behind : List.of(",{", "]", " x", "\n")) {
        byte[] bytes = (value + behind).getBytes(StandardCharsets.UTF_8);
        assertThat(length(bytes, 1)).isEqualTo(value.length());
        assertThat(length(bytes, 100)).isEqualTo(value.length());
      }
    }
  }

  @Test
  void itTellsWhereAValueBrokeAndWhatWasOpen() {
    JsonScanner scanner = new JsonScanner();
    byte[] bytes = "{\"a\":[1,{},{\"b\" 2}]}".getBytes(StandardCharsets.UTF_8);
    scanner.begin(100);
    scanner.scan(bytes, 0, 7);
    scanner.scan(bytes, 7, bytes.length);
    assertThat(scanner.status()).isEqualTo(Status.BROKEN);
    assertThat(scanner.breakage().at()).isEqualTo(116);
    assertThat(scanner.breakage().opened()).containsExactly(100, 105, 111);
    assertThat(scanner.breakage().arrays()).containsExactly(false, true, false);
    assertThat(scanner.breakage().level(108)).isNegative();
    assertThat(scanner.breakage().isInArray(0)).isTrue();
    assertThat(scanner.breakage().isInArray(2)).isFalse();
  }

  @Test
  void whatIsTooDeepIsBroken() {
    int most = JsonScanner.MAX_DEPTH;
    assertThat(isWhole("[".repeat(most) + "]".repeat(most), 100)).isTrue();
    assertThat(isWhole("[".repeat(most + 1) + "]".repeat(most + 1), 100)).isFalse();
  }
}
