// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFormTest {
  private static final String TEXT = "{\"a\":\"é\u4E2D\uD83D\uDE00\"}\r\n{\"b\":1}\n";

  @TempDir Path folder;

  private FileForm open(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return FileForm.open(new org.apache.flink.core.fs.Path(file.toUri()));
  }

  private String read(String name, byte[] bytes) throws IOException {
    FileForm form = open(name, bytes);
    assertThat(form.refusal()).isNull();
    try (var in = form.content()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private FileForm.Refusal refusal(byte[] bytes) throws IOException {
    FileForm form = open("x.json", bytes);
    assertThat(form.refusal()).isNotNull();
    assertThat(form.refusal().detail()).hasSizeLessThan(200);
    assertThat(form.content().readAllBytes()).isEmpty();
    return form.refusal();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String hex, int length) {
    return Arrays.copyOf(HexFormat.of().parseHex(hex), length);
  }

  @Test
  void textIsReadAsUtf8WhateverItsCharacterSetIs() throws IOException {
    String large = TEXT + ("\uD83D\uDE00" + "x".repeat(8_191)).repeat(20);
    for (String text : List.of(TEXT, large, " " + TEXT, "[", "{}")) {
      assertThat(read("a", text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
      assertThat(read("a", text.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(text);
      assertThat(read("a", text.getBytes(StandardCharsets.UTF_16BE))).isEqualTo(text);
      for (String set : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
        byte[] marked = ("\uFEFF" + text).getBytes(Charset.forName(set));
        assertThat(read("a", marked)).as(set).isEqualTo(text);
        assertThat(read("a", gzip(marked))).as(set).isEqualTo(text);
      }
    }
  }

  @Test
  void halfACharacterStopsNothing() throws IOException {
    byte[] lone = "{\"a\":\"\uD83Dx\uDE00\"}".getBytes(StandardCharsets.UTF_16LE);
    byte[] broken = {
      '{', 0, '"', 0, 'a', 0, 0x3D, (byte) 0xD8, 'x', 0, 0, (byte) 0xDE, '"', 0, 'z'
    };
    assertThat(read("a", lone)).startsWith("{\"a\":\"").endsWith("\"}");
    assertThat(read("a", broken)).isEqualTo("{\"a\uFFFDx\uFFFD\"\uFFFD");
  }

  @Test
  void gzipIsToldByItsBytesAndNotByItsName() throws IOException {
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    assertThat(read("a.json", gzip(text))).isEqualTo(TEXT);
    assertThat(read("a.json", gzip(gzip(text)))).isEqualTo(TEXT);
    assertThat(read("a.json.gz", text)).isEqualTo(TEXT);
    assertThat(read("a.json", new byte[0])).isEmpty();
    FileForm nothing = open("a.GZ", new byte[0]);
    assertThatThrownBy(() -> nothing.content().read()).isInstanceOf(CompressedFile.Damaged.class);
  }

  @Test
  void whatStandsBeforeADamageIsThere() throws IOException {
    for (Charset set : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      for (int lines : new int[] {1, 10_000}) {
        String text = TEXT.repeat(lines);
        byte[] whole = gzip(text.getBytes(set));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FileForm form = open("a", Arrays.copyOf(whole, whole.length - 3));
        assertThatThrownBy(() -> form.content().transferTo(out))
            .isInstanceOf(CompressedFile.Damaged.class)
            .hasMessage("ends too early");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text);
      }
    }
  }

  @Test
  void aFileThatIsNoTextIsRefusedByName() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("a.json"));
      out.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }
    FileForm.Refusal refusal = refusal(zip.toByteArray());
    assertThat(refusal.head()).isEqualTo(zip.toByteArray());
    assertThat(refusal.detail())
        .isEqualTo(
            "a zip archive (or an Office document); unpack it first ("
                + zip.size()
                + " bytes in all, 0 of them left out here)");
    refusal = refusal(bytes("4f626a0104", 200_000));
    assertThat(refusal.head()).hasSize(65_536);
    assertThat(refusal.detail())
        .isEqualTo(
            "an Avro file, as Event Hubs Capture writes it; convert it to JSON"
                + " (200000 bytes in all, 134464 of them left out here)");
    assertThat(refusal(gzip(bytes("50415231", 200_000))).detail())
        .isEqualTo(
            "a Parquet file; convert it to JSON"
                + " (packed by gzip, 200000 bytes in all, 134464 of them left out here)");
    byte[] tar = new byte[1_024];
    System.arraycopy("ustar".getBytes(StandardCharsets.UTF_8), 0, tar, 257, 5);
    System.arraycopy("a.json".getBytes(StandardCharsets.UTF_8), 0, tar, 0, 6);
    assertThat(refusal(gzip(tar)).detail()).startsWith("a tar archive; unpack it first (packed");
    assertThat(refusal(bytes("28b52ffd", 99)).detail()).startsWith("packed by zstd; unpack");
    assertThat(refusal(bytes("425a6839314159265359", 99)).detail()).startsWith("packed by bzip2");
    assertThat(refusal(bytes("fd377a585a00", 99)).detail()).startsWith("packed by xz");
    assertThat(refusal(bytes("377abcaf271c", 99)).detail()).startsWith("a 7z archive");
    assertThat(refusal(bytes("4f52430a", 99)).detail()).startsWith("an ORC file; convert");
    assertThat(refusal("%PDF-1.7\n".getBytes(StandardCharsets.UTF_8)).detail()).startsWith("a PDF");
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    assertThat(refusal(random).detail()).startsWith("no text but binary data");
    assertThat(refusal(gzip(gzip(gzip(gzip(gzip(random)))))).detail()).contains("over and over");
  }

  @Test
  void textWithDamageInItIsText() throws IOException {
    String zeros = "\0".repeat(5_000);
    for (String text :
        List.of(zeros + "\n" + TEXT, TEXT + zeros, zeros + TEXT, "ORC,a\n1,2", "PK,a")) {
      assertThat(read("a", text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }
  }
}
