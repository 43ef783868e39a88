// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.alert.Alert;
import io.entrawatch.sink.elasticsearch.client.Delivery;
import io.entrawatch.sink.elasticsearch.client.FatalElasticsearchException;
import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import io.entrawatch.sink.elasticsearch.client.ItemAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that blocks never returns here, for nobody else runs the mails: hence the timeout. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class AlertIndexWriterTest {
  private static final Delivery DELIVERY =
      new Delivery(10, 3, 1_000_000, Duration.ofSeconds(1), Duration.ofSeconds(8));

  private final MeteredInitContext context = new MeteredInitContext();
  private final FakeBulk elasticsearch = new FakeBulk();
  private final FakeDeadAlerts deadAlerts = new FakeDeadAlerts();

  @Test
  void shouldSendAnAlertAtOnceWhenElasticsearchIsIdle() throws Exception {
    AlertIndexWriter writer = writer(List.of());

    writer.write(alert("a", 1), null);

    assertThat(ids(elasticsearch.lastRequest())).containsExactly("a");
    assertThat(context.getNumRecordsOutCounter().getCount()).isEqualTo(0);
  }

  @Test
  void shouldGatherAlertsWhileARequestIsUnderWay() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("a", 1), null);
    for (String id : List.of("b", "c", "d", "e")) {
      writer.write(alert(id, 1), null);
    }
    assertThat(elasticsearch.requests).hasSize(1);

    elasticsearch.store();
    context.runMails();
    assertThat(ids(elasticsearch.lastRequest())).containsExactly("b", "c", "d");

    elasticsearch.store();
    context.runMails();
    assertThat(ids(elasticsearch.lastRequest())).containsExactly("e");
  }

  @Test
  void shouldSendOnlyTheHighestRevisionOfWhatWaits() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("other", 1), null);
    writer.write(alert("a", 4), null);
    writer.write(alert("a", 8), null);
    writer.write(alert("a", 6), null);
    elasticsearch.store();
    context.runMails();

    assertThat(elasticsearch.lastRequest())
        .extracting(IndexedAlert::id, IndexedAlert::revision)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("a", 8L));
  }

  @Test
  void shouldPassTheBarrierWhileElasticsearchDoesNotAnswerAndKeepAllInTheSnapshot()
      throws Exception {
    AlertIndexWriter writer = writer(List.of());
    for (String id : List.of("a", "b", "c")) {
      writer.write(alert(id, 1), null);
    }

    writer.flush(false);

    assertThat(ids(entries(writer.snapshotState(1)))).containsExactly("a", "b", "c");
  }

  @Test
  void shouldGiveACheckpointPiecesAndTakeAllOfThemBack() throws Exception {
    Delivery large = Delivery.buffering(10 * AlertBuffer.PIECE);
    AlertIndexWriter writer = writer(large, List.of());
    int alerts = 2 * AlertBuffer.PIECE + 1;
    for (int i = 0; i < alerts; i++) {
      writer.write(alert("a" + i, 1), null);
    }
    List<BufferedRequestState<IndexedAlert>> pieces = writer.snapshotState(1);
    assertThat(pieces).hasSize(3);
    assertThat(entries(pieces)).hasSize(alerts);

    assertThat(entries(writer(large, pieces).snapshotState(1))).isEqualTo(entries(pieces));
  }

  @Test
  void shouldNeitherBlockNorSpinInAnOutageAndLoseNothing() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    for (int i = 0; i < 8; i++) {
      writer.write(alert("a" + i, 1), null);
      elasticsearch.fail(new IOException("connection refused"));
      context.runMails();
      writer.flush(false);
      context.advance(700);
    }
    int attempts = elasticsearch.requests.size();
    assertThat(attempts).as("paced by the back-off").isBetween(2, 5);
    assertThat(entries(writer.snapshotState(1))).hasSize(8);

    context.advance(8000);
    while (!entries(writer.snapshotState(2)).isEmpty()) {
      elasticsearch.store();
      context.runMails();
    }
    assertThat(elasticsearch.documents.keySet())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 8).mapToObj(i -> "a" + i).toList());
  }

  @Test
  void shouldDoubleThePauseUpToItsCapAndStartOverAfterASuccess() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("a", 1), null);
    for (long pause : List.of(1000L, 2000L, 4000L, 8000L, 8000L)) {
      int before = elasticsearch.requests.size();
      elasticsearch.fail(new IOException("no route"));
      context.runMails();
      context.advance(pause - 1);
      assertThat(elasticsearch.requests).hasSize(before);
      context.advance(1);
      assertThat(elasticsearch.requests).as("after %d ms", pause).hasSize(before + 1);
    }
    elasticsearch.store();
    context.runMails();
    writer.write(alert("b", 1), null);
    elasticsearch.fail(new IOException("no route"));
    context.runMails();
    int before = elasticsearch.requests.size();
    context.advance(1000);

    assertThat(elasticsearch.requests).hasSize(before + 1);
    assertThat(context.counter("retries")).isEqualTo(6);
  }

  @Test
  void shouldTryAgainOnlyWhatWasNotTaken() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("first", 1), null);
    for (String id : List.of("a", "b", "c")) {
      writer.write(alert(id, 1), null);
    }
    elasticsearch.store();
    context.runMails();

    elasticsearch.answer(
        alert ->
            alert.id().equals("b")
                ? new ItemAnswer(429, "es_rejected_execution_exception", "busy")
                : elasticsearch.store(alert));
    context.runMails();
    context.advance(1000);

    assertThat(ids(elasticsearch.lastRequest())).containsExactly("b");
    assertThat(context.counter("retries")).isEqualTo(1);
    assertThat(context.gauge("buffered")).isEqualTo(1);
  }

  @Test
  void shouldNotSendAnOlderRevisionAgainOnceANewerOneWaits() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("a", 2), null);
    writer.write(alert("a", 4), null);
    elasticsearch.fail(new IOException("reset"));
    context.runMails();
    context.advance(1000);

    assertThat(elasticsearch.lastRequest()).extracting(IndexedAlert::revision).containsExactly(4L);
    elasticsearch.store();
    context.runMails();
    assertThat(entries(writer.snapshotState(1))).isEmpty();
  }

  @Test
  void shouldTakeAVersionConflictForSuccess() throws Exception {
    elasticsearch.documents.put("a", 9L);
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("a", 3), null);
    elasticsearch.store();
    context.runMails();

    assertThat(context.counter("conflicts")).isEqualTo(1);
    assertThat(context.counter("refused")).isZero();
    assertThat(context.gauge("buffered")).isEqualTo(0);
    assertThat(elasticsearch.documents).containsEntry("a", 9L);
  }

  @Test
  void shouldMakeARefusedAlertADeadLetterAndGoOn() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("poison", 1), null);
    elasticsearch.answer(alert -> new ItemAnswer(400, "document_parsing_exception", "no\ndate"));
    context.runMails();
    deadAlerts.confirm();
    context.runMails();
    writer.write(alert("good", 1), null);
    elasticsearch.store();
    context.runMails();

    DeadAlert dead = deadAlerts.taken.get(0);
    assertThat(dead.reason().code()).isEqualTo("elasticsearch-refused");
    assertThat(dead.id()).isEqualTo("poison");
    assertThat(dead.detail()).isEqualTo("400 document_parsing_exception: no\\ndate");
    assertThat(new String(dead.document(), UTF_8)).isEqualTo("{\"id\":\"poison\"}");
    assertThat(context.counter("refused")).isEqualTo(1);
    assertThat(elasticsearch.documents).containsOnlyKeys("good");
    assertThat(context.gauge("buffered")).isEqualTo(0);
  }

  @Test
  void shouldKeepARefusedAlertInTheSnapshotUntilItsDeadLetterIsSafe() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("poison", 1), null);
    elasticsearch.answer(alert -> new ItemAnswer(400, "document_parsing_exception", "no"));
    context.runMails();
    writer.flush(false);
    assertThat(ids(entries(writer.snapshotState(1)))).containsExactly("poison");

    deadAlerts.confirm();
    context.runMails();
    assertThat(entries(writer.snapshotState(2))).isEmpty();
  }

  @Test
  void shouldTryAgainWhatWasBusyOnlyOnceTheRefusedOnesAreSafe() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("first", 1), null);
    writer.write(alert("poison", 1), null);
    writer.write(alert("busy", 1), null);
    elasticsearch.store();
    context.runMails();
    elasticsearch.answer(
        alert ->
            alert.id().equals("poison")
                ? new ItemAnswer(400, "document_parsing_exception", "no")
                : new ItemAnswer(429, "es_rejected_execution_exception", "busy"));
    context.runMails();
    deadAlerts.confirm();
    context.runMails();
    context.advance(1000);

    assertThat(ids(elasticsearch.lastRequest())).containsExactly("busy");
    assertThat(deadAlerts.taken).extracting(DeadAlert::id).containsExactly("poison");
  }

  @Test
  void shouldFailTheJobWhenNotEvenADeadLetterCanBeWritten() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("poison", 1), null);
    elasticsearch.answer(alert -> new ItemAnswer(400, "document_parsing_exception", "no"));
    context.runMails();
    deadAlerts.fail(new IOException("no broker"));

    assertThatThrownBy(context::runMails).hasStackTraceContaining("no broker");
    assertThat(ids(entries(writer.snapshotState(1)))).containsExactly("poison");
  }

  @Test
  void shouldMakeTheOldestDeadLettersWhenFullRatherThanBlock() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    for (int i = 0; i < 12; i++) {
      writer.write(alert("a" + i, 1), null);
    }
    writer.write(alert("a11", 3), null);

    assertThat(deadAlerts.taken)
        .as("a0 is under way; a1 and a2 waited longest")
        .extracting(DeadAlert::id)
        .containsExactly("a1", "a2");
    assertThat(deadAlerts.taken.get(0).reason().code()).isEqualTo("elasticsearch-buffer-full");
    assertThat(context.counter("dropped")).isEqualTo(2);
    assertThat(ids(entries(writer.snapshotState(1))))
        .as("kept until the broker has them")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 12).mapToObj(i -> "a" + i).toList());

    deadAlerts.confirm();
    context.runMails();
    assertThat(ids(entries(writer.snapshotState(2))))
        .containsExactly("a0", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11");
  }

  @Test
  void shouldWaitForTheBrokerOnceDeadLettersPileUp() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    int most = 10 + AlertIndexWriter.MAX_LEAVING;
    for (int i = 0; i < most - 1; i++) {
      writer.write(alert("a" + i, 1), null);
    }
    assertThat(deadAlerts.taken).hasSize(AlertIndexWriter.MAX_LEAVING - 1);
    context.getMailboxExecutor().execute(deadAlerts::confirm, "the broker answers");

    writer.write(alert("last", 1), null);

    assertThat(deadAlerts.confirmed).as("it waited for the broker").isTrue();
    context.runMails();
    assertThat(entries(writer.snapshotState(1))).hasSize(10);
  }

  @Test
  void shouldFailTheJobWithTheTransportsOwnLineWhenNoAttemptCanSucceed() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("a", 1), null);
    elasticsearch.fail(new FatalElasticsearchException("the credentials were refused (401)"));

    assertThatThrownBy(context::runMails)
        .hasStackTraceContaining("the credentials were refused (401)");
  }

  @Test
  void shouldFailTheJobWhenTheIndexMayNotBeWritten() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("a", 1), null);
    elasticsearch.answer(alert -> new ItemAnswer(403, "security_exception", "unauthorized"));

    assertThatThrownBy(context::runMails)
        .hasStackTraceContaining("write to index entrawatch-alerts-1970.01 (403)");
  }

  @Test
  void shouldSendWhatWasRestoredWithoutWaitingForAnotherAlert() throws Exception {
    AlertIndexWriter before = writer(List.of());
    for (String id : List.of("a", "b", "c", "d")) {
      before.write(alert(id, 1), null);
    }
    List<BufferedRequestState<IndexedAlert>> state = before.snapshotState(1);

    AlertIndexWriter after = writer(state);
    int requests = elasticsearch.requests.size();
    context.advance(AlertIndexWriter.MAX_WAIT_AFTER_RESTORE);
    assertThat(elasticsearch.requests).hasSize(requests + 1);
    while (!entries(after.snapshotState(2)).isEmpty()) {
      elasticsearch.store();
      context.runMails();
    }

    assertThat(elasticsearch.documents).containsOnlyKeys("a", "b", "c", "d");
  }

  @Test
  void shouldKeepAllThatSeveralSubtasksLeftBehind() throws Exception {
    List<BufferedRequestState<IndexedAlert>> states = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      int number = subtask;
      states.add(
          new BufferedRequestState<>(
              IntStream.range(0, 8)
                  .mapToObj(i -> indexed("s" + number + "-" + i))
                  .map(entry -> new RequestEntryWrapper<>(entry, entry.length()))
                  .toList()));
    }
    AlertIndexWriter writer = writer(states);

    assertThat(entries(writer.snapshotState(1))).hasSize(24);
    assertThat(context.counter("dropped")).isZero();
  }

  @Test
  void shouldWaitAtTheEndOfInputUntilAllIsConfirmed() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    for (String id : List.of("a", "b")) {
      writer.write(alert(id, 1), null);
    }
    elasticsearch.store();
    context
        .getMailboxExecutor()
        .execute(() -> context.getMailboxExecutor().execute(elasticsearch::store, "2"), "1");

    writer.flush(true);

    assertThat(elasticsearch.documents).containsOnlyKeys("a", "b");
    assertThat(context.gauge("buffered")).isEqualTo(0);
  }

  @Test
  void shouldRecoverWhenAnAnswerNeverComes() throws Exception {
    AlertIndexWriter writer = writer(List.of());
    writer.write(alert("a", 1), null);
    context.advance(Duration.ofMinutes(10).toMillis());

    assertThat(elasticsearch.requests).hasSize(2);
    elasticsearch.store();
    context.runMails();
    assertThat(entries(writer.snapshotState(1))).isEmpty();
  }

  @Test
  void shouldCloseTheTransport() {
    writer(List.of()).close();

    assertThat(elasticsearch.closed).isTrue();
    assertThat(deadAlerts.closed).isTrue();
  }

  private AlertIndexWriter writer(List<BufferedRequestState<IndexedAlert>> restored) {
    return writer(DELIVERY, restored);
  }

  private AlertIndexWriter writer(
      Delivery delivery, List<BufferedRequestState<IndexedAlert>> restored) {
    return new AlertIndexWriter(
        new IndexedAlertConverter("entrawatch-alerts"),
        context,
        delivery,
        elasticsearch,
        deadAlerts,
        restored);
  }

  private static Alert alert(String id, long revision) {
    return new Alert(id, revision, false, "rule", 0, 0, "{\"id\":\"" + id + "\"}");
  }

  private static IndexedAlert indexed(String id) {
    return IndexedAlert.of(id, 1, "entrawatch-alerts-1970.01", new byte[] {'{', '}'});
  }

  private static List<IndexedAlert> entries(List<BufferedRequestState<IndexedAlert>> state) {
    return state.stream()
        .flatMap(s -> s.getBufferedRequestEntries().stream())
        .map(RequestEntryWrapper::getRequestEntry)
        .toList();
  }

  private static List<String> ids(List<IndexedAlert> alerts) {
    return alerts.stream().map(IndexedAlert::id).toList();
  }
}
