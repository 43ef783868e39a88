// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.model.Guid;
import io.entrawatch.traffic.model.Leg;
import io.entrawatch.traffic.model.LogCategory;
import io.entrawatch.traffic.model.Person;
import io.entrawatch.traffic.model.SampleSignIn;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Where a plot plays: one user, one session, a time to begin. Collects the sign-ins. */
final class Scene {
  private final String tenant;
  private final Batches batches;
  private final SplittableRandom random;
  private final long begin;
  private final int lag;
  private final List<SampleSignIn> signIns = new ArrayList<>();
  private Person person;
  private String session;

  /**
   * @param begin when the first sign-in happens, ms since the epoch
   * @param lag by how many batches the non-interactive sign-ins come later than they could
   */
  Scene(
      String tenant, Person person, long begin, int lag, Batches batches, SplittableRandom random) {
    this.tenant = tenant;
    this.person = person;
    this.begin = begin;
    this.lag = lag;
    this.batches = batches;
    this.random = random;
    this.session = Guid.next(random);
  }

  PlannedIncident play(Plot plot) {
    plot.play(this);
    return new PlannedIncident(plot.kind(), plot.isAttack(), plot.rules(), signIns);
  }

  /** Adds a sign-in that happens so many seconds after the beginning. */
  Scene at(double seconds, Leg leg) {
    long timestamp = begin + Math.round(seconds * 1000);
    int later = leg.category() == LogCategory.NON_INTERACTIVE ? lag : 0;
    long ingested = batches.arrivalOf(timestamp, later) + random.nextLong(Batches.LENGTH);
    signIns.add(
        new SampleSignIn(
            Guid.next(random),
            timestamp,
            ingested,
            tenant,
            Guid.next(random),
            session,
            Guid.next(random),
            person,
            leg));
    return this;
  }

  /** From here on the sign-ins are of another session of the same user. */
  void newSession() {
    session = Guid.next(random);
  }

  /** From here on the user is a guest of the tenant. */
  void asGuest() {
    String name = person.principalName().replace('@', '_') + "#EXT#@harbour.example";
    person = new Person(person.name(), name, person.id(), "Guest");
  }

  double between(double from, double to) {
    return random.nextDouble(from, to);
  }

  int number() {
    return random.nextInt(1 << 20);
  }

  boolean maybe() {
    return random.nextBoolean();
  }

  @SafeVarargs
  final <T> T pick(T... from) {
    return from[random.nextInt(from.length)];
  }
}
