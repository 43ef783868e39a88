// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static io.entrawatch.parity.Texts.array;
import static io.entrawatch.parity.Texts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.decode.DecodeDocuments;
import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.DecoderSettings.Identity;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Field;
import io.entrawatch.event.Times;
import io.entrawatch.platform.ElasticsearchNode;
import io.entrawatch.platform.SharedServers;
import io.entrawatch.rule.BuiltInRules;
import io.entrawatch.rule.Rule;
import io.entrawatch.source.DecodedWatermarks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.testutils.junit.SharedObjectsExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Where the job answers otherwise than Elasticsearch, on purpose; docs/parity.md gives the reasons.
 */
@ExtendWith(SharedServers.class)
class DifferencesIT {
  private static final long TIME = Instant.parse("2026-01-15T10:00:30Z").toEpochMilli();

  /** Of which the retuned one is looked at: it needs two sign-ins. */
  private static final List<Rule> RULES =
      Parity.rules(Duration.ofMinutes(1)).stream()
          .filter(rule -> rule.id().equals("device-code-retuned"))
          .toList();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @RegisterExtension final SharedObjectsExtension shared = SharedObjectsExtension.create();

  private Elastic elastic;
  private Job job;

  @BeforeEach
  void setUp(ElasticsearchNode node) {
    elastic = new Elastic(node.url());
    job = new Job(shared, 1, DecodedWatermarks.onlyAtTheEnd(), Identity.ID);
  }

  @Test
  void twoOrdinarySignInsAreNoDifference() throws Exception {
    List<Document> pair = pair(Field.USER_AGENT, text("one"), text("other"));
    assertThat(job.rows(RULES, pair)).isNotEmpty().isEqualTo(elastic.loadAndAsk(RULES, pair));
  }

  @Test
  void tenantsAreKeptApart() throws Exception {
    List<Document> pair = pair(Field.TENANT_ID, text("tenant-1"), text("tenant-2"));
    assertThat(elastic.loadAndAsk(RULES, pair)).isNotEmpty();
    assertThat(job.rows(RULES, pair)).isEmpty();
  }

