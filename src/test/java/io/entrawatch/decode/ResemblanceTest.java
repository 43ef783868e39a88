// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.dead;
import static io.entrawatch.decode.Samples.json;
import static io.entrawatch.decode.Samples.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.DeadLetter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not recognised is a dead letter that says what it looks like and what to do. */
class ResemblanceTest {
  private static void looksLike(DeadLetter dead, String what) {
    assertThat(dead.reason()).as(dead.detail()).isEqualTo("unrecognised");
    assertThat(dead.detail()).contains(what).hasSizeBetween(20, 203).doesNotContain("\n");
    assertThat(dead.detail())
        .containsAnyOf("; send", "; set", "; have", "; export", "; leave", "expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'resourceLogs':[{'resource':{},'scopeLogs':[]}]}                     | OTLP",
        "{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'body':{'stringValue':'x'}}]}]}]} | OTLP",
        "{'logRecords':[{'timeUnixNano':'1','body':{'kvlistValue':{}}}]}       | OTLP",
        "{'index':{'_index':'logs','_id':'1'}}                                 | bulk",
        "{'create':{'_index':'logs'}}                                          | bulk",
        "{'@timestamp':'2026-03-01T11:51:00Z','message':'started'}             | shipper",
        "{'schema':{'type':'struct'},'payload':{'a':1}}                        | Kafka Connect",
        "{'a':1,'b':{'c':2}}                                                   | a, b",
        "{'category':'SignInLogs','é':1,'nothing':'else'}                      | SignInLogs",
        "{}                                                                    | without members",
      })
  void anObjectOfAnotherForm(String text, String what) {
    looksLike(dead(json(text)), what);
  }

  @Test
  void anOtlpRecordAroundASignInNamesTheCollector() {
    String otlp =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":"
            + quoted(Samples.RAW)
            + "}}]}]}]}";
    looksLike(dead(otlp), "collector");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TimeGenerated,UserPrincipalName,SessionId,ResultType                  | CSV",
        "2026-03-01T11:51:00Z;u@example.org;s-1;0                              | CSV",
        "`\"2026-03-01\",\"u\",\"s\",\"{\\\"\\\"a\\\"\\\":1}\"`                | CSV",
        "<134>1 2026-03-01T11:51:00Z host app - - - {\"time\":\"x\"}           | prefix",
        "Mar  1 11:51:00 host logger: {\"time\":\"x\"}                         | prefix",
        "<Event><System>x</System></Event>                                     | XML",
        "LEEF:2.0                                                              | LEEF",
        "time=2026-03-01 user=u session=s result=0                             | key=value",
      })
  void aLineOfAnotherForm(String line, String what) {
    looksLike(dead(line), what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CEF:0|Vendor|Product|1|2|name|5|src=192.0.2.17",
        "Mar  1 11:51:00 host CEF:0|Vendor|Product|1|2|Sign-in|5|msg={\"a\":1}",
        "LEEF:2.0|Vendor|Product|1|2|src=192.0.2.17"
      })
  void aLineOfCefOrLeef(String line) {
    looksLike(dead(line), "CEF");
  }

  @Test
  void whatIsPackedOrBinary() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(Samples.RAW.getBytes(StandardCharsets.UTF_8));
    }
    looksLike(Decoding.decode(packed.toByteArray()).get(0).deadLetter(), "gzip");
    byte[] avro = {0, 0, 0, 0, 7, 2, 8, 'r', 'a', 'w', 0, 1};
    looksLike(Decoding.decode(avro).get(0).deadLetter(), "Avro");
    byte[] container = "Obj\u0001\u0004\u0016avro.codec".getBytes(StandardCharsets.ISO_8859_1);
    looksLike(Decoding.decode(container).get(0).deadLetter(), "Avro");
    byte[] raw = Samples.RAW.getBytes(StandardCharsets.UTF_8);
    looksLike(dead(Base64.getEncoder().encodeToString(raw)), "base64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1", "[{\"a\":", "{'a':1}", "{\"a\":NaN}", "nul", ""})
  void damagedJsonIsNoJson(String text) {
    assertThat(dead(text).reason()).isEqualTo("not-json");
  }

  @Test
  void whatTheSenderChoseIsShownShortAndActsOnNothing() {
    String key = "\\u001b[31m\\u202e\\n" + "k".repeat(5_000);
    List<String> texts =
        List.of(
            "{\"" + key + "\":1}",
            "{\"category\":\"" + key + "\",\"sessionId\":\"s\",\"isInteractive\":true}",
            "{\"category\":\"" + key + "SignInLogs\",\"x\":1}",
            "\"[" + key + "\"");
    for (String text : texts) {
      assertThat(dead(text).detail())
          .as(text)
          .hasSizeLessThan(204)
          .doesNotContain("\u001b", "\u202e", "\n");
    }
  }
}
