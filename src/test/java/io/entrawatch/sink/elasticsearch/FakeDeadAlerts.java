// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Dead letters that are safe when the test says so. */
public final class FakeDeadAlerts implements DeadAlerts {
  final List<DeadAlert> taken = new ArrayList<>();
  private final List<CompletableFuture<Void>> pending = new ArrayList<>();
  boolean confirmed;
  boolean closed;

  @Override
  public CompletableFuture<Void> take(DeadAlert alert) {
    taken.add(alert);
    CompletableFuture<Void> answer = new CompletableFuture<>();
    pending.add(answer);
    return answer;
  }

  /** All that were taken so far are safe. */
  void confirm() {
    confirmed = true;
    pending.forEach(answer -> answer.complete(null));
  }

  void fail(Throwable failure) {
    pending.forEach(answer -> answer.completeExceptionally(failure));
  }

  @Override
  public void close() {
    closed = true;
  }

  /** For jobs that need none: whatever is taken fails the test. */
  public static final class None implements DeadAlerts.Factory {
    private static final long serialVersionUID = 1L;

    @Override
    public DeadAlerts open() {
      return new Answering(
          alert -> CompletableFuture.failedFuture(new AssertionError(alert.detail())));
    }
  }

  /** For endless jobs whose dead letters nobody looks at: safe at once. */
  static final class Forgetful implements DeadAlerts.Factory {
    private static final long serialVersionUID = 1L;

    @Override
    public DeadAlerts open() {
      return new Answering(alert -> CompletableFuture.completedFuture(null));
    }
  }

  private record Answering(Function<DeadAlert, CompletableFuture<Void>> answer)
      implements DeadAlerts {
    @Override
    public CompletableFuture<Void> take(DeadAlert alert) {
      return answer.apply(alert);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
