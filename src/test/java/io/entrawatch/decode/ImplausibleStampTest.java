// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Times;
import io.entrawatch.rule.BuiltInRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka timestamps that cannot be those of the records that have none of their own. */
class ImplausibleStampTest {
  private static final long HAPPENED = 1_772_365_800_000L; // 2026-03-01T11:50:00Z
  private static final long DAY = 86_400_000L;
  private static final long MAX = Long.MAX_VALUE;

  private static final String RAW =
      "{'category':'SignInLogs','time':'2026-03-01T11:50:00Z','properties':{'id':'a',"
          + "'createdDateTime':'2026-03-01T11:50:00Z'}}";
  private static final String ECS =
      "{'@timestamp':'2026-03-01T11:50:00.000Z','event':{'ingested':'2026-03-01T11:55:00.000Z',"
          + "'dataset':'azure.signinlogs'},'azure':{'signinlogs':{'category':'SignInLogs',"
          + "'properties':{'id':'a'}}}}";
  private static final String AUDIT =
      "{'category':'AuditLogs','time':'2026-03-01T11:50:00Z','operationName':'Add user',"
          + "'resourceId':'/tenants/7a/providers/Microsoft.aadiam','properties':{'id':'a'}}";

  private static List<Decoded> decode(String record, long stamp, Relevance relevance) {
    byte[] bytes = record.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    List<Decoded> all = new ArrayList<>();
    MessageReader reader = new MessageReader(DecoderSettings.DEFAULT, relevance);
    RecordDecoder decoder = new RecordDecoder(DecoderSettings.DEFAULT, relevance);
    decoder.decode(reader.read(bytes), new RecordOrigin.InTopic("t", 0, 0, stamp), all::add);
    return all;
  }

  private static Decoded decode(String record, long stamp) {
    List<Decoded> all = decode(record, stamp, new Decoding.Everything());
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, Long.MIN_VALUE, HAPPENED + DAY + 1, Times.LAST, Times.LAST + 1, MAX})
  void whereItIsMissingOrADayLaterThanTheSignInTheSignInsOwnTimeStandsForIt(long stamp) {
    Decoded decoded = decode(RAW, stamp);
    assertThat(decoded.signIn().ingested()).isEqualTo(HAPPENED);
    assertThat(decoded.time()).isEqualTo(HAPPENED);
    assertThat(decoded.implausible()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {HAPPENED + DAY, HAPPENED + DAY - 60_000, HAPPENED})
  void whereItCanBeItIsTheIngestTime(long stamp) {
    Decoded decoded = decode(RAW, stamp);
    assertThat(decoded.time()).isEqualTo(stamp);
    assertThat(decoded.implausible()).isZero();
  }

  @Test
  void aSignInThatIsLaterThanThatIsADeadLetter() {
    Decoded decoded = decode(RAW, HAPPENED - Duration.ofHours(1).toMillis() - 1);
    assertThat(decoded.deadLetter().reason()).isEqualTo("future-time");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, MAX, HAPPENED + 2 * DAY})
  void aRecordWithAnIngestTimeOfItsOwnDoesNotCare(long stamp) {
    Decoded decoded = decode(ECS, stamp);
    assertThat(decoded.time()).isEqualTo(HAPPENED + Duration.ofMinutes(5).toMillis());
    assertThat(decoded.implausible()).isZero();
  }

  @Test
  void aRecordOfAnotherLogMovesNoClockByIt() {
    Decoded decoded = decode(AUDIT, HAPPENED + 3 * DAY);
    assertThat(decoded.otherLog()).isEqualTo("AuditLogs");
    assertThat(decoded.time()).isEqualTo(HAPPENED);
    assertThat(decoded.implausible()).isEqualTo(1);
  }

  @Test
  void aRecordThatAGlanceSettlesIsCountedLikeOneThatIsRead() {
    String batch = "[" + RAW + "," + RAW + "," + RAW + "," + RAW + "]";
    for (long stamp : new long[] {-1, HAPPENED + 2 * DAY}) {
      List<Decoded> all = decode(batch, stamp, new RelevantToRules(BuiltInRules.all()));
      assertThat(all).as("some come together").hasSizeLessThan(4);
      assertThat(all.stream().mapToInt(Decoded::implausible).sum()).isEqualTo(4);
      assertThat(all).extracting(Decoded::time).containsOnly(HAPPENED);
    }
  }
}
