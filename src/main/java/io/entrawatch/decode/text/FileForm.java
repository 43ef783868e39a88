// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.Path;

/**
 * What a file is by its first bytes, whatever its name says: text, packed by gzip or not, or
 * something that is refused.
 *
 * @param content the text as UTF-8 without a byte order mark; empty if the file is refused
 * @param refusal why the file is not read; null if it is
 */
public record FileForm(InputStream content, Refusal refusal) {
  private static final int HEAD = 64 * 1024;

  /** Gzip within gzip is opened so often. */
  private static final int MOST_LAYERS = 3;

  private static final int TAR_MAGIC_AT = 257;

  /** One in so many bytes that are no text make a file binary. */
  private static final int BINARY_SHARE = 20;

  private static final List<Magic> TEXTS =
      List.of(
          new Magic(0, "EFBBBF", "UTF-8"),
          new Magic(0, "FFFE0000", "UTF-32LE"),
          new Magic(0, "0000FEFF", "UTF-32BE"),
          new Magic(0, "FFFE", "UTF-16LE"),
          new Magic(0, "FEFF", "UTF-16BE"));

  private static final Magic GZIP = new Magic(0, "1F8B08", "gzip");

  private static final String UNPACK = "; unpack it first";
  private static final String CONVERT = "; convert it to JSON";

  private static final List<Magic> REFUSED =
      List.of(
          new Magic(0, "504B0304", "a zip archive (or an Office document)" + UNPACK),
          new Magic(0, "504B0506", "an empty zip archive" + UNPACK),
          new Magic(0, "504B0708", "a part of a zip archive" + UNPACK),
          new Magic(0, "28B52FFD", "packed by zstd" + UNPACK),
          new Magic(0, "425A68??314159265359", "packed by bzip2" + UNPACK),
          new Magic(0, "425A68??177245385090", "packed by bzip2" + UNPACK),
          new Magic(0, "FD377A585A00", "packed by xz" + UNPACK),
          new Magic(0, "377ABCAF271C", "a 7z archive" + UNPACK),
          new Magic(0, "526172211A07", "a rar archive" + UNPACK),
          new Magic(0, "04224D18", "packed by lz4" + UNPACK),
          new Magic(TAR_MAGIC_AT, "7573746172", "a tar archive" + UNPACK),
          new Magic(0, "4F626A01", "an Avro file, as Event Hubs Capture writes it" + CONVERT),
          new Magic(0, "50415231", "a Parquet file" + CONVERT),
          new Magic(0, "255044462D", "a PDF document; export the sign-ins as JSON"),
          new Magic(0, "D0CF11E0A1B11AE1", "an old Office document; export the sign-ins as JSON"),
          new Magic(0, "53514C69746520666F726D6174203300", "an SQLite database" + CONVERT),
          new Magic(0, "456C6646696C6500", "a Windows event log" + CONVERT));

  private static final Magic ORC = new Magic(0, "4F5243", "an ORC file" + CONVERT);

  /**
   * A file that is not read.
   *
   * @param detail what it is, how much of it is left out, and what to do
   * @param head its first bytes
   */
  public record Refusal(String detail, byte[] head) {}

  /** The bytes, in hexadecimal digits, by which something is told; ?? is any byte. */
  private record Magic(int at, String digits, String name) {
    int length() {
      return digits.length() / 2;
    }

    boolean isIn(byte[] head) {
      boolean found = at + length() <= head.length;
      for (int i = 0; found && i < length(); i++) {
        String digitsOfByte = digits.substring(2 * i, 2 * i + 2);
        found =
            digitsOfByte.equals("??")
                || HexFormat.fromHexDigits(digitsOfByte) == (head[at + i] & 0xFF);
      }
      return found;
    }
  }

  public static FileForm open(Path path) throws IOException {
    InputStream stored = path.getFileSystem().open(path);
    PeekedStream peeked = new PeekedStream(stored, HEAD);
    boolean named = path.getName().toLowerCase(Locale.ROOT).endsWith(".gz");
    int layers = 0;
    // Nothing at all is what is left of a .gz file that was not written to its end.
    while (GZIP.isIn(peeked.head()) && layers < MOST_LAYERS
        || named && layers == 0 && peeked.head().length == 0) {
      peeked = new PeekedStream(new CompressedFile(peeked), HEAD);
      layers++;
    }
    String refused = refused(peeked.head());
    if (refused == null) {
      return new FileForm(text(peeked), null);
    }
    String left =
        layers == 0
            ? left(path.getFileSystem().getFileStatus(path).getLen(), peeked.head().length)
            : "packed by gzip, " + left(unpackedLength(peeked), peeked.head().length);
    peeked.close();
    Refusal refusal = new Refusal(refused + " (" + left + ")", peeked.head());
    return new FileForm(InputStream.nullInputStream(), refusal);
  }

  private static String left(long length, int kept) {
    return length + " bytes in all, " + Math.max(length - kept, 0) + " of them left out here";
  }

  private static long unpackedLength(InputStream in) throws IOException {
    byte[] chunk = new byte[HEAD];
    long length = 0;
    try {
      for (int count = 0; count >= 0; count = in.read(chunk)) {
        length += count;
      }
    } catch (CompressedFile.Damaged e) {
      // That far it could be unpacked.
    }
    return length;
  }

  private static InputStream text(PeekedStream peeked) throws IOException {
    byte[] head = peeked.head();
    for (Magic mark : TEXTS) {
      if (mark.isIn(head)) {
        peeked.skipNBytes(mark.length());
        return mark.name().equals("UTF-8")
            ? peeked
            : new Utf8Stream(peeked, Charset.forName(mark.name()), mark.length());
      }
    }
    Charset wide = wide(head);
    return wide == null ? peeked : new Utf8Stream(peeked, wide, 2);
  }

  /** UTF-16 without a mark: its first characters are of ASCII, so every other byte is zero. */
  private static Charset wide(byte[] head) {
    if (head.length < 2) {
      return null;
    }
    boolean second = head.length < 4 || isCharacter(head[2]) || isCharacter(head[3]);
    if (isCharacter(head[0]) && head[1] == 0 && second) {
      return StandardCharsets.UTF_16LE;
    }
    return head[0] == 0 && isCharacter(head[1]) && second ? StandardCharsets.UTF_16BE : null;
  }

  private static boolean isCharacter(byte b) {
    return b >= ' ' || JsonScanner.isBlank(b);
  }

  private static String refused(byte[] head) {
    for (Magic magic : REFUSED) {
      if (magic.isIn(head)) {
        return magic.name();
      }
    }
    boolean text = TEXTS.stream().anyMatch(mark -> mark.isIn(head)) || wide(head) != null;
    if (text || !isBinary(head)) {
      return null;
    }
    if (GZIP.isIn(head)) {
      return "packed by gzip over and over" + UNPACK;
    }
    return ORC.isIn(head)
        ? ORC.name()
        : "no text but binary data of a form not known here" + CONVERT;
  }

  /** Not if there is a line in it that looks like a record: only a part of it is damaged. */
  private static boolean isBinary(byte[] head) {
    int odd = 0;
    for (int i = 0; i < head.length; i++) {
      byte b = head[i];
      odd += b >= 0 && b < ' ' && !JsonScanner.isBlank(b) || b == 0x7F ? 1 : 0;
      boolean lineBefore = i == 0 || head[i - 1] == '\n' || head[i - 1] == 0;
      if (lineBefore && i + 1 < head.length && b == '{' && head[i + 1] == '"') {
        return false;
      }
    }
    return odd > head.length / BINARY_SHARE;
  }
}
