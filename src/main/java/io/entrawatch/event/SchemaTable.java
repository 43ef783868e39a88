// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The fields of a data set, as its table among the resources declares them. */
final class SchemaTable {
  private static final int COLUMNS = 4;

  private final List<Field> fields;
  private final Map<String, Field> byPath = new HashMap<>();

  private SchemaTable(List<Field> fields) {
    this.fields = List.copyOf(fields);
    boolean[] numbers = new boolean[highestNumber() + 1];
    for (Field field : fields) {
      if (byPath.put(field.path(), field) != null || numbers[field.number()]) {
        throw new IllegalStateException(field.path() + ": the path or its number stands twice");
      }
      numbers[field.number()] = true;
    }
  }

  static SchemaTable read(DataSet set) {
    String name = "/schema/" + set.id() + ".tsv";
    try (InputStream in = SchemaTable.class.getResourceAsStream(name);
        Stream<String> lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines()) {
      List<Field> fields = new ArrayList<>();
      lines
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> fields.add(field(fields.size(), line.split("\t"))));
      return new SchemaTable(fields);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static Field field(int index, String[] columns) {
    if (columns.length != COLUMNS) {
      throw new IllegalStateException("not four columns: " + String.join(" ", columns));
    }
    return new Field(
        index,
        Integer.parseInt(columns[0]),
        columns[1],
        FieldType.valueOf(columns[2].toUpperCase(Locale.ROOT)),
        columns[3].equals("personal") ? Privacy.PERSONAL : Privacy.NOT_PERSONAL);
  }

  List<Field> fields() {
    return fields;
  }

  int highestNumber() {
    return fields.stream().mapToInt(Field::number).max().orElseThrow();
  }

  Field find(String path) {
    return byPath.get(path);
  }

  /** The field of a path that is in the table. */
  Field field(String path) {
    Field field = byPath.get(path);
    if (field == null) {
      throw new IllegalArgumentException("no field " + path);
    }
    return field;
  }
}
