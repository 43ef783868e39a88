// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entrawatch.cli.run.Destination;
import io.entrawatch.cli.run.DetectArguments;
import io.entrawatch.cli.run.MetricsAddress;
import io.entrawatch.config.SettingsException;
import io.entrawatch.job.settings.BackfillSettings;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.traffic.GenerateRequest;
import io.entrawatch.traffic.format.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final List<RuleCatalogueEntry> RULES =
      List.of(
          new RuleCatalogueEntry(
              "a-rule", Map.of("min-events", 2L), Duration.ofMinutes(9), Duration.ofMinutes(1)));

  @TempDir Path folder;

  private final RecordingActions actions = new RecordingActions();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String input;

  @BeforeEach
  void writeAnInput() throws IOException {
    input = Files.writeString(folder.resolve("sign ins.ndjson"), "{}\n").toString();
  }

  private int open(Object... args) {
    String[] texts = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    return Main.open(
        actions,
        RULES,
        Map.of("SERVERS", "broker:9092"),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        texts);
  }

  /** The one line of a refusal. */
  private String refusal(Object... args) {
    err.reset();
    assertThat(open(args)).as("exit code").isEqualTo(2);
    assertThat(actions.calls).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    String text = err.toString(StandardCharsets.UTF_8);
    assertThat(text).endsWith("\n").containsOnlyOnce("\n");
    return text.strip();
  }

  private DetectArguments detected() {
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    return (DetectArguments) actions.calls.get(0);
  }

  @Test
  void demoTakesNothingButAPlaceForTheReport() {
    Path page = folder.resolve("page.html");
    assertThat(open("demo")).isZero();
    assertThat(open("demo", "--report", page)).isZero();
    assertThat(actions.calls).containsExactly("demo", "demo, report in " + page);
    actions.calls.clear();
    assertThat(refusal("demo", "--report", folder.resolve("none/page.html")))
        .contains("--report " + folder.resolve("none/page.html"), "create it first");
    assertThat(refusal("demo", "--fast"))
        .isEqualTo("entrawatch demo: Unknown option: '--fast'; see entrawatch demo --help");
  }

  @Test
  void detectTakesInputsAfterOneOrSeveralOptions() throws IOException {
    Path other = Files.writeString(folder.resolve("b.gz"), "");
    assertThat(open("detect", "--input", input, other, "--input", folder)).isZero();
    assertThat(detected().inputs()).containsExactly(Path.of(input), other, folder);
    assertThat(detected().alerts()).isEmpty();
    assertThat(detected().matches()).isEmpty();
    assertThat(detected().deadLetters()).isEmpty();
  }

  @Test
  void deadLettersAreAFailureOnlyUnderStrict() {
    actions.deadLetters = 3;
    assertThat(open("detect", "--input", input)).isZero();
    assertThat(open("detect", "--input", input, "--strict")).isEqualTo(1);
    actions.deadLetters = 0;
    assertThat(open("detect", "--input", input, "--strict")).isZero();
  }

  @Test
  void detectWritesToFilesStandardOutputAndDevices() {
    Path matches = folder.resolve("matches");
    assertThat(
            open(
                "detect",
                "--input",
                input,
                "--alerts",
                "-",
                "--matches",
                matches,
                "--dead-letters",
                "/dev/null"))
        .isZero();
    assertThat(detected().alerts()).contains(new Destination("--alerts", Optional.empty()));
    assertThat(detected().matches()).contains(new Destination("--matches", Optional.of(matches)));
    assertThat(detected().deadLetters())
        .contains(new Destination("--dead-letters", Optional.of(Path.of("/dev/null"))));
    assertThat(matches).as("nothing is touched before the run").doesNotExist();
  }

  @Test
  void detectWritesAReportWithOrWithoutTheAlertsThemselves() {
    Path page = folder.resolve("page.html");
    open("detect", "--input", input, "--report", page);
    open("detect", "--input", input, "--report", page, "--alerts", "-");
    open("detect", "--input", input, "--report", "-");

    List<DetectArguments> calls = actions.calls.stream().map(DetectArguments.class::cast).toList();
    assertThat(calls)
        .extracting(call -> call.report().orElseThrow().name(), DetectArguments::readable)
        .containsExactly(
            tuple(page.toString(), true), tuple(page.toString(), false), tuple("-", false));
    actions.calls.clear();
    assertThat(refusal("detect", "--input", input, "--report", page, "--alerts", page))
        .contains("--report " + page, "--alerts writes there too");
    assertThat(refusal("detect", "--input", input, "--report", input))
        .contains("it would be read as input");
  }

  @Test
  void devicesAndStandardOutputMayBeShared() {
    String nothing = "/dev/null";
    assertThat(open("detect", "--input", input, "--alerts", nothing, "--matches", nothing))
        .isZero();
    assertThat(open("detect", "--input", input, "--alerts", "-", "--matches", "-")).isZero();
  }

  @Test
  void settingsAreSetOneByOne() {
    open("detect", "--input", input, "--set", "rules.a-rule.slide=5m", "--set=alerts.period=0");
    assertThat(detected().settings().rules().get("a-rule").slide()).hasMinutes(5);
    assertThat(detected().settings().alerts().period()).isZero();
  }

  @Test
  void aBadSettingIsRefusedInItsOwnWords() {
    assertThat(refusal("detect", "--input", input, "--set", "rules.a-rule.slid=5m"))
        .isEqualTo(
            "entrawatch: unknown setting \"rules.a-rule.slid\"; did you mean rules.a-rule.slide?");
    assertThat(refusal("detect", "--input", input, "--set"))
        .contains("--set", "KEY=VALUE", "see entrawatch detect --help");
  }

  @Test
  void anInputThatCannotBeReadIsRefused() throws IOException {
    assertThat(refusal("detect")).contains("--input").contains("see entrawatch detect --help");
    assertThat(refusal("detect", "--input", "none/such"))
        .contains("--input none/such: no such file or folder");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Files.createDirectory(empty.resolve("inner"));
    Files.writeString(empty.resolve(".hidden"), "{}");
    Files.writeString(empty.resolve("_SUCCESS"), "");
    assertThat(refusal("detect", "--input", input, "--input", empty))
        .contains("--input " + empty + ": a folder without files");
    assertThat(refusal("detect", "--input", "/dev/null"))
        .contains("--input /dev/null: neither a file nor a folder");
    assertThat(refusal("detect", "--input", "a\nb")).contains("--input a b: no such");
  }

  @Test
  void aFolderMayHoldItsFilesDeepWithin() throws IOException {
    Path day = Files.createDirectories(folder.resolve("deep/2026/01"));
    Files.writeString(day.resolve("x.ndjson"), "");
    assertThat(open("detect", "--input", folder.resolve("deep"))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--alerts", "--matches", "--dead-letters"})
  void anOutputThatCannotBeWrittenIsRefused(String option) {
    assertThat(refusal("detect", "--input", input, option, "/none/such/file"))
        .isEqualTo(
            "entrawatch: "
                + option
                + " /none/such/file: there is no folder /none/such; create it first");
    assertThat(refusal("detect", "--input", input, option, folder)).contains("this is a folder");
    assertThat(refusal("detect", "--input", input, option)).contains(option);
  }

  @Test
  void outputsAreKeptApartFromInputsAndFromEachOther() throws IOException {
    assertThat(refusal("detect", "--input", input, "--alerts", input))
        .contains("--alerts", "would be read as input");
    assertThat(refusal("detect", "--input", folder, "--alerts", folder.resolve("alerts")))
        .contains("would be read as input");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(input));
    assertThat(refusal("detect", "--input", input, "--alerts", link))
        .contains("would be read as input");
    Path file = folder.resolve("out");
    assertThat(refusal("detect", "--input", input, "--alerts", file, "--matches", file))
        .contains("--matches", "--alerts writes there too");
  }

  @Test
  void runReadsAFileAndNeedsKafka() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"),
            "kafka: {bootstrap-servers: '${env:SERVERS}', topics.events: a}");
    assertThat(refusal("run")).contains("Missing required option: '--config=FILE'");
    assertThat(refusal("run", "--config", folder.resolve("none"))).contains("does not exist");
    Path empty = Files.writeString(folder.resolve("e.yaml"), "");
    assertThat(refusal("run", "--config", empty)).contains("kafka.bootstrap-servers is missing");
    assertThat(open("run", "--config", config, "--set", "kafka.group-id=g")).isZero();
    Settings settings = (Settings) actions.calls.get(0);
    assertThat(settings.requireKafka().source().bootstrapServers()).isEqualTo("broker:9092");
    assertThat(settings.requireKafka().source().groupId()).isEqualTo("g");
  }

  @Test
  void runServesMetricsWhereItIsTold() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"), "kafka: {bootstrap-servers: 'a:1', topics.events: a}");
    for (String where : List.of("9249", "0.0.0.0:9249", "[::1]:9249")) {
      assertThat(open("run", "--config", config, "--metrics", where)).isZero();
    }
    assertThat(actions.calls)
        .containsExactly(
            new MetricsAddress("localhost", 9249),
            new MetricsAddress("0.0.0.0", 9249),
            new MetricsAddress("::1", 9249));
    actions.calls.clear();
    for (String none : List.of("", "0", "65536", "nine", ":9249", "localhost")) {
      assertThat(refusal("run", "--config", config, "--metrics", none))
          .isEqualTo(
              "entrawatch: --metrics \"%s\" is no port; write for example 9249, or 0.0.0.0:9249"
                  .formatted(none));
    }
  }

  @Test
  void doctorTakesSettingsOrFilesAndNotBoth() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"),
            "kafka: {bootstrap-servers: '${env:SERVERS}', topics.events: a}");
    String both = "give either --config FILE, for Kafka, or --input PATH..., for files";
    assertThat(refusal("doctor")).contains(both);
    assertThat(refusal("doctor", "--config", config, "--input", input)).contains(both);
    assertThat(refusal("doctor", "--input", folder.resolve("none")))
        .contains("--input " + folder.resolve("none"), "no such file or folder");
    assertThat(refusal("doctor", "--config", folder.resolve("none"))).contains("does not exist");
    Path empty = Files.writeString(folder.resolve("e.yaml"), "");
    assertThat(refusal("doctor", "--config", empty)).contains("kafka.bootstrap-servers is missing");

    assertThat(open("doctor", "--config", config, "--set", "kafka.group-id=g")).isZero();
    assertThat(((Settings) actions.calls.get(0)).requireKafka().source().groupId()).isEqualTo("g");
    assertThat(open("doctor", "--input", input, folder)).isZero();
    assertThat(actions.calls.get(1)).isEqualTo(List.of(Path.of(input), folder));
  }

  @Test
  void doctorEndsWithOneIfARuleCannotAlert() {
    actions.well = false;
    assertThat(open("doctor", "--input", input)).isEqualTo(1);
  }

  @Test
  void generateWritesToStandardOutputUnlessTold() throws IOException {
    assertThat(open("generate", "--events", 10, "--seed", 7)).isZero();
    assertThat(actions.calls).containsExactly(GenerateRequest.of(10, 7));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("records\n");
    Path records = folder.resolve("r");
    Path truth = folder.resolve("t");
    open("generate", "--events", 10, "--seed", 7, "--output", records, "--truth", truth);
    assertThat(records).hasContent("records");
    assertThat(truth).hasContent("truth");
  }

  @Test
  void generateTakesEverythingThatTrafficTakes() {
    open(
        "generate",
        "--events=100",
        "--seed=-1",
        "--format=raw",
        "--incidents=2",
        "--start=2026-02-01T00:00:00Z",
        "--rate=1.5",
        "--relevant-percent=3",
        "--duplicate-percent=1",
        "--size-bytes=5000",
        "--batch=4");
    assertThat(actions.calls)
        .containsExactly(
            new GenerateRequest(
                100, -1, Format.RAW, 2, Instant.parse("2026-02-01T00:00:00Z"), 1.5, 3, 1, 5000, 4));
  }

  @Test
  void generateForARuleNeedsNeitherANumberNorASeed() {
    assertThat(refusal("generate", "--rule", "no-such.toml")).contains("no-such.toml");
    assertThat(open("generate", "--rule", input)).isZero();
    assertThat(actions.calls).containsExactly("generateForRule " + input + " 1");
  }

  @Test
  void generateRefusesWhatItCannotDo() {
    assertThat(refusal("generate", "--seed", 1)).contains("--events");
    assertThat(refusal("generate", "--events", "many", "--seed", 1)).contains("--events", "many");
    assertThat(refusal("generate", "--events", 0, "--seed", 1)).contains("--events: 0 is out of");
    assertThat(refusal("generate", "--events", 1, "--seed", 1, "--format", "xml"))
        .contains("--format", "xml");
    assertThat(refusal("generate", "--events", 1, "--seed", 1, "--start", "now"))
        .contains("--start \"now\"", "2026-01-15T08:00:00Z");
  }

  @Test
  void backfillTakesTheLiveJobsSettingsARangeAndOnePlaceForItsAlerts() throws IOException {
    String config =
        Files.writeString(
                folder.resolve("backfill.yaml"),
                "kafka: {bootstrap-servers: 'b:9092', topics: {events: s}}")
            .toString();
    assertThat(
            open("backfill", "--config", config, "--from", "earliest", "--into", "alerts-shadow"))
        .isZero();
    BackfillSettings shadow = ((Settings) actions.calls.get(0)).backfill().orElseThrow();
    assertThat(shadow.target()).isEqualTo(new BackfillSettings.Shadow("alerts-shadow"));
    assertThat(
            open(
                "backfill",
                "--config",
                config,
                "--live",
                "--from",
                "2026-01-15T00:00:00Z",
                "--to",
                "2026-01-16T00:00:00Z",
                "--input",
                input))
        .isZero();
    BackfillSettings live = ((Settings) actions.calls.get(1)).backfill().orElseThrow();
    assertThat(live.isLive()).isTrue();
    assertThat(live.files()).containsExactly(input);

    actions.calls.clear();
    assertThat(refusal("backfill", "--config", config, "--from", "earliest"))
        .contains("--into", "--live");
    assertThat(
            refusal(
                "backfill", "--config", config, "--from", "earliest", "--live", "--into", "other"))
        .contains("mutually exclusive");
    assertThat(refusal("backfill", "--config", config, "--from", "today", "--into", "other"))
        .contains("backfill.from: \"today\" is not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b.ndjson", "${env:HOME}.ndjson", "a.ndjson "})
  void backfillRefusesAFileWhoseNameAListOfSettingsWouldTakeForAnother(String name)
      throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("backfill.yaml"),
            "kafka: {bootstrap-servers: 'b:9092', topics: {events: s}}");
    Path file = Files.writeString(folder.resolve(name), "{}");
    String said =
        refusal(
            "backfill",
            "--config",
            config.toString(),
            "--from",
            "2026-01-15T00:00:00Z",
            "--to",
            "2026-01-16T00:00:00Z",
            "--live",
            "--input",
            file.toString());
    assertThat(said).contains("--input " + file, "rename it").doesNotContain("\n");
    assertThat(actions.calls).isEmpty();
  }

  @Test
  void aCommandThatThereIsNotIsRefused() throws IOException {
    assertThat(refusal())
        .isEqualTo(
            "entrawatch: name a command: demo, detect, doctor, run, send, backfill, redeliver, diff, test, generate, rules or exceptions; see entrawatch --help");
    assertThat(refusal("detekt")).contains("detekt", "did you mean detect?");
    Path arguments = Files.writeString(folder.resolve("arguments"), "demo");
    assertThat(refusal("@" + arguments)).as("no hidden syntax").contains("@" + arguments);
    assertThat(refusal("detect", "--input", input, "--alert", "-"))
        .contains("'--alert'", "see entrawatch detect --help");
  }

  @Test
  void whatFailsLaterIsOneLineToo() {
    actions.failure = new IllegalStateException("outer", new IOException("disk\nfull", null));
    assertThat(open("demo")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "entrawatch: failed with IOException: disk full (set ENTRAWATCH_LOG=FILE for a log)\n");
    actions.failure = new OutOfMemoryError("heap");
    assertThat(open("demo")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("OutOfMemoryError: heap");
  }

  @Test
  void aMistakeThatOnlyTheJobFindsIsStillTheUsers() {
    actions.failure = new IllegalStateException(new SettingsException("broker: write host:port"));
    assertThat(open("demo")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("entrawatch: broker: write host:port\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "demo", "detect", "doctor", "run", "generate", "rules", "exceptions"})
  void helpIsOnStandardOutputAndFitsATerminal(String command) {
    Object[] args = command.isEmpty() ? new Object[] {"--help"} : new Object[] {command, "--help"};
    assertThat(open(args)).isZero();
    assertThat(actions.calls).isEmpty();
    assertThat(err.size()).isZero();
    String help = out.toString(StandardCharsets.UTF_8);
    assertThat(help).contains("Usage: entrawatch " + command);
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(open("--version")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).matches("entrawatch \\S+ \\(Java \\S+\\)\n");
  }

  @Test
  void testRunsEveryCaseAndSaysWhichFail() throws IOException {
    Path cases = Files.createDirectories(folder.resolve("cases").resolve("sub"));
    Files.writeString(cases.resolve("bad.yaml"), "");
    Files.writeString(cases.resolve("good.yml"), "");
    Files.writeString(cases.resolve("_exceptions.yaml"), "");
    Files.writeString(cases.resolve("good.ndjson"), "");
    assertThat(open("test", folder.resolve("cases"))).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            FAIL  sub/bad.yaml
                    a \\u001bproblem
            pass  sub/good.yml
            2 cases: 1 passed, 1 failed
            """);
    Files.delete(cases.resolve("bad.yaml"));
    assertThat(open("test", folder.resolve("cases"))).isZero();
  }

  @Test
  void testNamesRulesThatAreNotSeenBothToAlertAndToKeepSilent() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("cases")).resolve("a.yaml"), "");
    actions.hit = Set.of("rule-1", "rule-2");
    actions.silent = Set.of("rule-2", "rule-3");
    assertThat(open("test", folder.resolve("cases"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            pass  a.yaml
            1 cases: 1 passed, 0 failed
            note: rule-1 has no case without an alert, though with sign-ins it takes: add one
            note: rule-3 has no case with an alert: add one
            """);
  }

  @Test
  void testNeedsAFolderWithCases() {
    assertThat(refusal("test", folder)).contains("no case in it; docs/rule-tests.md");
    assertThat(refusal("test", input)).contains("is no folder");
  }

  @Test
  void detectWritesWhatExceptionsHoldBack() {
    Path file = folder.resolve("suppressed");
    assertThat(open("detect", "--input", input, "--suppressed", file)).isZero();
    assertThat(detected().suppressed())
        .contains(new Destination("--suppressed", Optional.of(file)));
  }
}
