// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.DecoderSettings.Identity;
import io.entrawatch.decode.shape.DecoderSettings.TimestampSource;
import io.entrawatch.decode.shape.GeoDatabases;
import io.entrawatch.decode.shape.GeoDatabases.UnusableException;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import io.entrawatch.source.KafkaRecordDecoding;
import io.entrawatch.source.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoLookupTest {
  @TempDir private Path folder;
  private GeoDatabases both;

  @BeforeEach
  void writeDatabases() throws IOException {
    Path city =
        DatabaseFile.city(
            folder.resolve("c"), "203.0.113.0/24", "Delft", "Zuid-Holland", "Netherlands");
    Path asn = DatabaseFile.asn(folder.resolve("a"), "2001:db8::/32", 64_500, "Example Net");
    both = new GeoDatabases(city.toString(), asn.toString());
  }

  private static Event decode(GeoDatabases databases, String text) {
    DecoderSettings settings =
        new DecoderSettings(
            100_000,
            Duration.ofHours(1),
            TimestampSource.CREATED_DATE_TIME,
            Identity.ID,
            databases);
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Decoding.decode(bytes, settings, Decoding.PLACE, new Decoding.Everything())
        .get(0)
        .signIn();
  }

  private static String raw(String address) {
    return "{'category':'SignInLogs','properties':{'createdDateTime':'2026-03-01T11:50:00Z',"
        + "'ipAddress':"
        + address
        + "}}";
  }

  private static String agent(String address) {
    return "{'event':{'dataset':'azure.signinlogs'},'message':'"
        + raw(address).replace("'", "\\'")
        + "'}";
  }

  @Test
  void theDatabasesOfAJobAreClosedWithIt() throws Exception {
    DecoderSettings settings =
        new DecoderSettings(
            100_000, Duration.ofHours(1), TimestampSource.CREATED_DATE_TIME, Identity.ID, both);
    KafkaRecordDecoding decoding =
        new KafkaRecordDecoding(settings, new Decoding.Everything(), Map.of());
    TestContext job = new TestContext();
    decoding.open(job);
    assertThat(city(decoding, settings)).containsExactly("Delft");

    job.end();
    assertThat(city(decoding, settings)).as("nobody looks it up any more").isEmpty();
  }

  @SuppressWarnings("unchecked") // see MessageDeserializer
  private static List<String> city(KafkaRecordDecoding decoding, DecoderSettings settings)
      throws Exception {
    byte[] value = raw("'203.0.113.7'").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Message message = new MessageReader(settings, new Decoding.Everything()).read(value);
    ConsumerRecord<?, ?> record =
        new ConsumerRecord<>(
            "t",
            0,
            0,
            Decoding.ARRIVAL_MILLIS,
            TimestampType.CREATE_TIME,
            0,
            0,
            null,
            message,
            new RecordHeaders(),
            Optional.empty());
    List<Decoded> all = new ArrayList<>();
    decoding.deserialize((ConsumerRecord<byte[], byte[]>) record, new ListCollector<>(all));
    return all.get(0).signIn().get(Field.SOURCE_CITY);
  }

  @Test
  void aRawRecordGetsThePlaceOfItsAddress() {
    for (String text : List.of(raw("'203.0.113.7'"), agent("'203.0.113.7'"))) {
      Event signIn = decode(both, text);
      assertThat(signIn.get(Field.SOURCE_CITY)).containsExactly("Delft");
      assertThat(signIn.get(Field.SOURCE_REGION)).containsExactly("Zuid-Holland");
      assertThat(signIn.get(Field.SOURCE_COUNTRY)).containsExactly("Netherlands");
      assertThat(signIn.get(Field.SOURCE_AS_NUMBER)).isEmpty();
    }
  }

  @Test
  void aRawRecordGetsTheOwnerOfItsAddress() {
    Event signIn = decode(both, raw("'2001:DB8:1::7'"));
    assertThat(signIn.get(Field.SOURCE_AS_NUMBER)).containsExactly("64500");
    assertThat(signIn.get(Field.SOURCE_AS_ORGANIZATION)).containsExactly("Example Net");
    assertThat(signIn.get(Field.SOURCE_CITY)).isEmpty();
  }

  @Test
  void ofSeveralAddressesTheFirstThatIsKnownCounts() {
    assertThat(decode(both, raw("['198.51.100.1','x','203.0.113.9']")).get(Field.SOURCE_CITY))
        .containsExactly("Delft");
  }

  @Test
  void whatNoDatabaseKnowsStaysEmpty() {
    for (String address : List.of("'203.0.114.7'", "'10.0.0.1'", "'::1'", "'x'", "null")) {
      Event signIn = decode(both, raw(address));
      assertThat(signIn.get(Field.SOURCE_CITY)).as(address).isEmpty();
      assertThat(signIn.get(Field.SOURCE_AS_NUMBER)).as(address).isEmpty();
    }
  }

  @Test
  void withoutDatabasesTheColumnsStayEmpty() {
    Event signIn = decode(GeoDatabases.NONE, raw("'203.0.113.7'"));
    assertThat(signIn.get(Field.SOURCE_IP)).containsExactly("203.0.113.7");
    assertThat(signIn.get(Field.SOURCE_CITY)).isEmpty();
    assertThat(signIn.get(Field.SOURCE_AS_NUMBER)).isEmpty();
  }

  @Test
  void aDocumentKeepsWhatItHas() {
    String document =
        "{'@timestamp':'2026-03-01T11:50:00Z','event':{'dataset':'azure.signinlogs'},"
            + "'source':{'ip':'203.0.113.7','geo':{'country_name':'Elsewhere'}}}";
    Event signIn = decode(both, document);
    assertThat(signIn.get(Field.SOURCE_COUNTRY)).containsExactly("Elsewhere");
    assertThat(signIn.get(Field.SOURCE_CITY)).isEmpty();
  }

  @Test
  void aRegionIsTheSmallestOneAndNamesAreEnglish() throws IOException {
    Path none =
        DatabaseFile.write(
            folder.resolve("n"),
            "GeoIP2-City",
            Map.of("203.0.113.0/24", Map.of("country", Map.of("names", Map.of("de", "Land")))));
    Event signIn = decode(new GeoDatabases(none.toString(), null), raw("'203.0.113.7'"));
    assertThat(signIn.get(Field.SOURCE_COUNTRY)).isEmpty();
    assertThat(signIn.get(Field.SOURCE_REGION)).isEmpty();
  }

  @Test
  void aDatabaseThatIsDamagedWithinStopsNoRecord() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(both.city()));
    int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("names");
    bytes[data - 2] = (byte) 0xFF;
    Files.write(folder.resolve("c"), bytes);
    Event signIn = decode(both, raw("'203.0.113.7'"));
    assertThat(signIn.get(Field.SOURCE_IP)).containsExactly("203.0.113.7");
    assertThat(signIn.get(Field.SOURCE_CITY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "absent, no such file",
    "a, its type is not City but GeoLite2-ASN",
    "text, not a MaxMind database"
  })
  void aFileThatIsNoneIsRefusedInOneLine(String name, String what) throws IOException {
    Files.writeString(folder.resolve("text"), "text");
    GeoDatabases databases = new GeoDatabases(folder.resolve(name).toString(), null);
    assertThatThrownBy(databases::require)
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining(folder.resolve(name).toString())
        .hasMessageContaining(what)
        .hasMessageContaining("GeoLite2-City.mmdb");
    both.require();
    GeoDatabases.NONE.require();
  }
}
