// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.format.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The story of the demo: a day of a small tenant with three attacks, and innocent courses of events
 * that resemble them. Always the same.
 *
 * <p>{@code demo-expected-alerts.ndjson} beside this class lists the alerts that it must give.
 */
public final class DemoStory {
  /** The name of the list of alerts among the resources of this class. */
  public static final String EXPECTED_ALERTS = "demo-expected-alerts.ndjson";

  private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
  private static final long SEED = 20_260_116;
  private static final int RECORDS = 4_000;

  private static final GenerateRequest REQUEST =
      new GenerateRequest(
          RECORDS,
          SEED,
          Format.ECS,
          0,
          DAY.atStartOfDay().toInstant(ZoneOffset.UTC),
          RECORDS / 86_400.0,
          GenerateRequest.DEFAULT_RELEVANT_PERCENT,
          0,
          GenerateRequest.DEFAULT_SIZE_BYTES,
          0);

  private record Act(String time, int user, Plot plot) {}

  /** The attack at 10:59:50 has its legs on both sides of 11:00, where Elastic's buckets meet. */
  private static final List<Act> ACTS =
      List.of(
          new Act("08:12:00", 3, LookAlike.INTUNE_ENROLMENT),
          new Act("09:05:30", 7, LookAlike.AZ_LOGIN_IN_BROWSER),
          new Act("09:41:10", 0, Attack.DEVICE_CODE_PHISH),
          new Act("10:20:00", 11, LookAlike.ROOM_REFRESH),
          new Act("10:59:50", 19, Attack.AUTH_CODE_PHISH),
          new Act("11:32:00", 23, LookAlike.DUAL_STACK_REGISTRATION),
          new Act("13:15:45", 26, LookAlike.CANCELLED_DEVICE_CODE),
          new Act("14:05:20", 30, Attack.AUTH_CODE_PHISH),
          new Act("15:02:00", 34, LookAlike.GUEST_ENROLMENT),
          new Act("16:31:00", 37, LookAlike.BULK_PROVISIONING));

  private DemoStory() {}

  /** The story's sign-ins, in the order in which they arrive, and what was planted among them. */
  public static TrafficGenerator traffic() {
    SplittableRandom random = new SplittableRandom(SEED);
    Directory directory = TrafficGenerator.directory(REQUEST);
    List<PlannedIncident> incidents = new ArrayList<>();
    for (Act act : ACTS) {
      incidents.add(
          new Scene(
                  directory.tenantId(),
                  directory.person(act.user),
                  at(act.time).toEpochMilli(),
                  0,
                  TrafficGenerator.batches(REQUEST),
                  random.split())
              .play(act.plot));
    }
    return new TrafficGenerator(REQUEST, directory, random, incidents);
  }

  /** Writes the story as ECS documents, one a line. */
  public static void write(OutputStream out) throws IOException {
    Generate.writeLines(traffic(), REQUEST.format().writer(REQUEST.sizeBytes()), out);
    out.flush();
  }

  private static Instant at(String time) {
    return DAY.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }
}
