// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.alert.AlertSchema;
import io.entrawatch.cli.LocalActions;
import io.entrawatch.cli.Main;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.traffic.DemoStory;
import io.entrawatch.traffic.TrafficGenerator;
import io.entrawatch.traffic.format.Format;
import io.entrawatch.traffic.format.RecordWriter;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@code detect}, line by line, through the door itself. */
class DetectCommandTest {
  private static final int DEMO_ALERTS = 4;

  @TempDir static Path shared;

  private static List<String> demo;

  @TempDir private Path folder;

  /** What a run gave back. */
  private record Ran(int exit, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  @BeforeAll
  static void writeTheDemo() throws IOException {
    ByteArrayOutputStream story = new ByteArrayOutputStream();
    DemoStory.write(story);
    demo = story.toString(UTF_8).lines().toList();
    Files.write(shared.resolve("demo.ndjson"), demo);
  }

  private static synchronized Ran detect(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("detect"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    try (PrintStream toOut = new PrintStream(out, true, UTF_8);
        PrintStream toErr = new PrintStream(err, true, UTF_8)) {
      System.setOut(toOut);
      System.setErr(toErr);
      int exit =
          Main.open(
              new LocalActions(),
              RuleCatalogueEntry.all(),
              Map.of(),
              toOut,
              toErr,
              all.toArray(String[]::new));
      return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  private static Path demoFile() {
    return shared.resolve("demo.ndjson");
  }

  private static List<String> ids(List<String> alerts) {
    return alerts.stream()
        .map(alert -> RuleHarness.json(alert).at("/entrawatch/alert/id").asText())
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  void writesOneFinalAlertALine() throws IOException {
    Path alerts = folder.resolve("alerts.ndjson");
    Ran ran = detect("--input", demoFile(), "--alerts", alerts);
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).isEmpty();
    List<String> lines = Files.readAllLines(alerts);
    assertThat(lines).hasSize(DEMO_ALERTS).allSatisfy(AlertSchema::check);
    assertThat(lines)
        .extracting(line -> RuleHarness.json(line).at("/entrawatch/status").asText())
        .containsOnly("final");
  }

  @Test
  void aDashIsStandardOutput() {
    Ran ran = detect("--input", demoFile(), "--alerts", "-");
    assertThat(ran.lines()).hasSize(DEMO_ALERTS).allSatisfy(AlertSchema::check);
  }

  @Test
  void withoutAlertsReadableOnesGoToStandardOutputAndTheSummaryToStandardError() {
    Ran ran = detect("--input", demoFile());
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("Dmitri Abadi").contains("Chen Novák").doesNotContain("{");
    assertThat(ran.err())
        .contains("records: 4,000")
        .contains("device-code-retuned: ")
        .doesNotContain("Dmitri");
  }

  @Test
  void aDeviceIsOpenedAndWritten() {
    Ran ran = detect("--input", demoFile(), "--alerts", "/dev/null", "--matches", "/dev/null");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void aFileIsOpenedAndNeverRenamedOver() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), "old\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(detect("--input", demoFile(), "--alerts", link).exit()).isZero();
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readAllLines(real)).hasSize(DEMO_ALERTS);
  }

  @Test
  void nothingIsLateWhateverTheOrderOfFilesAndLines() throws IOException {
    List<String> expected = ids(detect("--input", demoFile(), "--alerts", "-").lines());
    List<String> shuffled = new ArrayList<>(demo);
    Collections.shuffle(shuffled, new Random(5));
    Files.write(folder.resolve("b.ndjson"), shuffled.subList(0, 1_000));
    Files.createDirectory(folder.resolve("deep"));
    Files.write(folder.resolve("deep/a.ndjson"), shuffled.subList(1_000, 2_500));
    try (OutputStream gz =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("c.ndjson.gz")))) {
      gz.write(String.join("\n", shuffled.subList(2_500, 4_000)).getBytes(UTF_8));
    }
    Ran ran = detect("--input", folder, "--alerts", "-");
    assertThat(ids(ran.lines())).isEqualTo(expected);
    assertThat(ran.err()).contains("late 0");
  }

