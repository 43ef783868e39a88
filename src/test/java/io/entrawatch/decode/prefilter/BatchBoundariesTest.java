// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.Decoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchBoundariesTest {
  private static final List<String> OBJECTS =
      List.of(
          "{}",
          "{\"a\":{\"b\":[{},{}]}}",
          "{\"a\":\"}{\\\"}\"}",
          "{\"a\":\"\\\\\"}",
          "{\"a\":\"\\\\\\\"{{{\",\"b\":[\"]\",\"[\"]}",
          "{\"é}\":\"yy{y\",\"longer than a word\":\"and another one {\"}",
          "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}}",
          "{ \"a\" : true , \"b\" : null, \"c\":-1.5e7 }");

  private static final List<String> SPACES = List.of("", "", " ", "\n", "\t\r\n ");

  private final BatchBoundaries boundaries = new BatchBoundaries();

  private List<String> records(String batch) {
    ByteBuffer amid = Decoding.amidOthers(batch.getBytes(StandardCharsets.UTF_8));
    List<String> records = new ArrayList<>();
    if (boundaries.findRecords(amid.array(), amid.position(), amid.limit())) {
      for (int i = 0; i < boundaries.size(); i++) {
        int length = boundaries.to(i) - boundaries.from(i);
        String record =
            new String(amid.array(), boundaries.from(i), length, StandardCharsets.UTF_8);
        assertThat(boundaries.hasBackslash(i)).as(record).isEqualTo(record.contains("\\"));
        assertThat(flatPart(amid.array(), i)).as(record).doesNotContain("{");
        records.add(record);
      }
    }
    return records;
  }

  private String flatPart(byte[] text, int record) {
    int from = boundaries.from(record) + 1;
    return new String(text, from, boundaries.flatTo(record) - from, StandardCharsets.UTF_8);
  }

  @Test
  void upToTheFirstObjectInARecordItIsFlat() {
    byte[] batch = "[{\"time\":\"2026-01-15\",\"properties\":{}}]".getBytes(StandardCharsets.UTF_8);

    assertThat(boundaries.findRecords(batch, 0, batch.length)).isTrue();
    assertThat(flatPart(batch, 0)).startsWith("\"time\":\"2026-01-15\",\"prop");
  }

  @Test
  void theRecordsOfABatchAreFoundWhateverIsInTheirTexts() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      List<String> objects = new ArrayList<>();
      StringBuilder batch = new StringBuilder(space(random));
      boolean envelope = random.nextBoolean();
      batch.append(envelope ? "{" + space(random) + "\"records\"" + space(random) + ":" : "");
      batch.append(space(random)).append('[');
      for (int n = 1 + random.nextInt(5); n > 0; n--) {
        objects.add(OBJECTS.get(random.nextInt(OBJECTS.size())));
        batch.append(space(random)).append(objects.get(objects.size() - 1)).append(space(random));
        batch.append(n > 1 ? "," : "]");
      }
      batch.append(space(random)).append(envelope ? "}" : "").append(space(random));
      assertThat(records(batch.toString())).as(batch.toString()).isEqualTo(objects);
    }
  }

  private static String space(Random random) {
    return SPACES.get(random.nextInt(SPACES.size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[",
        "[]",
        "{}",
        "{\"records\":[]}",
        "{\"records\":{}}",
        "{\"records\"}",
        "{\"record\":[{}]}",
        "{\"records\":[{}],\"a\":1}",
        "{\"a\":1,\"records\":[{}]}",
        "[{}",
        "[{}]]",
        "[{},]",
        "[{} {}]",
        "[1,{}]",
        "[{},1]",
        "[{\"a\":\"}]",
        "[{\"a\":\"\\\"}]",
        "[{\"a\":{}]",
        "[{\"a\":\"\\",
        "{\"records\":[{}]",
        "{\"records\":[{}]}x",
        "[{\"a long one\":{\"that is cut\":[1,2,3,4,5,6,7,8,9"
      })
  void whatIsNoBatchOfTheUsualFormIsLeftToTheParser(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(boundaries.findRecords(bytes, 0, bytes.length)).isFalse();
  }
}
