// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import com.google.common.net.InetAddresses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes MaxMind database files, to the specification of the format (version 2.0): a binary search
 * tree over the bits of addresses, 24 bits a record, and behind it the data.
 */
public final class DatabaseFile {
  private static final byte[] METADATA = {
    (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
  };
  private static final int NONE = -1;
  private static final int SEPARATOR = 16;

  private final List<Object[]> nodes = new ArrayList<>();

  private DatabaseFile() {
    nodes.add(new Object[2]);
  }

  /** A City database that knows one network. */
  public static Path city(Path file, String network, String city, String region, String country)
      throws IOException {
    return write(
        file,
        "GeoLite2-City",
        Map.of(
            network,
            Map.of(
                "city", Map.of("names", Map.of("en", city, "de", "Stadt")),
                "country", Map.of("iso_code", "XX", "names", Map.of("en", country)),
                "location", Map.of("latitude", 52.0, "longitude", 4.35),
                "subdivisions",
                    List.of(
                        Map.of("names", Map.of("en", "the larger one")),
                        Map.of("names", Map.of("en", region))))));
  }

  /** An ASN database that knows one network. */
  public static Path asn(Path file, String network, long number, String organization)
      throws IOException {
    return write(
        file,
        "GeoLite2-ASN",
        Map.of(
            network,
            Map.of(
                "autonomous_system_number", number,
                "autonomous_system_organization", organization)));
  }

  /** A database of that type, with what it knows by network in CIDR notation. */
  public static Path write(Path file, String type, Map<String, Map<String, Object>> networks)
      throws IOException {
    DatabaseFile tree = new DatabaseFile();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (Map.Entry<String, Map<String, Object>> network : networks.entrySet()) {
      int offset = data.size();
      value(network.getValue(), data);
      tree.insert(network.getKey(), offset);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Object[] node : tree.nodes) {
      tree.record(node[0], all);
      tree.record(node[1], all);
    }
    all.writeBytes(new byte[SEPARATOR]);
    all.writeBytes(data.toByteArray());
    all.writeBytes(METADATA);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("binary_format_major_version", (short) 2);
    metadata.put("binary_format_minor_version", (short) 0);
    metadata.put("build_epoch", 1_767_225_600L);
    metadata.put("database_type", type);
    metadata.put("description", Map.of("en", "of a test"));
    metadata.put("ip_version", (short) 6);
    metadata.put("languages", List.of("en"));
    metadata.put("node_count", (long) tree.nodes.size());
    metadata.put("record_size", (short) 24);
    value(metadata, all);
    return Files.write(file, all.toByteArray());
  }

  /** An IPv4 network lies below ::/96. */
  private void insert(String network, int offset) {
    String[] parts = network.split("/");
    byte[] address = InetAddresses.forString(parts[0]).getAddress();
    byte[] bits = new byte[16];
    System.arraycopy(address, 0, bits, 16 - address.length, address.length);
    int length = Integer.parseInt(parts[1]) + (16 - address.length) * 8;
    int at = 0;
    for (int i = 0; i < length; i++) {
      int bit = bits[i / 8] >> (7 - i % 8) & 1;
      if (i == length - 1) {
        nodes.get(at)[bit] = -offset - 2L;
      } else {
        if (nodes.get(at)[bit] == null) {
          nodes.get(at)[bit] = (long) nodes.size();
          nodes.add(new Object[2]);
        }
        at = Math.toIntExact((Long) nodes.get(at)[bit]);
      }
    }
  }

  private void record(Object record, ByteArrayOutputStream out) {
    long value = record == null ? NONE : (Long) record;
    long written =
        value == NONE
            ? nodes.size()
            : value < NONE ? nodes.size() + SEPARATOR + (-value - 2) : value;
    big(written, 3, out);
  }

  private static void value(Object value, ByteArrayOutputStream out) {
    if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      control(2, bytes.length, out);
      out.writeBytes(bytes);
    } else if (value instanceof Short small) {
      control(5, 2, out);
      big(small, 2, out);
    } else if (value instanceof Long number) {
      control(6, 4, out);
      big(number, 4, out);
    } else if (value instanceof Double number) {
      control(3, 8, out);
      big(Double.doubleToLongBits(number), 8, out);
    } else if (value instanceof Map<?, ?> map) {
      control(7, map.size(), out);
      map.forEach(
          (key, inner) -> {
            value(key, out);
            value(inner, out);
          });
    } else if (value instanceof List<?> list) {
      control(11, list.size(), out);
      list.forEach(inner -> value(inner, out));
    } else {
      throw new IllegalArgumentException("no such type: " + value);
    }
  }

  private static void control(int type, int size, ByteArrayOutputStream out) {
    int length = Math.min(size, 29);
    out.write(type > 7 ? length : type << 5 | length);
    if (type > 7) {
      out.write(type - 7);
    }
    if (size >= 29) {
      out.write(size - 29);
    }
  }

  private static void big(long value, int bytes, ByteArrayOutputStream out) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >> shift) & 0xFF);
    }
  }
}
