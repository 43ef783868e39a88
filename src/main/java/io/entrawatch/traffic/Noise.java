// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.model.App;
import io.entrawatch.traffic.model.Client;
import io.entrawatch.traffic.model.Device;
import io.entrawatch.traffic.model.Grant;
import io.entrawatch.traffic.model.Guid;
import io.entrawatch.traffic.model.Leg;
import io.entrawatch.traffic.model.Location;
import io.entrawatch.traffic.model.LogCategory;
import io.entrawatch.traffic.model.Person;
import io.entrawatch.traffic.model.SampleSignIn;
import io.entrawatch.traffic.model.SignInResult;
import java.util.SplittableRandom;

/**
 * The everyday sign-ins of the tenant. Some have what a rule filters by, but never enough for a
 * rule: a lasting device-code session is only refreshed, and enrolment keeps to one address.
 */
final class Noise {
  /** Non-interactive sign-ins for each interactive one. */
  private static final int NON_INTERACTIVE_SHARE = 20;

  private static final long SESSION = 8 * 3_600_000L;

  private record Use(App app, App resource, Client client) {}

  private static final Use[] BACKGROUND = {
    new Use(App.OUTLOOK, App.EXCHANGE, Client.OUTLOOK_IOS),
    new Use(App.OFFICE, App.EXCHANGE, Client.OFFICE_DESKTOP),
    new Use(App.OFFICE, App.GRAPH, Client.OFFICE_DESKTOP),
    new Use(App.TEAMS, App.GRAPH, Client.TEAMS_DESKTOP),
    new Use(App.TEAMS, App.EXCHANGE, Client.TEAMS_DESKTOP),
    new Use(App.ONEDRIVE, App.SHAREPOINT, Client.OFFICE_DESKTOP),
    new Use(App.WINDOWS, App.AZURE_AD, Client.TOKEN_BROKER),
    new Use(App.COMPANY_PORTAL, App.GRAPH, Client.TOKEN_BROKER)
  };
  private static final Use[] AT_THE_BROWSER = {
    new Use(App.PORTAL, App.AZURE_MANAGEMENT, null),
    new Use(App.OFFICE, App.GRAPH, null),
    new Use(App.OFFICE, App.SHAREPOINT, null),
    new Use(App.TEAMS, App.GRAPH, null)
  };
  private static final Use[] BY_DEVICE_CODE = {
    new Use(App.AZURE_CLI, App.AZURE_MANAGEMENT, Client.AZURE_CLI),
    new Use(App.VS_CODE, App.GRAPH, Client.NODE),
    new Use(App.TEAMS, App.GRAPH, Client.ROOM)
  };
  private static final SignInResult[] FAILURES = {
    SignInResult.WRONG_PASSWORD,
    SignInResult.MFA_REQUIRED,
    SignInResult.BLOCKED,
    SignInResult.STAY_SIGNED_IN
  };

  private final Directory directory;
  private final double relevantShare;
  private final SplittableRandom random;
  private final String tenant;
  private final Person[] people;

  /**
   * @param relevantShare of the sign-ins that pass some rule's filter, 0 to 1
   */
  Noise(Directory directory, double relevantShare, SplittableRandom random) {
    this.directory = directory;
    this.relevantShare = relevantShare;
    this.random = random;
    this.tenant = directory.tenantId();
    this.people = new Person[directory.size()];
  }

  SampleSignIn next(long ingested) {
    long timestamp = ingested - delay();
    if (random.nextDouble() < relevantShare) {
      return ofUser(timestamp, ingested, true);
    }
    int dice = random.nextInt(100);
    return dice < 4
        ? ofWorkload(timestamp, ingested, dice == 0)
        : ofUser(timestamp, ingested, false);
  }

  /** Mostly one batch, now and then several. */
  private long delay() {
    long fresh = Batches.LEAST_DELAY + 6 * 60_000;
    return random.nextInt(100) < 85
        ? random.nextLong(Batches.LEAST_DELAY, fresh)
        : random.nextLong(fresh, Batches.MOST_DELAY + 1);
  }

