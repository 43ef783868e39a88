// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.exceptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.exceptions.ExceptionChange;
import io.entrawatch.exceptions.ExceptionList;
import io.entrawatch.kafka.KeyedRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ReadExceptionsTest {
  private static final String GOOD =
      """
      {"user":"ada@corp.example","author":"jane","reason":"a test","expires":"2030-01-01"}
      """;

  private static KeyedRecord record(String key, String value, long offset) {
    return new KeyedRecord(
        "exceptions", key, value == null ? null : value.getBytes(UTF_8), 0, offset);
  }

  @Test
  void aRecordThatCannotBeObeyedIsCountedOnceAndOnlyIfItCameAfterTheStart() throws Exception {
    ExceptionList readTo10 = new ExceptionList(List.of(), "exceptions", Map.of(0, 10L));
    ReadExceptions function = new ReadExceptions(readTo10, Set.of("a-rule"));
    try (OneInputStreamOperatorTestHarness<KeyedRecord, ExceptionChange> job =
        new OneInputStreamOperatorTestHarness<>(new StreamMap<>(function))) {
      job.open();
      job.processElement(record("a", "{\"rule\":\"no-such\"}", 9), 0);
      job.processElement(record("a", "{\"rule\":\"no-such\"}", 10), 0);
      job.processElement(record(null, GOOD, 11), 0);
      job.processElement(record("a", GOOD, 12), 0);
      job.processElement(record("a", null, 13), 0);
      assertThat(function.getRuntimeContext().getAccumulator(ExceptionList.BROKEN).getLocalValue())
          .isEqualTo(2L);
      assertThat(job.extractOutputValues())
          .extracting(ExceptionChange::id)
          .containsExactly("a", "a", null, "a", "a");
      assertThat(job.extractOutputValues())
          .extracting(change -> change.entry() != null)
          .containsExactly(false, false, false, true, false);
    }
  }
}
