// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.entrawatch.cli.command.Actions;
import io.entrawatch.platform.Ports;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a newcomer gets wrong: one line that names the place, the value and the remedy. */
class MistakesTest {
  private static final String SOUND =
      """
      kafka:
        bootstrap-servers: broker:9092
        topics.events: sign-ins
      """;

  @TempDir Path folder;

  private final RecordingActions recorded = new RecordingActions();
  private Actions actions = recorded;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(folder.resolve("in.ndjson"), "{}\n");
    Files.writeString(folder.resolve("sound.yaml"), SOUND);
  }

  private int open(List<String> args) {
    String[] texts =
        args.stream().map(arg -> arg.replace("HERE", folder.toString())).toArray(String[]::new);
    return Main.open(
        actions,
        RuleCatalogueEntry.all(),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        texts);
  }

  private void assertRefused(List<String> args, List<String> said) {
    assertThat(open(args)).as("exit code").isEqualTo(2);
    assertThat(recorded.calls).isEmpty();
    String text = err.toString(StandardCharsets.UTF_8);
    assertThat(text).endsWith("\n").containsOnlyOnce("\n").contains(said);
  }

  private static Arguments mistake(String command, String... said) {
    return arguments(List.of(command.split(" ")), List.of(said));
  }

  static Stream<Arguments> options() {
    return Stream.of(
        mistake("detect --inptu x", "'--inptu'", "did you mean --input?"),
        mistake("detect -input HERE/in.ndjson", "'-input'", "did you mean --input?"),
        mistake("detect --input HERE/in.ndjson --alrets=y", "'--alrets'", "--alerts"),
        mistake("run --confg HERE/s.yaml", "'--confg'", "did you mean --config?"),
        mistake("generate --evnts 5", "'--evnts'", "did you mean --events?"),
        mistake("detekt --input x", "detekt", "did you mean detect?"),
        mistake("detect --input HERE/none.ndjson", "HERE/none.ndjson", "no such file or folder"),
        mistake("detect --input HERE/in.ndjson --alerts HERE", "--alerts", "folder"),
        mistake("run --config HERE/none.yaml", "HERE/none.yaml", "does not exist"),
        mistake("run --config HERE", "HERE"),
        mistake("rules --esql device-code", "device-code", "device-code-retuned"),
        mistake(
            "run --config HERE/sound.yaml --set kafka.bootstrap-servers=[]",
            "kafka.bootstrap-servers is missing",
            "host:9092"),
        mistake("exceptions chekc HERE/e.yaml", "chekc", "did you mean check?"),
        mistake("exceptions check HERE/none.yaml", "HERE/none.yaml", "is it there"));
  }

  @ParameterizedTest
  @MethodSource("options")
  void anOptionOrAPath(List<String> args, List<String> said) {
    assertRefused(
        args, said.stream().map(text -> text.replace("HERE", folder.toString())).toList());
  }

  private static Arguments setting(String line, String... said) {
    return arguments(line, List.of(said));
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        setting("kafka.strat: earliest", "kafka.strat", "kafka.start"),
        setting("kafka.start: lastest", "kafka.start", "lastest", "latest"),
        setting("alerts.period: one day", "alerts.period", "one day"),
        setting("alerts.period: -1 h", "alerts.period", "-1 h"),
        setting("input.max-record-size: big", "input.max-record-size", "big"),
        setting("rules.device-code.enabled: true", "rules.device-code", "device-code-"),
        setting("rules.device-code-retuned.min-sign-in: 3", "min-sign-in", "min-sign-ins"),
        setting("kafka.delivery: exactly_twice", "kafka.delivery", "exactly-once"),
        setting("input.deduplicate: perhaps", "input.deduplicate", "perhaps"),
        setting("elasticsearch.hosts: localhost:9200", "elasticsearch.hosts", "http"),
        setting("elasticsearch.hosts: ${env:NO_SUCH_THING}", "NO_SUCH_THING"),
        setting("elasticsearch.hosts: ${file:/no/such/file}", "/no/such/file"),
        setting("kafka.group-id: ''", "kafka.group-id"),
        setting("kafka.start: [earliest", "s.yaml"),
        setting("\tkafka.start: earliest", "s.yaml"),
        setting("kafka.group-id: a\nkafka.group-id: b", "s.yaml"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aSetting(String line, List<String> said) throws IOException {
    Files.writeString(folder.resolve("s.yaml"), SOUND + line + "\n");
    assertRefused(List.of("run", "--config", "HERE/s.yaml"), said);
  }

  @Test
  void theSettingsWithoutAMistakeAreTaken() {
    assertThat(open(List.of("run", "--config", "HERE/sound.yaml"))).isZero();
  }

  /** The actions that ask brokers, not those of a test. */
  private void assertAddressRefused(String address, String... said) {
    actions = new LocalActions();
    assertRefused(
        List.of(
            "doctor", "--config", "HERE/sound.yaml", "--set", "kafka.bootstrap-servers=" + address),
        List.of(said));
  }

  @Test
  void aHostThatDoesNotResolve() {
    assertAddressRefused(
        "no-such-host.invalid:9092",
        "kafka.bootstrap-servers",
        "no-such-host.invalid does not resolve",
        "check how it is spelled");
  }

  @Test
  void aPortAtWhichNobodyListens() {
    String address = "127.0.0.1:" + Ports.free();
    assertAddressRefused(
        address, "kafka.bootstrap-servers", "nothing listens at " + address, "check the port");
  }

  static Stream<Arguments> exceptions() {
    return Stream.of(
        setting("usr: a@corp.example", "(one)", "\"usr\"", "user, app"),
        setting(
            "user: a@corp.example\n  rule: device-cod", "\"device-cod\"", "device-code-retuned"),
        setting("user: a@corp.example\n  app: \"0477*\"", "app", "\"0477*\"", "takes no wildcard"),
        setting("asn: AS64500", "asn", "\"AS64500\"", "64500"),
        setting("network: 192.0.2.7/24", "network", "\"192.0.2.7/24\"", "198.51.100.0/24"),
        setting("user: \"*\"", "user", "\"*\"", "everybody"),
        setting("user: \"*@*\"", "user", "\"*@*\"", "everybody", "corp.example"),
        setting("app: 04b07795-8ddb-461a-bbee-02f9e1bf7b46", "neither user nor network nor asn"));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void anException(String line, List<String> said) throws IOException {
    Files.writeString(
        folder.resolve("e.yaml"),
        "- id: one\n  author: a\n  reason: r\n  expires: 2099-01-01\n  " + line + "\n");
    assertThat(open(List.of("exceptions", "check", "HERE/e.yaml"))).isEqualTo(2);
    String[] lines = out.toString(StandardCharsets.UTF_8).split("\\R");
    assertThat(lines).hasSize(2);
    assertThat(lines[0]).contains(said).contains("e.yaml");
    assertThat(lines[1]).isEqualTo("1 exceptions: 0 are obeyed, 0 have expired, 1 are not obeyed");
  }

  @Test
  void exceptionsWithoutAMistakeAreSaidToBeObeyed() throws IOException {
    Files.writeString(
        folder.resolve("e.yaml"),
        """
        - {id: rooms, user: ["room*@corp.example", hall@corp.example], author: a, reason: r, expires: 2099-01-01}
        - {id: old, user: a@corp.example, author: a, reason: r, expires: 2020-01-01}
        """);
    assertThat(open(List.of("exceptions", "check", "HERE/e.yaml"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("exception old expired")
        .endsWith("2 exceptions: 1 are obeyed, 1 have expired, 0 are not obeyed\n");
  }
}
