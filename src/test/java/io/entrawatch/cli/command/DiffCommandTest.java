// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.cli.Main;
import io.entrawatch.cli.RecordingActions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
  private static final String DAY = "2026-01-15T00:00:00.000Z";

  private static final String NEXT_DAY = "2026-01-16T00:00:00.000Z";

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int diff(String... arguments) {
    out.reset();
    err.reset();
    String[] all = new String[arguments.length + 1];
    all[0] = "diff";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Main.open(
        new RecordingActions(),
        List.of(),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        all);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String refused() {
    return err.toString(StandardCharsets.UTF_8).strip();
  }

  private String file(String name, String... alerts) throws IOException {
    return Files.write(folder.resolve(name), List.of(alerts)).toString();
  }

  private static String alert(String id, int revision, String user, String ips, String status) {
    return """
        {"rule":{"id":"a-rule"},"user":{"name":"%s"},"source":{"ip":%s},\
        "entrawatch":{"alert":{"id":"%s"},"revision":%d,"status":"%s","period":{"start":"%s","end":"%s"}}}"""
        .formatted(user, ips, id, revision, status, DAY, NEXT_DAY);
  }

  private static String alert(String id, int revision) {
    return alert(id, revision, "ada@corp.example", "[\"203.0.113.7\"]", "final");
  }

  @Test
  void theSameAlertsAreNoDifferenceWhateverTheirOrder() throws IOException {
    String a = file("a", alert("1", 5), alert("2", 7));
    String b = file("b", alert("2", 7), alert("1", 5));
    assertThat(diff(a, b)).isZero();
    assertThat(said()).isEqualTo("2 the same, 0 new, 0 lost, 0 changed\n");
    assertThat(diff(a, b, "--json")).isZero();
    assertThat(said()).isEmpty();
  }

  @Test
  void newLostAndChangedAlertsAreToldApartById() throws IOException {
    String a = file("a", alert("1", 5), alert("2", 7), alert("3", 1));
    String b =
        file(
            "b",
            alert("1", 5),
            alert("2", 8, "ada@corp.example", "[\"203.0.113.7\",\"203.0.113.9\"]", "open"),
            alert("4", 1));
    assertThat(diff(a, b)).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            """
            changed  2  a-rule  ada@corp.example  2026-01-15T00:00:00.000Z
                       entrawatch.revision: 7 -> 8
                       entrawatch.status: final -> open
                       source.ip: +203.0.113.9
            lost     3  a-rule  ada@corp.example  2026-01-15T00:00:00.000Z
            new      4  a-rule  ada@corp.example  2026-01-15T00:00:00.000Z
            1 the same, 1 new, 1 lost, 1 changed
            """);
  }

  @Test
  void ofSeveralRevisionsTheHighestCountsWhereverItStands() throws IOException {
    String a = file("a", alert("1", 4), alert("1", 6), alert("1", 5));
    assertThat(diff(a, file("b", alert("1", 6)))).isZero();
  }

  @Test
  void forAProgramEachDifferenceIsALine() throws IOException {
    String a = file("a", alert("1", 5), alert("2", 7));
    String b = file("b", alert("2", 9));
    assertThat(diff(a, b, "--json")).isEqualTo(1);
    List<JsonNode> lines = said().lines().map(DiffCommandTest::json).toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).get("change").asText()).isEqualTo("lost");
    assertThat(lines.get(1).get("change").asText()).isEqualTo("changed");
    assertThat(lines.get(1).at("/fields/entrawatch.revision/before").asInt()).isEqualTo(7);
    assertThat(lines.get(1).at("/fields/entrawatch.revision/after").asInt()).isEqualTo(9);
    assertThat(lines.get(1).at("/period/start").asText()).isEqualTo(DAY);
  }

  @Test
  void hostileTextStaysText() throws IOException {
    String hostile = "a\\u001b[2J\\nnew \\u202eb";
    String a = file("a", alert("1", 5, hostile, "[]", "final"));
    String b = file("b", alert("1", 5, "ada", "[]", "final"), alert("\\u001b[0m", 1));
    diff(a, b);
    assertThat(said()).contains("user.name: a\\u001b[2J\\nnew \\u202eb -> ada", "\\u001b[0m");
    assertThat(said().chars()).doesNotContain(0x1b, 0x202e);
    diff(a, b, "--json");
    assertThat(said().chars()).doesNotContain(0x1b, 0x202e);
  }

  @Test
  void alertsOfOtherTimesCanBeLeftOut() throws IOException {
    String a = file("a", alert("1", 5));
    String b = file("b");
    assertThat(diff(a, b, "--from", "2026-01-15T23:59:59Z")).isEqualTo(1);
    assertThat(diff(a, b, "--from", "2026-01-16T00:00:00Z")).isZero();
    assertThat(diff(a, b, "--to", "2026-01-15T00:00:01Z")).isEqualTo(1);
    assertThat(diff(a, b, "--to", "2026-01-15T00:00:00Z")).isZero();
    assertThat(diff(a, b, "--to", "noon")).isEqualTo(2);
    assertThat(refused()).contains("--to \"noon\": write 2026-01-15T00:00:00Z");
  }

  @Test
  void aCompressedFileIsReadToo() throws IOException {
    String packed = compressed("b.gz", gzip(alert("1", 5)));
    assertThat(diff(file("a", alert("1", 5)), packed)).isZero();
  }

  @Test
  void aCompressedFileIsReadToItsEndOrRefused() throws IOException {
    byte[] first = gzip(alert("1", 5) + "\n");
    byte[] second = gzip(alert("2", 7) + "\n");
    String a = file("a", alert("1", 5), alert("2", 7));
    assertThat(diff(a, compressed("whole.gz", first, second))).isZero();
    second[0] ^= 1;
    String damaged = compressed("damaged.gz", first, second);
    assertThat(diff(a, damaged)).isEqualTo(2);
    assertThat(refused())
        .contains(damaged + ": it is damaged (something behind the end of the data)");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var to = new GZIPOutputStream(bytes)) {
      to.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private String compressed(String name, byte[]... members) throws IOException {
    Path packed = folder.resolve(name);
    try (var to = Files.newOutputStream(packed)) {
      for (byte[] member : members) {
        to.write(member);
      }
    }
    return packed.toString();
  }

  @Test
  void whatIsNotThereOrHoldsNoAlertsIsRefusedInOneLine() throws IOException {
    String a = file("a", alert("1", 5));
    assertThat(diff(a, "none")).isEqualTo(2);
    assertThat(refused()).contains("none: no such file", "kafka:TOPIC");
    String b = file("b", alert("1", 5), "{}");
    assertThat(diff(a, b)).isEqualTo(2);
    assertThat(refused()).contains(b + ", line 2: not an alert");
    assertThat(diff(a, "kafka:alerts")).isEqualTo(2);
    assertThat(refused()).contains("--config");
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
