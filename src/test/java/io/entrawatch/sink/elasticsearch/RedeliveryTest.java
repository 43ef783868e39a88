// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.sink.elasticsearch.client.BulkTransport;
import io.entrawatch.sink.elasticsearch.client.Delivery;
import io.entrawatch.sink.elasticsearch.client.FatalElasticsearchException;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import io.entrawatch.sink.elasticsearch.client.ItemAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RedeliveryTest {
  private static final Delivery PAIRS =
      new Delivery(2, 2, 1_000, Duration.ofMillis(1), Duration.ofMillis(2));

  private final List<Integer> requests = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private CompletableFuture<List<ItemAnswer>> answer;

  private final class Answering implements BulkTransport {
    @Override
    public CompletableFuture<List<ItemAnswer>> index(List<IndexedAlert> alerts) {
      requests.add(alerts.size());
      return answer != null
          ? answer
          : CompletableFuture.completedFuture(
              alerts.stream().map(alert -> ItemAnswer.stored()).toList());
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  private final Redelivery redelivery =
      new Redelivery(PAIRS, new Answering(), "http://es:9200", leftOut::add);

  private static DeadAlert dead(String id, int bytes) {
    return new DeadAlert(
        DeadAlert.Reason.BUFFER_FULL,
        "",
        id,
        1,
        "alerts-2026.01",
        "x".repeat(bytes).getBytes(UTF_8));
  }

  @Test
  void aRequestHoldsNoMoreAlertsAndBytesThanTheSettingsSay() throws IOException {
    for (int bytes : new int[] {10, 10, 10, 995, 10}) {
      redelivery.add(dead("a", bytes));
    }
    redelivery.flush();
    redelivery.flush();
    assertThat(requests).containsExactly(2, 1, 1, 1);
    assertThat(redelivery.stored()).isEqualTo(5);
  }

  @Test
  void whereElasticsearchStaysAwayItEndsWithALine() throws IOException {
    answer = CompletableFuture.failedFuture(new ConnectException("refused"));
    redelivery.add(dead("a", 1));
    assertThatThrownBy(redelivery::flush)
        .isInstanceOf(FatalElasticsearchException.class)
        .hasMessage(
            "Elasticsearch at http://es:9200 takes no alerts for now; run this again when it does,"
                + " from the same place");
    assertThat(requests).hasSize(6);
  }

  @Test
  void whatAPersonMustMendIsNotTriedAgain() throws IOException {
    answer = CompletableFuture.failedFuture(new FatalElasticsearchException("mend it"));
    redelivery.add(dead("a", 1));
    assertThatThrownBy(redelivery::flush).hasMessage("mend it");
    assertThat(requests).hasSize(1);
  }
}
