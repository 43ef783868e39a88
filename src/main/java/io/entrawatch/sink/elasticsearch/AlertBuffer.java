// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch;

import io.entrawatch.sink.elasticsearch.client.IndexedAlert;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestBuffer;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;

/**
 * The alerts that Elasticsearch has not confirmed yet: those that wait, the batch that is under
 * way, and those that were given up for lack of room and are on their way elsewhere.
 *
 * <ul>
 *   <li>Of one alert only the highest revision waits; it keeps the place of the first.
 *   <li>A polled entry is under way until it is handed back ({@code add} with priority) or {@link
 *       #settle settled}. The snapshot holds it as long, so a checkpoint need not wait for answers:
 *       indexing it again after a restore changes nothing.
 *   <li>While a batch is under way the buffer offers nothing: {@link #isEmpty} is true. {@code
 *       AsyncSinkWriter}'s timer sends until the buffer is empty, and would otherwise hold the
 *       task's thread for as long as an outage lasts.
 * </ul>
 *
 * Used by the task's thread alone.
 */
final class AlertBuffer implements RequestBuffer<IndexedAlert> {
  /** Alerts in a piece of a checkpoint. */
  static final int PIECE = 1_000;

  private final Deque<String> order = new ArrayDeque<>();
  private final Map<String, RequestEntryWrapper<IndexedAlert>> waiting = new HashMap<>();
  private final Map<String, RequestEntryWrapper<IndexedAlert>> underWay = new LinkedHashMap<>();
  private final Set<RequestEntryWrapper<IndexedAlert>> leaving = new LinkedHashSet<>();
  private long waitingBytes;

  @Override
  public void add(RequestEntryWrapper<IndexedAlert> entry, boolean handedBack) {
    IndexedAlert alert = entry.getRequestEntry();
    if (handedBack) {
      forget(alert);
    }
    RequestEntryWrapper<IndexedAlert> known = waiting.get(alert.id());
    if (known == null) {
      place(alert.id(), handedBack);
    } else if (known.getRequestEntry().revision() >= alert.revision()) {
      return;
    } else {
      waitingBytes -= known.getSize();
    }
    waiting.put(alert.id(), entry);
    waitingBytes += entry.getSize();
  }

  private void place(String id, boolean first) {
    if (first) {
      order.addFirst(id);
    } else {
      order.addLast(id);
    }
  }

  @Override
  public RequestEntryWrapper<IndexedAlert> poll() {
    RequestEntryWrapper<IndexedAlert> entry = take();
    if (entry != null) {
      underWay.put(entry.getRequestEntry().id(), entry);
    }
    return entry;
  }

  /**
   * Gives up the entry that has waited longest; null when none waits. The snapshot holds it until
   * it {@link #left}.
   */
  RequestEntryWrapper<IndexedAlert> evictOldest() {
    RequestEntryWrapper<IndexedAlert> entry = take();
    if (entry != null) {
      leaving.add(entry);
    }
    return entry;
  }

  /** What was given up is safe elsewhere. */
  void left(RequestEntryWrapper<IndexedAlert> entry) {
    leaving.remove(entry);
  }

  /** How many were given up and are not safe elsewhere yet. */
  int leaving() {
    return leaving.size();
  }

  private RequestEntryWrapper<IndexedAlert> take() {
    String id = order.poll();
    if (id == null) {
      return null;
    }
    RequestEntryWrapper<IndexedAlert> entry = waiting.remove(id);
    waitingBytes -= entry.getSize();
    return entry;
  }

  /** These need no further attempt: Elasticsearch has them, or will never take them. */
  void settle(Collection<IndexedAlert> alerts) {
    alerts.forEach(this::forget);
  }

  private void forget(IndexedAlert alert) {
    underWay.computeIfPresent(
        alert.id(),
        (id, entry) -> entry.getRequestEntry().revision() == alert.revision() ? null : entry);
  }

  /** Whether a batch has been polled and neither settled nor handed back. */
  boolean isBatchUnderWay() {
    return !underWay.isEmpty();
  }

  /** How many alerts Elasticsearch has not confirmed. */
  int unconfirmed() {
    return waiting.size() + underWay.size();
  }

  /** Whether a revision of that alert waits, so that another one takes no further room. */
  boolean isWaiting(String id) {
    return waiting.containsKey(id);
  }

  @Override
  public RequestEntryWrapper<IndexedAlert> peek() {
    return order.isEmpty() ? null : waiting.get(order.peek());
  }

  @Override
  public boolean isEmpty() {
    return waiting.isEmpty() || isBatchUnderWay();
  }

  @Override
  public int size() {
    return waiting.size();
  }

  @Override
  public Collection<RequestEntryWrapper<IndexedAlert>> getBufferedState() {
    List<RequestEntryWrapper<IndexedAlert>> all = new ArrayList<>(unconfirmed() + leaving());
    all.addAll(leaving);
    all.addAll(underWay.values());
    order.forEach(id -> all.add(waiting.get(id)));
    return all;
  }

  /**
   * The same for a checkpoint, in pieces: each is serialized by itself. As one they would stand on
   * the heap several times while that is done, which a full buffer has no room for. And a job that
   * is rescaled shares pieces out.
   */
  List<BufferedRequestState<IndexedAlert>> snapshot() {
    List<RequestEntryWrapper<IndexedAlert>> all = List.copyOf(getBufferedState());
    List<BufferedRequestState<IndexedAlert>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += PIECE) {
      int to = Math.min(from + PIECE, all.size());
      pieces.add(new BufferedRequestState<>(all.subList(from, to)));
    }
    return pieces;
  }

  @Override
  public long totalSizeInBytes() {
    return waitingBytes;
  }
}
