// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.job.DemoAlerts;
import io.entrawatch.sink.file.LineTarget;
import io.entrawatch.sink.view.AlertRanking;
import io.entrawatch.sink.view.AlertViewReader;
import io.entrawatch.sink.view.Headline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a real, headless Chromium shows it, light and wide as well as dark and narrow. */
@Tag("full")
class ReportBrowserFullIT {
  private static final Path SCRIPTS = Path.of("src/it/browser");
  private static final String HOSTILE =
      "<script>alert(1)</script> \u001b[31mred\u001b[0m \u202eevil \"><img src=x onerror=alert(1)>";

  @TempDir static Path folder;
  private static List<JsonNode> looks;

  @BeforeAll
  static void openTheReports() throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "no chromium: install Debian's, or set ENTRAWATCH_CHROMIUM");
    assumeTrue(onPath("node").isPresent(), "no node: install Node.js 20 or newer");
    assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules/axe-core")),
        "no axe-core: run npm ci in " + SCRIPTS);
    Path demo = folder.resolve("demo.html");
    DemoAlerts.into(new ReportSink(LineTarget.of(demo.toString())), folder);
    looks = look(chromium.get(), demo, hostile());
  }

  @Test
  void shouldGiveAxeNothingToComplainOf() {
    assertThat(looks)
        .hasSize(4)
        .allSatisfy(
            look -> {
              assertThat(look.path("axePasses").asInt()).isGreaterThan(15);
              assertThat(look.path("axe")).isEmpty();
            });
  }

  @Test
  void shouldAskTheNetworkForNothingAndHaveNothingToReport() {
    assertThat(looks)
        .allSatisfy(
            look -> {
              assertThat(look.path("requests")).isEmpty();
              assertThat(look.path("console")).isEmpty();
              assertThat(look.path("dialogs").asInt()).isZero();
            });
  }

  @Test
  void shouldBeReachableByKeyboardInTheOrderOfThePage() {
    assertThat(looks)
        .allSatisfy(
            look -> {
              int all = look.path("focusable").asInt();
              assertThat(look.path("reached").valueStream().map(JsonNode::asInt))
                  .hasSizeGreaterThan(20)
                  .containsExactlyElementsOf(IntStream.range(0, all).boxed().toList());
              assertThat(look.path("skippedTo").asText()).isEqualTo("incidents");
              assertThat(look.path("openBefore").asBoolean()).isTrue();
              assertThat(look.path("openAfter").asBoolean(true)).isFalse();
            });
  }

  @Test
  void shouldShowTheIncidentsOfTheDemoWithoutScrollingSideways() {
    assertThat(looks)
        .allSatisfy(look -> assertThat(look.path("sideways").asInt()).isLessThanOrEqualTo(0));
    assertThat(looks.get(0).path("text").asText())
        .contains(
            "3 incidents",
            "Dmitri Abadi",
            "Wanjiru Baumann",
            "Chen Novák",
            "Device-code session in concurrent use from several sources",
            "and Device-code sign-in whose session is seen from a second source",
            "203.0.113.220",
            "curl/8.7.1",
            "is_interactive >= 2");
  }

  @Test
  void shouldShowMarkupAndEscapeCodesOfAnAgentAsText() {
    JsonNode look = looks.get(2);

    assertThat(look.path("text").asText())
        .contains(
            "<script>alert(1)</script> \\u001b[31mred\\u001b[0m \\u202eevil \"><img src=x"
                + " onerror=alert(1)>");
    assertThat(look.path("elements")).isEmpty();
  }

  private static Path hostile() throws IOException {
    AlertRanking ranking = new AlertRanking(100, Long.MAX_VALUE);
    for (int i = 0; i < 20; i++) {
      Alert alert =
          Incidents.alert(
              "h" + i,
              document -> {
                document.with("user").put("full_name", HOSTILE);
                ObjectNode own = document.with("entrawatch");
                own.with("judgement")
                    .put("confidence", "low")
                    .withArray("reasons")
                    .addObject()
                    .put("text", HOSTILE);
                own.with("triage").withArray("check_first").add(HOSTILE);
                ObjectNode entry = (ObjectNode) own.withArray("timeline").get(0);
                own.withArray("timeline").add(entry.deepCopy().put("user_agent", HOSTILE));
                own.withArray("timeline").add(entry.deepCopy().put("user_agent", "x".repeat(1024)));
                ((ObjectNode) own.withArray("timeline").get(1)).withArray("new").add("ip");
              });
      ranking.add(Headline.of(new AlertViewReader().read(alert)), alert);
    }
    StringBuilder page = new StringBuilder();
    new ReportPage(ranking).write(page);
    return Files.writeString(folder.resolve("hostile.html"), page);
  }

  private static List<JsonNode> look(Path chromium, Path... pages) throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    List<String> command = new ArrayList<>(List.of("node", "check.mjs", chromium.toString()));
    command.add(Boolean.toString(!root)); // Chromium's sandbox refuses root.
    Stream.of(pages).map(Path::toString).forEach(command::add);
    Path answer = folder.resolve("answer.json");
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(SCRIPTS.toFile())
            .redirectOutput(answer.toFile())
            .redirectError(errors.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0).as(Files.readString(errors, UTF_8)).isTrue();
    return new ObjectMapper().readTree(answer.toFile()).valueStream().toList();
  }

  private static Optional<Path> chromium() {
    String named = System.getenv("ENTRAWATCH_CHROMIUM");
    return named != null
        ? Optional.of(Path.of(named))
        : Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> onPath(name).stream())
            .findFirst();
  }

  private static Optional<Path> onPath(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