  @Test
  void takesAllThreeShapesAndGivesTheSameAlertsForEach() throws IOException {
    List<String> ids = null;
    for (Format format : Format.values()) {
      Path file = folder.resolve(format + ".ndjson");
      RecordWriter writer = format.writer(3_000);
      TrafficGenerator traffic = DemoStory.traffic();
      try (OutputStream out = Files.newOutputStream(file)) {
        while (traffic.hasNext()) {
          SampleSignIn signIn = traffic.next();
          writer.write(signIn, out);
          out.write('\n');
        }
      }
      List<String> now = ids(detect("--input", file, "--alerts", "-").lines());
      assertThat(now).as(format.toString()).hasSize(DEMO_ALERTS);
      assertThat(ids == null ? now : ids).isEqualTo(now);
      ids = now;
    }
  }

  @Test
  void matchesAreTheElasticReadingInTheShapeOfRows() {
    Ran ran = detect("--input", demoFile(), "--alerts", "/dev/null", "--matches", "-");
    assertThat(ran.lines()).hasSize(19);
    JsonNode row = RuleHarness.json(ran.lines().get(0));
    assertThat(row.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("rule", "window_start", "window_end", "columns");
    assertThat(row.get("window_start").asText()).matches("2026-01-15T\\d\\d:\\d\\d:00.000Z");
    assertThat(row.get("columns").fieldNames())
        .toIterable()
        .allMatch(name -> name.startsWith("Esql") || name.startsWith("azure."));
  }

  @Test
  void aSlideOfFiveMinutesIsElasticsSchedule() {
    Ran ran =
        detect(
            "--input",
            demoFile(),
            "--alerts",
            "/dev/null",
            "--matches",
            "-",
            "--set",
            "rules.device-code-concurrent.slide=5m",
            "--set",
            "rules.device-code-retuned.slide=5m");
    assertThat(ran.lines())
        .filteredOn(line -> line.contains("\"device-code"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(RuleHarness.json(line).get("window_end").asText())
                    .matches(".*:\\d[05]:00.000Z"));
  }

  @Test
  void aRuleThatIsOffIsSilent() {
    Ran ran =
        detect(
            "--input",
            demoFile(),
            "--alerts",
            "-",
            "--set",
            "rules.auth-broker-to-drs.enabled=false");
    assertThat(ran.lines()).hasSize(2).noneMatch(line -> line.contains("\"auth-broker-to-drs\""));
  }

  @Test
  void deadLettersKeepReasonBytesAndPlace() throws IOException {
    Path input = folder.resolve("in.ndjson");
    Files.write(input, List.of("[]", "{\"records\":[]}", "", "nonsense", "{\"a\":1}", "7"));
    Path dead = folder.resolve("dead");
    Ran ran = detect("--input", input, "--alerts", "/dev/null", "--dead-letters", dead);
    assertThat(ran.exit()).isZero();
    List<JsonNode> letters = Files.readAllLines(dead).stream().map(RuleHarness::json).toList();
    assertThat(letters)
        .extracting(letter -> letter.get("line").asInt() + " " + letter.get("reason").asText())
        .containsExactlyInAnyOrder("4 not-json", "5 unrecognised", "6 not-an-object");
    JsonNode first = letters.stream().filter(l -> l.get("line").asInt() == 4).findAny().get();
    assertThat(new String(Base64.getDecoder().decode(first.get("bytes").asText()), UTF_8))
        .isEqualTo("nonsense");
    assertThat(first.get("file").asText()).endsWith("in.ndjson");
    assertThat(first.has("topic")).isFalse();
    assertThat(ran.err()).contains("empty batches 2");
  }

  @Test
  void anInputOfWhichNothingCouldBeReadEndsWithAWordOnWhatItIsAndNothingThatLooksLikeAllClear()
      throws IOException {
    Path csv = folder.resolve("export.csv");
    Files.writeString(csv, "Date,Request ID,User,Status\n2026-01-02,1,a@b.example,Success\n");
    Ran ran = detect("--input", csv, "--report", "-");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("entrawatch: nothing in the input could be read", "CSV", "expected are sign-ins");
    Path dead = folder.resolve("dead");
    Path page = folder.resolve("page.html");
    Ran asked = detect("--input", csv, "--dead-letters", dead, "--report", page);
    assertThat(asked.exit()).as("what cannot be read was asked for").isZero();
    assertThat(Files.readAllLines(dead)).hasSize(2);
    assertThat(page).isEmptyFile();
  }

  @Test
  void ofAMixedFolderItSaysWhatItDidWithEachFileAndFailsOnlyUnderStrict() throws IOException {
    List<String> signIns = new ArrayList<>();
    for (Format format : Format.values()) {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      format.writer(1_500).write(DemoStory.traffic().next(), one);
      signIns.add(one.toString(UTF_8));
    }
    Files.writeString(folder.resolve("ecs.ndjson"), signIns.get(0) + "\n");
    Files.writeString(folder.resolve("raw.json"), "{\"records\":[" + signIns.get(1) + "]}\n");
    Files.writeString(folder.resolve("mixed"), String.join("\n", signIns) + "\n{\"cut\": of");
    byte[] packed = gzip(signIns.get(2) + "\n" + signIns.get(0) + "\n");
    Files.write(folder.resolve("agent.ndjson.gz"), packed);
    Files.write(folder.resolve("broken.gz"), Arrays.copyOf(packed, packed.length / 2));
    Files.writeString(folder.resolve("escape\u001b[31m.txt"), "this is no JSON\n\n[]\n");

    Ran ran = detect("--input", folder, "--alerts", "/dev/null");

    assertThat(ran.exit()).isZero();
    String at = "file " + folder.toRealPath() + "/";
    assertThat(ran.err().lines())
        .contains(
            at + "ecs.ndjson: lines 1, records 1, dead letters 0",
            at + "raw.json: lines 1, records 1, dead letters 0",
            at + "mixed: lines 4, records 3, dead letters 1",
            at + "agent.ndjson.gz: lines 2, records 2, dead letters 0",
            at + "broken.gz: lines 1, records 0, dead letters 1",
            at + "escape\\u001b[31m.txt: lines 2, records 0, dead letters 1",
            "shapes: ECS documents 3, raw records 2, Elastic Agent events 2",
            "dead letters: not-json 2",
            "dead letters: unreadable-file 1",
            "enrichment: raw records have no source.geo (enrichment.city-database is not set) and no"
                + " source.as (enrichment.asn-database is not set)");
    Path dead = shared.resolve("mixed-dead");
    Ran strict =
        detect("--input", folder, "--alerts", "/dev/null", "--strict", "--dead-letters", dead);
    assertThat(strict.exit()).isEqualTo(1);
    assertThat(Files.readAllLines(dead)).hasSize(3);
    assertThat(strict.err()).isEqualTo(ran.err());
    Ran sound = detect("--input", demoFile(), "--alerts", "/dev/null", "--strict");
    assertThat(sound.exit()).isZero();
    assertThat(sound.err()).doesNotContain("enrichment", "file ");
  }

  @Test
  void itsLastLineSaysThatExceptionsAreBroken() throws IOException {
    Path exceptions =
        Files.writeString(
            folder.resolve("exceptions.yaml"),
            """
            - {id: broken, usr: a@corp.example, author: a, reason: r, expires: 2099-01-01}
            - {id: old, user: a@corp.example, author: a, reason: r, expires: 2020-01-01}
            """);
    Ran ran = detect("--input", demoFile(), "--set", "alerts.exceptions.file=" + exceptions);
    assertThat(ran.exit()).isZero();
    assertThat(ran.err())
        .contains("exception 1 (broken)", "\"usr\" is no key")
        .endsWith("warning: 2 exceptions are not obeyed or have expired, see above\n");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gz = new GZIPOutputStream(packed)) {
      gz.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  @Test
  void badInputPathsOutputsAndSettingsEndWithTwoAndOneLine() {
    for (Object[] arguments :
        List.of(
            new Object[] {"--input", folder.resolve("absent")},
            new Object[] {"--input", demoFile(), "--alerts", folder.resolve("no/folder")},
            new Object[] {"--input", demoFile(), "--alerts", folder},
            new Object[] {"--input", demoFile(), "--set", "no.such.key=1"},
            new Object[] {"--input", demoFile(), "--set", "alerts.period=soon"},
            new Object[] {"--input", demoFile(), "--set", "rules.device-code-retuned.slide=1h"},
            new Object[] {"--alerts", "-"})) {
      Ran ran = detect(arguments);
      assertThat(ran.exit()).as(ran.err()).isEqualTo(2);
      assertThat(ran.err().lines()).hasSize(1);
      assertThat(ran.out()).isEmpty();
    }
  }
}
