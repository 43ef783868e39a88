// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionEntryParserTest {
  private static final String WHO =
      "'author':'jane','reason':'build agents','expires':'2026-12-31'";
  private final ExceptionChangeParser parser = new ExceptionChangeParser(Set.of("a-rule"));

  private ExceptionChange parse(String json) {
    return parser.parse("topic", "e-1", json.replace('\'', '"').getBytes(UTF_8), 3, 7);
  }

  @Test
  void readsEveryFieldAsOneValueOrAList() {
    ExceptionChange change =
        parse(
            "{'rule':'a-rule','user':['ada@corp.example','u-2'],'app':'app-1','asn':[64500,'64501'],"
                + "'network':['198.51.100.0/24','2001:db8::/32'],'user_agent':'AZURECLI/*',"
                + WHO
                + "}");
    assertThat(change.problem()).isNull();
    assertThat(change.entry())
        .isEqualTo(
            new ExceptionEntry(
                "e-1",
                List.of("a-rule"),
                List.of("ada@corp.example", "u-2"),
                List.of("app-1"),
                List.of("64500", "64501"),
                List.of("198.51.100.0/24", "2001:db8::/32"),
                List.of("AZURECLI/*"),
                "jane",
                "build agents",
                1798675200000L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "'user':'ada','authr':'x' # is no key",
        "'rule':'a-rul','user':'ada' # no such rule",
        "'rule':'a-rule' # neither user nor network nor asn",
        "'user_agent':'*' # neither user nor network nor asn",
        "'app':'a' # neither user nor network nor asn",
        "'user':'' # user has no value",
        "'user':null # user has no value",
        "'user':[] # user: write one value",
        "'user':{'a':1} # user has no value",
        "'network':'198.51.100.7/24' # write a CIDR",
        "'network':'office' # write a CIDR",
        "'network':'0.0.0.0/0' # is everybody",
        "'user':'ada','network':['192.0.2.0/24','::/0'] # is everybody",
        "'asn':'AS64500' # write a number",
        "'user':'ada','user':'eve' # a key stands twice",
      })
  void anEntryThatCouldMeanMoreThanItsAuthorThoughtIsBroken(String fields, String problem) {
    ExceptionChange change = parse("{" + fields + "," + WHO + "}");
    assertThat(change.entry()).isNull();
    assertThat(change.problem()).contains(problem.strip());
  }

  @ParameterizedTest
  @CsvSource({"author", "reason", "expires"})
  void somebodyMustAnswerForItAndItMustEnd(String key) {
    assertThat(parse("{'user':'ada'," + WHO.replace("'" + key + "'", "'id'") + "}").problem())
        .isNotNull();
  }

  @Test
  void anExpiryIsAMoment() {
    assertThat(parse("{'user':'ada','author':'j','reason':'r','expires':'next year'}").problem())
        .contains("write a time");
  }

  @Test
  void theKeyIsTheIdAndNoValueDeletes() {
    assertThat(parser.parse("topic", "e-1", null, 0, 1))
        .isEqualTo(new ExceptionChange("e-1", "topic", 0, 1, null, null));
    assertThat(parse("{'id':'other','user':'ada'," + WHO + "}").problem()).contains("differs");
    assertThat(parser.parse("topic", null, new byte[0], 0, 1).id()).isNull();
    assertThat(parser.parse("topic", "a b", new byte[0], 0, 1).problem()).contains("key");
    assertThat(parse("not json").problem()).contains("not valid JSON");
    assertThat(parse("").problem()).isNotNull();
    assertThat(parse("[]").problem()).contains("no object");
  }
}
