// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static LineReader reader(String text, int maxBytes) {
    return new LineReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
  }

  private static List<String> lines(String text, int maxBytes) throws IOException {
    List<String> lines = new ArrayList<>();
    LineReader reader = reader(text, maxBytes);
    while (reader.next()) {
      assertThat(reader.number()).isEqualTo(lines.size() + 1);
      lines.add(
          new String(reader.bytes(), StandardCharsets.UTF_8)
              + (reader.isTooLong() ? "+" : "")
              + (reader.isBlank() ? "~" : ""));
    }
    return lines;
  }

  @Test
  void aLineEndsWithLfOrCrLfOrTheInput() throws IOException {
    assertThat(lines("a\nb\r\n\r\n \t\nc", 10)).containsExactly("a", "b", "~", " \t~", "c");
    assertThat(lines("a\n", 10)).containsExactly("a");
    assertThat(lines("a\rb\n\r", 10)).containsExactly("a\rb", "~");
    assertThat(lines("", 10)).isEmpty();
    assertThat(lines("\n", 10)).containsExactly("~");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
    assertThat(lines("\uFEFFa\n\uFEFFb", 10)).containsExactly("a", "\uFEFFb");
    assertThat(lines("\uFEFF", 10)).containsExactly("~");
  }

  @Test
  void aLineThatIsTooLongIsCutAndReadingGoesOn() throws IOException {
    assertThat(lines("abcd\nabcde\nabcd\r\nabcde\r\n    \n     \nx", 4))
        .containsExactly("abcd", "abcd+", "abcd", "abcd+", "    ~", "    +", "x");
    assertThat(lines("y".repeat(1_000_000) + "\nz", 10)).containsExactly("y".repeat(10) + "+", "z");
  }

  @Test
  void theLengthOfACutLineIsKnown() throws IOException {
    LineReader reader = reader("y".repeat(200_000), 10);
    assertThat(reader.next()).isTrue();
    assertThat(reader.length()).isEqualTo(200_000);
  }

  @Test
  void linesOfAnyLengthComeWhole() throws IOException {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add("é".repeat(1 + random.nextInt(40_000)));
    }
    assertThat(lines(String.join("\n", lines), 100_000)).isEqualTo(lines);
  }

  @Test
  void whatWasReadOfALineBeforeAFailureIsStillThere() throws IOException {
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
    LineReader reader = new LineReader(failing, 10);
    assertThat(reader.next()).isTrue();
    assertThatThrownBy(reader::next).hasMessage("no more");
    assertThat(reader.bytes()).hasSize(2);
    assertThat(reader.number()).isEqualTo(2);
  }
}
