// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.ARRIVAL_MILLIS;
import static io.entrawatch.decode.Decoding.PLACE;
import static io.entrawatch.decode.Decoding.decode;
import static io.entrawatch.decode.Decoding.signIn;
import static io.entrawatch.decode.Samples.json;
import static io.entrawatch.decode.Samples.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.record.RecordOrigin;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.DecoderSettings.Identity;
import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What makes two records the same sign-in. */
class UidTest {
  private static final String WITHOUT_ID =
      json(
          "{'time':'2026-03-01T11:51:00Z','category':'SignInLogs','tenantId':'7a','properties':{"
              + "'createdDateTime':'2026-03-01T11:50:00.123Z','sessionId':'s-1','userPrincipalName':"
              + "'grace@example.org','ipAddress':'192.0.2.17','status':{'errorCode':50199}}}");

  /** Whoever changes it makes every sign-in that was kept before another one. */
  private static final String ITS_UID = "924260aa2e790eb97bf0be3914afec54";

  private static String uid(String text) {
    return signIn(text).uid();
  }

  @Test
  void withoutAnIdASignInIsToldByWhatItSays() {
    assertThat(uid(WITHOUT_ID)).isEqualTo(ITS_UID);
  }

  @Test
  void theSameRecordIsTheSameSignInWhereverAndWheneverItCame() {
    List<RecordOrigin> places =
        List.of(
            new RecordOrigin.InFile("f", 7, ARRIVAL_MILLIS),
            new RecordOrigin.InFile("g", 1, ARRIVAL_MILLIS + 5),
            new RecordOrigin.InTopic("t", 0, 1, ARRIVAL_MILLIS),
            new RecordOrigin.InTopic("t", 5, 9, ARRIVAL_MILLIS + 60_000));
    for (RecordOrigin place : places) {
      assertThat(decode(WITHOUT_ID, place).get(0).signIn().uid()).isEqualTo(ITS_UID);
    }
    String batch = "{\"records\":[" + WITHOUT_ID + "," + WITHOUT_ID + "]}";
    String agent = "{\"data_stream\":{\"dataset\":\"x\"},\"message\":" + quoted(batch) + "}";
    String later = "{\"event.ingested\":\"2026-03-01T11:59:00Z\"," + WITHOUT_ID.substring(1);
    for (String text : List.of("[" + WITHOUT_ID + "]", batch, agent, "[" + agent + "]", later)) {
      assertThat(decode(text)).extracting(one -> one.signIn().uid()).containsOnly(ITS_UID);
    }
  }

  @Test
  void theOrderAndTheSpellingOfTheMembersMakeNoOtherSignIn() {
    String turned =
        json(
            "{'properties':{'STATUS':{'error_code':'50199'},'ip_address':'192.0.2.17',"
                + "'UserPrincipalName':'grace@example.org','sessionId':'s-1',"
                + "'createdDateTime':'2026-03-01T11:50:00.123Z'},'TenantId':'7a',"
                + "'category':'signinlogs','time':'2026-03-01T11:51:00Z','durationMs':0}");
    assertThat(uid(turned)).isEqualTo(ITS_UID);
  }

  @Test
  void anyOtherValueMakesAnotherSignIn() {
    Set<String> uids = new HashSet<>(Set.of(ITS_UID));
    for (String other :
        List.of(
            WITHOUT_ID.replace("50199", "0"),
            WITHOUT_ID.replace("50:00.123", "50:00.124"),
            WITHOUT_ID.replace("s-1", "s-2"),
            WITHOUT_ID.replace("7a", "7b"),
            WITHOUT_ID.replace("192.0.2.17", "192.0.2.18"),
            WITHOUT_ID.replace("SignInLogs", "NonInteractiveUserSignInLogs"),
            WITHOUT_ID.replace("\"sessionId\"", "\"uniqueTokenIdentifier\""),
            WITHOUT_ID.replace("\"s-1\"", "[\"s-1\",\"s-2\"]"),
            WITHOUT_ID.replace("\"s-1\"", "[\"s\",\"-1s-2\"]"))) {
      assertThat(uids.add(uid(other))).as(other).isTrue();
    }
  }

  @Test
  void byPositionEveryRecordIsASignInOfItsOwn() {
    DecoderSettings byPosition =
        new DecoderSettings(
            100_000, Duration.ofHours(1), TimestampSource.CREATED_DATE_TIME, Identity.POSITION);
    String agent =
        "{\"data_stream\":{\"dataset\":\"x\"},\"message\":"
            + quoted("[" + WITHOUT_ID + "," + WITHOUT_ID + "]")
            + ",\"copy\":"
            + WITHOUT_ID
            + "}";
    for (String text :
        List.of(
            "[" + agent + "," + WITHOUT_ID + "," + agent + "]",
            "[[" + WITHOUT_ID + "]," + agent + ",7," + WITHOUT_ID + "]",
            "{\"records\":[" + agent + "],\"more\":" + WITHOUT_ID + "}",
            WITHOUT_ID + agent + " " + WITHOUT_ID)) {
      List<Decoded> decoded =
          decode(
              text.getBytes(StandardCharsets.UTF_8), byPosition, PLACE, new Decoding.Everything());
      List<String> uids =
          decoded.stream().filter(d -> d.signIn() != null).map(d -> d.signIn().uid()).toList();
      assertThat(uids).as(text).hasSizeGreaterThan(3).doesNotHaveDuplicates();
      assertThat(uids).allMatch(uid -> uid.startsWith("sign-ins/3/42#"));
    }
  }
}
