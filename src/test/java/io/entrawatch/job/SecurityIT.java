// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.detect.RuleHarness;
import io.entrawatch.job.JobTopics.Sent;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SecuredElasticsearch;
import io.entrawatch.traffic.DemoStory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.assertj.core.api.AbstractThrowableAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The job against a broker with ACLs and an Elasticsearch with security, as a client that may do
 * what docs/security.md lists and nothing else; and whom it or Elasticsearch turns away. {@link
 * KafkaRefusalsIT} has those whom brokers turn away.
 */
class SecurityIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @RegisterExtension static final Overheard overheard = new Overheard();

  private static final String INDEX = "entrawatch-alerts";
  private static final String PLAIN_PASSWORD = overheard.secret("pl41n-3d");
  private static final String SCRAM_PASSWORD = overheard.secret("scr4m-7f");

  private static KafkaBroker broker;
  private static SecuredElasticsearch elasticsearch;
  private static Privileges privileges;
  private static JobTopics topics;

  @BeforeAll
  static void start() throws Exception {
    overheard.secret(KafkaBroker.keyStorePassword());
    broker = KafkaBroker.startGuarded(Map.of("plain", PLAIN_PASSWORD));
    elasticsearch = SecuredElasticsearch.start();
    privileges = new Privileges(broker);
    topics = new JobTopics(broker, "secured", 1);
    privileges.scramUser("scram", SCRAM_PASSWORD);
    privileges.grant(Privileges.atLeastOnce("scram", topics, "secured"));
    privileges.grant(Privileges.atLeastOnce("plain", topics, "secured"));
    privileges.grant(Privileges.exactlyOnce("CN=entrawatch", topics, "secured"));
    topics.produce(story());
  }

  private static List<Sent> story() throws IOException {
    ByteArrayOutputStream story = new ByteArrayOutputStream();
    DemoStory.write(story);
    long day = Instant.parse("2026-01-17T00:00:00Z").toEpochMilli();
    return story.toString(UTF_8).lines().map(line -> new Sent(0, day, line)).toList();
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
    if (elasticsearch != null) {
      elasticsearch.close();
    }
  }

  @Test
  void theDocumentedAclsAndTheDocumentedRoleSufficeByScramAndAnApiKeyOverTls() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    scram().elasticsearch(elasticsearch, apiKey("entrawatch", "")).build(env, overheard::shown);
    JobClient job = env.executeAsync();

    assertThat(topics.await("alerts", Installation.demosAlerts().size())).isNotEmpty();
    topics.produce(List.of(new Sent(0, 0, "nonsense")));
    assertThat(topics.await("dead-letters", 1)).isNotEmpty();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> indexed() == Installation.demosAlerts().size());
    job.cancel().get();
  }

  @Test
  void theDocumentedAclsOfExactlyOnceSufficeByMutualTls() throws Exception {
    JobTopics own = new JobTopics(broker, "mutual", 1);
    privileges.grant(Privileges.exactlyOnce("CN=entrawatch", own, "mutual"));
    StreamExecutionEnvironment env = checkpointed(500);
    own.produce(List.of(new Sent(0, 0, "nonsense")));
    job(own).mutual().set("kafka.delivery", "exactly-once").build(env, overheard::shown);
    JobClient job = env.executeAsync();

    assertThat(own.await("dead-letters", 1)).isNotEmpty();
    job.cancel().get();
  }

  @Test
  void theDocumentedAclsOfExceptionsSuffice() throws Exception {
    JobTopics own = new JobTopics(broker, "held", 1).withExceptions();
    privileges.grant(Privileges.withExceptions("scram", own, "held"));
    String user = Installation.demosAlerts().iterator().next().split(" ", 2)[1];
    own.produceException(
        "id",
        "{\"user\":\"%s\",\"author\":\"a\",\"reason\":\"a test\",\"expires\":\"2030-01-01\"}"
            .formatted(user));
    own.produce(story());
    StreamExecutionEnvironment env = checkpointed(500);
    job(own)
        .sasl("SCRAM-SHA-512", "scram", SCRAM_PASSWORD)
        .exceptions(own)
        .build(env, overheard::shown);
    JobClient job = env.executeAsync();

    assertThat(own.await("suppressed", 1)).isNotEmpty();
    try (Admin admin = broker.admin()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  !admin
                      .listConsumerGroupOffsets("held-exceptions")
                      .partitionsToOffsetAndMetadata()
                      .get()
                      .isEmpty());
    }
    job.cancel().get();
  }

  @Test
  void theJobIsLetInByPlain() {
    assertThatCode(
            () ->
                job(topics)
                    .sasl("PLAIN", "plain", PLAIN_PASSWORD)
                    .build(StreamExecutionEnvironment.getExecutionEnvironment(), overheard::shown))
        .doesNotThrowAnyException();
  }

  @Test
  void anAuthorityOfTheBrokersThatIsNotTrustedStopsTheStart() {
    refused(scram().set("kafka.properties.ssl.truststore.location", "" + elasticsearch.authority()))
        .hasMessageContaining("TLS with " + broker.securedBootstrap() + " failed")
        .hasMessageContaining("ssl.truststore.*");
  }

  @Test
  void anAuthorityOfElasticsearchThatIsNotTrustedStopsTheStart() {
    refused(
            scram()
                .elasticsearch(elasticsearch, overheard.secret("bm8tc3VjaDprZXk="))
                .set("elasticsearch.ca-file", "" + broker.authority()))
        .hasMessageStartingWith("Elasticsearch at " + elasticsearch.url() + ": TLS failed")
        .hasMessageContaining("check the CA file");
  }

  @Test
  void anExpiredApiKeyStopsTheStart() {
    String key = apiKey("old", "\"expiration\": \"1ms\",");
    refused(scram().elasticsearch(elasticsearch, key))
        .hasMessageContaining("the credentials were refused (401)")
        .hasMessageContaining("unexpired");
  }

  @Test
  void anApiKeyThatLacksAPrivilegeStopsTheStart() {
    refused(
            scram()
                .elasticsearch(elasticsearch, apiKey("narrow", ""))
                .set("elasticsearch.index-prefix", "other-alerts"))
        .hasMessageContaining("lack auto_configure (on other-alerts-*), index (on other-alerts-*)");
  }

  @Test
  void anElasticsearchThatIsDownStopsNothingAndIsTold() {
    assertThat(toldOf("https://127.0.0.1:1"))
        .contains("https://127.0.0.1:1 does not answer: nothing listens there");
  }

  @Test
  void httpAgainstAnElasticsearchThatSpeaksTlsStopsNothingAndIsTold() {
    String host = elasticsearch.url().replace("https:", "http:");
    assertThat(toldOf(host)).contains(host + " hangs up; perhaps it speaks TLS: write https");
  }

  /** The line about Elasticsearch when a job is told that it is there. */
  private static String toldOf(String host) {
    List<String> told = new ArrayList<>();
    scram()
        .elasticsearch(elasticsearch, overheard.secret("bm90LWFza2VkOmZvcg=="))
        .without("elasticsearch.ca-file")
        .set("elasticsearch.hosts", host)
        .build(StreamExecutionEnvironment.getExecutionEnvironment(), told::add);
    told.forEach(overheard::shown);
    List<String> lines =
        told.stream().filter(line -> line.startsWith("elasticsearch.hosts")).toList();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private static SecuredJob scram() {
    return job(topics).sasl("SCRAM-SHA-512", "scram", SCRAM_PASSWORD);
  }

  private static SecuredJob job(JobTopics of) {
    return new SecuredJob(broker, of);
  }

  private static String apiKey(String name, String expiration) {
    String key =
        elasticsearch.apiKey(
            "{\"name\": \"%s\", %s \"role_descriptors\": {\"entrawatch\": %s}}"
                .formatted(name, expiration, Privileges.role(INDEX)));
    overheard.secret(new String(Base64.getDecoder().decode(key), UTF_8).split(":")[1]);
    return overheard.secret(key);
  }

  private static int indexed() {
    elasticsearch.call("POST", "/" + INDEX + "-*/_refresh", "");
    JsonNode count = RuleHarness.json(elasticsearch.call("GET", "/" + INDEX + "-*/_count", "{}"));
    return count.get("count").asInt();
  }

  private static StreamExecutionEnvironment checkpointed(long interval) {
    return StreamExecutionEnvironment.getExecutionEnvironment().enableCheckpointing(interval);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(SecuredJob job) {
    return job.refused(StreamExecutionEnvironment.getExecutionEnvironment(), overheard::shown);
  }
}