  private SampleSignIn ofUser(long timestamp, long ingested, boolean relevant) {
    int user = random.nextInt(people.length);
    long session = Guid.mix(directory.seed() + user * 0x9e37L) + Math.floorDiv(timestamp, SESSION);
    Location place = place(session);
    Leg leg = relevant ? relevantLeg(user, place) : everydayLeg(user, place);
    return new SampleSignIn(
        Guid.next(random),
        timestamp,
        ingested,
        tenant,
        Guid.next(random),
        Guid.of(session, relevant ? 1 : 0),
        Guid.next(random),
        person(user),
        leg);
  }

  private Leg everydayLeg(int user, Location place) {
    Device device = directory.device(user);
    if (random.nextInt(NON_INTERACTIVE_SHARE + 1) == 0) {
      Use use = pick(AT_THE_BROWSER);
      Leg leg = Leg.interactive(use.app, use.resource, place, directory.browser(user), device);
      return random.nextInt(10) == 0 ? leg.ending(pick(FAILURES)) : leg;
    }
    Use use = pick(BACKGROUND);
    Leg leg = Leg.nonInteractive(use.app, use.resource, place, use.client, device);
    return switch (random.nextInt(50)) {
      case 0 -> leg.ending(SignInResult.SESSION_EXPIRED);
      case 1 -> leg.ending(SignInResult.TOKEN_EXPIRED);
      case 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -> leg.by(Grant.PRIMARY_REFRESH);
      default -> leg;
    };
  }

  private Leg relevantLeg(int user, Location place) {
    Device device = directory.device(user);
    if (random.nextBoolean()) {
      Use use = pick(BY_DEVICE_CODE);
      return Leg.nonInteractive(use.app, use.resource, place, use.client, device)
          .by(Grant.DEVICE_CODE_REFRESH);
    }
    return random.nextInt(4) == 0
        ? Leg.interactive(
            App.AUTHENTICATION_BROKER, App.DEVICE_REGISTRATION, place, Client.EDGE_VIEW, device)
        : Leg.nonInteractive(
            App.AUTHENTICATION_BROKER, App.DEVICE_REGISTRATION, place, Client.TOKEN_BROKER, device);
  }

  /** A session keeps its place. */
  private static Location place(long session) {
    long draw = Guid.mix(session);
    int address = (int) (draw >>> 8) & 0x7fffffff;
    int kind = Math.floorMod((int) draw, 100);
    if (kind < 55) {
      return Location.office(address);
    }
    return kind < 80
        ? Location.home(address)
        : kind < 90 ? Location.home6(address) : Location.mobile(address);
  }

  private SampleSignIn ofWorkload(long timestamp, long ingested, boolean managed) {
    int n = random.nextInt(12);
    String name = (managed ? "vm-batch-" : "svc-nightly-") + n;
    App app = new App(name, Guid.of(directory.seed(), managed ? -100 - n : -200 - n), tenant);
    Client client = new Client(managed ? null : Client.AZURE_CLI.userAgent(), "", "", "");
    Leg leg =
        new Leg(
            managed ? LogCategory.MANAGED_IDENTITY : LogCategory.SERVICE_PRINCIPAL,
            app,
            managed ? App.AZURE_MANAGEMENT : App.GRAPH,
            Grant.PLAIN,
            SignInResult.SUCCESS,
            managed ? null : Location.hosting(n),
            client,
            Device.UNKNOWN);
    return new SampleSignIn(
        Guid.next(random),
        timestamp,
        ingested,
        tenant,
        Guid.next(random),
        null,
        Guid.next(random),
        null,
        leg);
  }

  private Person person(int user) {
    if (people[user] == null) {
      people[user] = directory.person(user);
    }
    return people[user];
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }
}
