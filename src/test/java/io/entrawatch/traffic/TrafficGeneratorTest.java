// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entrawatch.traffic.model.App;
import io.entrawatch.traffic.model.LogCategory;
import io.entrawatch.traffic.model.SampleSignIn;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TrafficGeneratorTest {
  private static final GenerateRequest PLAIN = GenerateRequest.of(20_000, 7);

  @Test
  void theSameRequestGivesTheSameSignInsAndAnotherSeedOthers() {
    GenerateRequest request = Requests.incidents(Requests.percents(PLAIN, 2, 5), 10);

    assertThat(Requests.signIns(request)).isEqualTo(Requests.signIns(request));
    assertThat(Requests.signIns(GenerateRequest.of(100, 8)))
        .doesNotContainAnyElementsOf(Requests.signIns(GenerateRequest.of(100, 7)));
  }

  @Test
  void itGivesExactlyAsManyAsAskedForWhateverIsPlantedOrDuplicated() {
    assertThat(Requests.signIns(PLAIN)).hasSize(20_000);
    assertThat(Requests.signIns(Requests.percents(Requests.incidents(PLAIN, 1_600), 2, 20)))
        .hasSize(20_000);
    assertThat(Requests.signIns(GenerateRequest.of(1, 7))).hasSize(1);
  }

  @Test
  void afterTheLastThereIsNone() {
    TrafficGenerator traffic = new TrafficGenerator(GenerateRequest.of(1, 7));
    traffic.next();

    assertThat(traffic.hasNext()).isFalse();
    assertThatThrownBy(traffic::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void nothingIsMoreThanAMinuteOutOfOrderAndSomethingIs() {
    long latest = 0;
    int behind = 0;
    for (SampleSignIn signIn : Requests.signIns(Requests.percents(PLAIN, 2, 5))) {
      assertThat(latest - signIn.ingested()).isLessThanOrEqualTo(60_000);
      behind += signIn.ingested() < latest ? 1 : 0;
      latest = Math.max(latest, signIn.ingested());
    }
    assertThat(behind).isBetween(400, 4_000);
  }

  @Test
  void everySignInArrivesTwoToThirtyMinutesAfterItHappenedAndNoneBeforeTheStart() {
    for (SampleSignIn signIn : Requests.signIns(Requests.incidents(PLAIN, 100))) {
      assertThat(signIn.ingested() - signIn.timestamp()).isBetween(2 * 60_000L, 30 * 60_000L);
      assertThat(signIn.ingested()).isGreaterThanOrEqualTo(PLAIN.start().toEpochMilli());
    }
  }

  @Test
  void recordsComeInBatchesOfFiveMinutes() {
    int gaps = 0;
    long latest = Long.MAX_VALUE;
    for (SampleSignIn signIn : Requests.signIns(PLAIN)) {
      gaps += signIn.ingested() - latest > 2 * 60_000 ? 1 : 0;
      latest = signIn.ingested();
    }

    // 20,000 records at 20 a second are 1,000 s: batches at 0, 300, 600 and 900 s.
    assertThat(gaps).isEqualTo(3);
  }

  @Test
  void aRateSpreadsTheRecordsOverTheTimeThatItTakes() {
    List<SampleSignIn> slow = Requests.signIns(Requests.rate(GenerateRequest.of(1_000, 7), 0.1));
    long length = slow.get(999).ingested() - slow.get(0).ingested();

    assertThat(length).isCloseTo(10_000_000L, within(400_000L));
  }

  @Test
  void nonInteractiveSignInsAreTenToFiftyTimesAsMany() {
    List<SampleSignIn> all = Requests.signIns(PLAIN);
    double interactive = share(all, s -> s.leg().category() == LogCategory.INTERACTIVE);
    double background = share(all, s -> s.leg().category() == LogCategory.NON_INTERACTIVE);

    assertThat(background / interactive).isBetween(10.0, 50.0);
    assertThat(share(all, s -> s.person() == null)).isBetween(0.02, 0.06);
    assertThat(share(all, s -> !s.leg().outcome().isSuccess())).isBetween(0.02, 0.10);
    assertThat(share(all, s -> s.leg().place() == null)).isBetween(0.002, 0.02);
  }

  @Test
  void theShareOfRelevantSignInsIsWhatWasAskedFor() {
    Predicate<SampleSignIn> relevant =
        s ->
            s.leg().grant().transferMethod().equals("deviceCodeFlow")
                || s.leg().resource().equals(App.DEVICE_REGISTRATION);

    assertThat(share(Requests.signIns(Requests.percents(PLAIN, 0, 0)), relevant)).isZero();
    assertThat(share(Requests.signIns(Requests.percents(PLAIN, 100, 0)), relevant)).isOne();
    assertThat(share(Requests.signIns(Requests.percents(PLAIN, 2, 0)), relevant))
        .isCloseTo(0.02, within(0.004));
  }

  @Test
  void duplicatesAreTheSameSignInDeliveredLaterAndThereAreNoneUnlessAskedFor() {
    assertThat(duplicates(Requests.signIns(Requests.incidents(PLAIN, 20)))).isZero();

    assertThat(duplicates(Requests.signIns(Requests.percents(PLAIN, 2, 10))))
        .isBetween(1_600, 2_400);
  }

  @Test
  void everyPlantedSignInIsAmongThemOnce() {
    TrafficGenerator traffic = new TrafficGenerator(Requests.incidents(PLAIN, 200));
    List<SampleSignIn> all = Requests.signIns(Requests.incidents(PLAIN, 200));
    List<SampleSignIn> planted =
        traffic.incidents().stream().flatMap(incident -> incident.signIns().stream()).toList();

    assertThat(traffic.incidents()).hasSize(400);
    assertThat(new HashSet<>(all)).hasSameSizeAs(all).containsAll(planted);
  }

  @Test
  void addressesAreFromTheRangesForDocumentation() {
    Set<String> addresses = new HashSet<>();
    for (SampleSignIn signIn : Requests.signIns(Requests.incidents(PLAIN, 100))) {
      if (signIn.leg().place() != null) {
        addresses.add(signIn.leg().place().address());
      }
    }

    assertThat(addresses)
        .allMatch(a -> a.matches("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+|2001:db8:.*"))
        .anyMatch(a -> a.contains(":"))
        .hasSizeGreaterThan(500);
  }

  private static double share(List<SampleSignIn> all, Predicate<SampleSignIn> which) {
    return all.stream().filter(which).count() / (double) all.size();
  }

  private static int duplicates(List<SampleSignIn> all) {
    Set<String> seen = new HashSet<>();
    return (int) all.stream().filter(s -> !seen.add(s.id())).count();
  }
}
