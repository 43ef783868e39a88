// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.ExceptionUtils;

/** Hands alerts to the dead letters and comes back to the task's thread. */
final class DeadLetterHandoff implements AutoCloseable {
  private final DeadAlerts deadAlerts;
  private final MailboxExecutor mailbox;

  DeadLetterHandoff(DeadAlerts deadAlerts, MailboxExecutor mailbox) {
    this.deadAlerts = deadAlerts;
    this.mailbox = mailbox;
  }

  /**
   * Hands these over, without waiting. If one cannot be kept there the task fails.
   *
   * @param then runs on the task's thread when all are safe
   */
  void of(List<DeadAlert> dead, Runnable then) {
    var unused =
        CompletableFuture.allOf(
                dead.stream().map(deadAlerts::take).toArray(CompletableFuture<?>[]::new))
            .whenComplete(
                (taken, failure) ->
                    mailbox.execute(
                        () -> conclude(failure, then), "answer to %d dead letters", dead.size()));
  }

  private static void conclude(Throwable failure, Runnable then) throws IOException {
    if (failure != null) {
      throw new IOException(
          "Alerts that Elasticsearch did not get could not become dead letters either",
          ExceptionUtils.stripCompletionException(failure));
    }
    then.run();
  }

  @Override
  public void close() throws IOException {
    deadAlerts.close();
  }
}
