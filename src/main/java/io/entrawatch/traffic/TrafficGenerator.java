// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.model.Person;
import io.entrawatch.traffic.model.SampleSignIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The sign-ins of a request, in the order in which they arrive: by the time of ingestion, but for
 * everyday ones that lag up to a minute behind. Holds neither past nor future sign-ins, save
 * planted and duplicate ones, so it can run for ever.
 */
public final class TrafficGenerator implements Iterator<SampleSignIn> {
  /** One in so many incidents has its non-interactive sign-ins delivered late. */
  private static final int LATE_INCIDENTS = 5;

  private static final int LAGGING_PERCENT = 8;

  private final double ratePerMilli;
  private final double duplicateShare;
  private final SplittableRandom random;
  private final Batches batches;
  private final Noise noise;
  private final List<PlannedIncident> incidents;
  private final PriorityQueue<SampleSignIn> due = new PriorityQueue<>(SampleSignIn.BY_ARRIVAL);
  private long left;
  private long noiseMade;
  private long nextArrival;

  /** What the request asks for; its incidents, too, follow from its seed. */
  public TrafficGenerator(GenerateRequest request) {
    this(request, new SplittableRandom(request.seed()));
  }

  private TrafficGenerator(GenerateRequest request, SplittableRandom random) {
    this(request, directory(request), random, plant(request, random.split()));
  }

  /** Everyday traffic around given incidents, whose records count among the request's. */
  TrafficGenerator(
      GenerateRequest request,
      Directory directory,
      SplittableRandom random,
      List<PlannedIncident> incidents) {
    this.ratePerMilli = request.ratePerSecond() / 1000;
    this.duplicateShare = request.duplicatePercent() / 100;
    this.random = random;
    this.batches = batches(request);
    this.noise = new Noise(directory, request.relevantPercent() / 100, random.split());
    this.incidents = List.copyOf(incidents);
    incidents.forEach(incident -> due.addAll(incident.signIns()));
    this.left = request.events();
    this.nextArrival = batches.arrival(0);
  }

  /** What was planted. */
  public List<PlannedIncident> incidents() {
    return incidents;
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public SampleSignIn next() {
    if (left <= 0) {
      throw new NoSuchElementException("the request's last sign-in has been given out");
    }
    SampleSignIn signIn = isNextDue() ? due.poll() : everyday();
    left--;
    if (left > due.size() && random.nextDouble() < duplicateShare) {
      long again = Math.max(signIn.ingested(), nextArrival) + random.nextLong(Batches.LENGTH);
      due.add(signIn.again(again));
    }
    return signIn;
  }

  private boolean isNextDue() {
    return !due.isEmpty() && (left <= due.size() || due.peek().ingested() <= nextArrival);
  }

  private SampleSignIn everyday() {
    long lag = random.nextInt(100) < LAGGING_PERCENT ? random.nextLong(1, Batches.DISORDER) : 0;
    SampleSignIn signIn = noise.next(nextArrival - lag);
    noiseMade++;
    nextArrival = batches.arrival((long) (noiseMade / ratePerMilli));
    return signIn;
  }

  static Batches batches(GenerateRequest request) {
    return new Batches(request.start().toEpochMilli(), request.seed());
  }

  /** About 100 records a user and day. */
  static Directory directory(GenerateRequest request) {
    double users = request.ratePerSecond() * Duration.ofDays(1).toSeconds() / 100;
    return new Directory(request.seed(), (int) Math.max(40, Math.min(50_000, users)));
  }

  private static List<PlannedIncident> plant(GenerateRequest request, SplittableRandom random) {
    Directory directory = directory(request);
    long start = request.start().toEpochMilli();
    long length = Math.max(1, (long) (request.events() / request.ratePerSecond() * 1000));
    List<PlannedIncident> incidents = new ArrayList<>();
    for (int i = 0; i < request.incidents(); i++) {
      for (Plot plot :
          List.of(
              Attack.values()[i % Attack.values().length],
              LookAlike.values()[i % LookAlike.values().length])) {
        Person person = directory.person(random.nextInt(directory.size()));
        long begin = start + random.nextLong(length);
        int lag = random.nextInt(LATE_INCIDENTS) == 0 ? random.nextInt(1, 5) : 0;
        incidents.add(
            new Scene(directory.tenantId(), person, begin, lag, batches(request), random.split())
                .play(plot));
      }
    }
    return incidents;
  }
}