  @Test
  void aGroupingFieldWithSeveralValuesIsADeadLetter() throws Exception {
    JsonNode both = array(List.of("session-1", "session-2"));
    List<Document> pair = pair(Field.SESSION_ID, text("session-1"), both);
    assertThat(elastic.loadAndAsk(RULES, pair)).isNotEmpty();
    assertThat(job.rows(RULES, pair)).isEmpty();
    assertThat(deadLetters(pair))
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetter.Reason.MULTI_VALUED_GROUP.code());
  }

  @Test
  void aTextLongerThanElasticsearchIndexesCounts() throws Exception {
    String longest = "a".repeat(1_024);
    List<Document> indexed = pair(Field.USER_AGENT, text(longest), text("other"));
    assertThat(job.rows(RULES, indexed)).isNotEmpty().isEqualTo(elastic.loadAndAsk(RULES, indexed));
    List<Document> padded = pair(Field.USER_AGENT, text(longest + "a"), text("other"));
    assertThat(elastic.loadAndAsk(RULES, padded)).isEmpty();
    assertThat(job.rows(RULES, padded)).isNotEmpty();
  }

  @Test
  void whatIsDeliveredTwiceCountsOnce() throws Exception {
    List<Document> documents = Traffic.of(2_001, 1_500);
    List<Document> twice = new ArrayList<>(documents);
    Random random = new Random(2_001);
    documents.stream()
        .filter(d -> random.nextInt(3) == 0)
        .filter(DifferencesIT::hasId)
        .forEach(twice::add);
    List<Rule> all = Parity.rules(Duration.ofMinutes(5));
    List<Row> once = elastic.loadAndAsk(all, documents);
    assertThat(job.rows(all, twice)).isNotEmpty().isEqualTo(once);
    assertThat(elastic.loadAndAsk(all, twice)).isNotEqualTo(once);
  }

  @Test
  void withoutDeduplicationTheyCountAsElasticsearchCountsThem() throws Exception {
    List<Document> documents = Traffic.of(2_002, 1_500);
    List<Document> twice = new ArrayList<>(documents);
    twice.addAll(documents);
    List<Rule> all = Parity.rules(Duration.ofMinutes(5));
    assertThat(job.withIdentity(Identity.POSITION).rows(all, twice))
        .isNotEmpty()
        .isEqualTo(elastic.loadAndAsk(all, twice));
  }

  @Test
  void documentsWithoutAnIdThatSayTheSameCountOnce() throws Exception {
    Document one = withoutId(signIn("", "203.0.113.7", Field.USER_AGENT, text("one")));
    Document other = withoutId(signIn("", "203.0.113.8", Field.USER_AGENT, text("other")));
    List<Row> once = elastic.loadAndAsk(RULES, List.of(one, other));
    List<Document> twice = List.of(one, one, other);
    assertThat(job.rows(RULES, twice)).isNotEmpty().isEqualTo(once);
    assertThat(elastic.loadAndAsk(RULES, twice)).isNotEmpty().isNotEqualTo(once);
  }

  @Test
  void aValueOfAWrongTypeCostsItselfAndNotTheDocument() throws Exception {
    List<Document> pair = pair(Field.SOURCE_AS_NUMBER, text("AS64500"), text("64501"));
    assertThatThrownBy(() -> elastic.loadAndAsk(RULES, pair)).hasMessageContaining("refused");
    assertThat(job.rows(RULES, pair)).isNotEmpty();
  }

  private static Document withoutId(Document document) {
    Map<Field, JsonNode> fields = new TreeMap<>(document.fields());
    fields.remove(Field.EVENT_ID);
    return new Document(TIME, TIME, fields, Document.Shape.NESTED);
  }

  private static boolean hasId(Document document) {
    return document.get(Field.SIGN_IN_ID) != null || document.get(Field.EVENT_ID) != null;
  }

  private static List<DeadLetter> deadLetters(List<Document> documents) {
    List<byte[]> bytes = documents.stream().map(Document::json).toList();
    return new DecodeDocuments(
            bytes, DecoderSettings.DEFAULT, new RelevantToRules(BuiltInRules.all()))
        .all().stream().map(Decoded::deadLetter).filter(Objects::nonNull).toList();
  }

  /** Two sign-ins by device code that differ in a field, in IP, and in nothing else. */
  private static List<Document> pair(Field field, JsonNode one, JsonNode other) {
    boolean isAgent = field == Field.USER_AGENT;
    return List.of(
        signIn("1", "203.0.113.7", field, one),
        signIn("2", isAgent ? "203.0.113.7" : "203.0.113.8", field, other));
  }

  private static Document signIn(String id, String ip, Field field, JsonNode value) {
    Map<Field, JsonNode> fields = new TreeMap<>();
    fields.put(Field.TIMESTAMP, text(Times.iso(TIME)));
    fields.put(Field.EVENT_INGESTED, text(Times.iso(TIME)));
    fields.put(Field.EVENT_ID, text(id));
    fields.put(Field.EVENT_CATEGORY, text("authentication"));
    fields.put(Field.DATA_STREAM_DATASET, text("azure.signinlogs"));
    fields.put(Field.ORIGINAL_TRANSFER_METHOD, text("deviceCodeFlow"));
    fields.put(Field.AUTHENTICATION_PROTOCOL, text("deviceCode"));
    fields.put(Field.SESSION_ID, text("session-1"));
    fields.put(Field.IDENTITY, text("Ada"));
    fields.put(Field.TENANT_ID, text("tenant-1"));
    fields.put(Field.SOURCE_IP, text(ip));
    fields.put(Field.USER_AGENT, text("agent"));
    fields.put(field, value);
    return new Document(TIME, TIME, fields, Document.Shape.NESTED);
  }
}
