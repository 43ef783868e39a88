// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.alert.Alert;
import io.entrawatch.sink.elasticsearch.IndexedAlertConverter;
import io.entrawatch.sink.elasticsearch.IndexedAlertStateSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

class IndexedAlertTest {
  private final IndexedAlertStateSerializer serializer = new IndexedAlertStateSerializer();

  @Test
  void shouldBelongToTheIndexOfTheMonthInWhichItsPeriodStartsInUtc() {
    IndexedAlertConverter converter = new IndexedAlertConverter("soc");

    assertThat(converter.apply(alert("2026-01-31T23:59:59.999Z"), null).index())
        .isEqualTo("soc-2026.01");
    assertThat(converter.apply(alert("2026-02-01T00:00:00Z"), null).index())
        .isEqualTo("soc-2026.02");
  }

  @Test
  void shouldGiveBackItsDocumentByteForByte() {
    IndexedAlert alert =
        new IndexedAlertConverter("soc").apply(alert("2026-01-01T00:00:00Z"), null);

    assertThat(new String(alert.document(), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"Zoë\"}");
    assertThat(alert.length()).isEqualTo(alert.document().length);
  }

  @Test
  void shouldComeBackFromACheckpointAsItWas() throws IOException {
    IndexedAlert alert =
        new IndexedAlertConverter("soc").apply(alert("2026-01-01T00:00:00Z"), null);
    BufferedRequestState<IndexedAlert> state =
        new BufferedRequestState<>(List.of(new RequestEntryWrapper<>(alert, alert.length())));

    byte[] bytes = serializer.serialize(state);
    RequestEntryWrapper<IndexedAlert> back =
        serializer.deserialize(1, bytes).getBufferedRequestEntries().get(0);

    assertThat(back.getRequestEntry()).usingRecursiveComparison().isEqualTo(alert);
    assertThat(back.getSize()).isEqualTo(alert.length());
  }

  @Test
  void shouldReadWhatTheFirstReleaseWrote() throws IOException {
    // -1, one entry of size 2: id "a", revision 7, index "i", length 2, 10 bytes deflated "{}"
    byte[] v1 =
        HexFormat.of()
            .parseHex(
                "ffffffffffffffff00000001"
                    + "0000000000000002"
                    + "000161"
                    + "0000000000000007"
                    + "000169"
                    + "00000002"
                    + "0000000a"
                    + "7801abae0500017500f9");

    IndexedAlert alert =
        serializer.deserialize(1, v1).getBufferedRequestEntries().get(0).getRequestEntry();

    assertThat(alert.id()).isEqualTo("a");
    assertThat(alert.revision()).isEqualTo(7);
    assertThat(new String(alert.document(), StandardCharsets.UTF_8)).isEqualTo("{}");
  }

  @Test
  void shouldNotGuessAtAnUnknownFormat() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 2")
        .hasMessageContaining("restore with the release");
  }

  private static Alert alert(String period) {
    return new Alert(
        "id", 3, true, "rule", Instant.parse(period).toEpochMilli(), 0, "{\"name\":\"Zoë\"}");
  }
}
