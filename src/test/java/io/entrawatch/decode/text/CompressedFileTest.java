// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CompressedFileTest {
  private static final int HEADER = 10;

  private final byte[] content = new byte[300_000];

  CompressedFileTest() {
    Random random = new Random(1);
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) ('a' + random.nextInt(4));
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }

  /** A storage that gives a few bytes at a time and never says that there are more. */
  private static CompressedFile open(byte[] bytes) {
    return new CompressedFile(
        new InputStream() {
          private final InputStream in = new ByteArrayInputStream(bytes);

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return in.read(into, offset, Math.min(length, 7));
          }
        });
  }

  private static byte[] unpacked(byte[] bytes) throws IOException {
    try (CompressedFile file = open(bytes)) {
      return file.readAllBytes();
    }
  }

  /** What came before the damage. */
  private static byte[] upToDamage(byte[] bytes, String message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CompressedFile file = open(bytes);
    assertThatThrownBy(() -> file.transferTo(out))
        .isInstanceOf(CompressedFile.Damaged.class)
        .hasMessage(message);
    return out.toByteArray();
  }

  @Test
  void allMembersAreRead() throws IOException {
    byte[] one = gzip(content);
    assertThat(unpacked(one)).isEqualTo(content);
    assertThat(unpacked(joined(one, gzip(new byte[0]), one))).isEqualTo(joined(content, content));
  }

  @Test
  void aHeaderMayHaveEverythingThatAHeaderMayHave() throws IOException {
    byte[] plain = gzip(content);
    byte[] header = Arrays.copyOf(plain, HEADER);
    header[3] = 2 + 4 + 8 + 16;
    byte[] extra = {3, 0, 1, 0, 2};
    byte[] texts = "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] checksum = {1, 2};
    byte[] rest = Arrays.copyOfRange(plain, HEADER, plain.length);
    assertThat(unpacked(joined(header, extra, texts, checksum, rest))).isEqualTo(content);
  }

  @Test
  void whatStandsBeforeACutIsRead() throws IOException {
    byte[] whole = gzip(content);
    byte[] half = upToDamage(Arrays.copyOf(whole, whole.length / 2), "ends too early");
    assertThat(half).hasSizeGreaterThan(content.length / 3);
    assertThat(half).isEqualTo(Arrays.copyOf(content, half.length));
    for (int missing = 1; missing <= 8; missing++) {
      assertThat(upToDamage(Arrays.copyOf(whole, whole.length - missing), "ends too early"))
          .isEqualTo(content);
    }
    for (int length = 1; length < HEADER; length++) {
      assertThat(upToDamage(Arrays.copyOf(whole, length), "ends too early")).isEmpty();
    }
    assertThat(upToDamage(new byte[0], "ends too early")).isEmpty();
  }

  @Test
  void aWrongChecksumOrLengthIsADamage() throws IOException {
    for (int fromEnd : new int[] {1, 4, 5, 8}) {
      byte[] bytes = gzip(content);
      bytes[bytes.length - fromEnd] ^= 1;
      assertThat(upToDamage(bytes, "wrong checksum")).isEqualTo(content);
    }
  }

  @Test
  void whatIsNoGzipIsADamageWhereverItStands() throws IOException {
    byte[] text = "no gzip at all".getBytes(StandardCharsets.UTF_8);
    assertThat(upToDamage(text, "not gzip")).isEmpty();
    assertThat(upToDamage(joined(gzip(content), text), "something behind the end of the data"))
        .isEqualTo(content);
  }

  @Test
  void aFailureOfTheStorageIsNoDamage() {
    CompressedFile file =
        new CompressedFile(
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("not now");
              }
            });
    assertThatThrownBy(file::readAllBytes)
        .isNotInstanceOf(CompressedFile.Damaged.class)
        .hasMessage("not now");
  }

  @Test
  void bytesOfAnyKindEndOrAreADamage() throws IOException {
    byte[] whole = gzip(Arrays.copyOf(content, 1_000));
    Random random = new Random(2);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatCode(
              () -> {
                try {
                  unpacked(bytes);
                } catch (CompressedFile.Damaged e) {
                  // Told as it should be.
                }
              })
          .doesNotThrowAnyException();
    }
  }
}
