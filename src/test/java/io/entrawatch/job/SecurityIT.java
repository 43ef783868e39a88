// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrawatch.RuleHarness;
import io.entrawatch.config.SettingsException;
import io.entrawatch.job.JobTopics.Sent;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SecuredElasticsearch;
import io.entrawatch.traffic.DemoStory;
import java.io.ByteArrayOutputStream;
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
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.api.AbstractThrowableAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The job against a broker with ACLs and an Elasticsearch with security, as a client that may do
 * what docs/security.md lists and nothing else; and every way to be turned away.
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
  private static final String WRONG_PASSWORD = overheard.secret("wr0ng-9c");

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
    ByteArrayOutputStream story = new ByteArrayOutputStream();
    DemoStory.write(story);
    long day = Instant.parse("2026-01-17T00:00:00Z").toEpochMilli();
    topics.produce(story.toString(UTF_8).lines().map(line -> new Sent(0, day, line)).toList());
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
  void theJobIsLetInByPlain() {
    assertThatCode(
            () ->
                job(topics)
                    .sasl("PLAIN", "plain", PLAIN_PASSWORD)
                    .build(StreamExecutionEnvironment.getExecutionEnvironment(), overheard::shown))
        .doesNotThrowAnyException();
  }

  @Test
  void aWrongPasswordStopsTheStart() {
    for (SecuredJob job :
        List.of(
            job(topics).sasl("PLAIN", "plain", WRONG_PASSWORD),
            job(topics).sasl("SCRAM-SHA-512", "scram", WRONG_PASSWORD))) {
      refused(job)
          .hasMessageStartingWith("kafka.properties: " + broker.securedBootstrap() + " refused")
          .hasMessageContaining("password of sasl.jaas.config");
    }
  }

  @Test
  void aMechanismThatTheBrokerLacksStopsTheStart() {
    refused(job(topics).sasl("SCRAM-SHA-256", "scram", SCRAM_PASSWORD))
        .hasMessageContaining("check sasl.mechanism");
  }

  @Test
  void anAuthorityOfTheBrokersThatIsNotTrustedStopsTheStart() {
    refused(scram().set("kafka.properties.ssl.truststore.location", "" + elasticsearch.authority()))
        .hasMessageContaining("TLS with " + broker.securedBootstrap() + " failed")
        .hasMessageContaining("ssl.truststore.*");
  }

  @Test
  void aClientWithoutTheCertificateThatBrokersAskForIsToldSo() {
    refused(job(topics).mutual().withoutCertificate())
        .hasMessageContaining(broker.mutualBootstrap())
        .hasMessageContaining("security settings");
  }

  @Test
  void aWrongPasswordOfTheKeyStoreStopsTheStart() {
    refused(job(topics).mutual().env("KEY_STORE_PASSWORD", WRONG_PASSWORD))
        .hasMessageContaining("a client could not be set up")
        .hasMessageContaining("passwords");
  }

  @Test
  void aTopicThatMayNotBeWrittenStopsTheStart() throws Exception {
    refused(scramWithout("nowrite", ResourceType.TOPIC, "secured-late"))
        .hasMessageContaining("may not write topic secured-late");
  }

  @Test
  void aTopicThatMayNotBeReadStopsTheStart() throws Exception {
    refused(scramWithout("noread", ResourceType.TOPIC, "secured-sign-ins"))
        .hasMessageContaining("may not read topic secured-sign-ins");
  }

  @Test
  void aGroupThatMayNotBeUsedStopsTheStart() throws Exception {
    refused(scramWithout("nogroup", ResourceType.GROUP, "secured"))
        .hasMessageContaining("kafka.group-id: this client may not use the group secured");
  }

  @Test
  void transactionsThatMayNotBeUsedStopTheStart() {
    refused(scram().set("kafka.delivery", "exactly-once"), checkpointed(1000))
        .hasMessageContaining("kafka.transactional-id-prefix")
        .hasMessageContaining("WRITE and DESCRIBE");
  }

  @Test
  void transactionsLongerThanTheBrokersAllowStopTheStart() {
    refused(
            job(topics)
                .mutual()
                .set("kafka.delivery", "exactly-once")
                .set("kafka.producer.transaction.timeout.ms", "3600000"),
            checkpointed(1000))
        .hasMessageContaining("kafka.producer.transaction.timeout.ms is 3600000")
        .hasMessageContaining("transaction.max.timeout.ms");
  }

  @Test
  void transactionsThatEndBeforeTheirCheckpointStopTheStart() {
    refused(
            job(topics)
                .mutual()
                .set("kafka.delivery", "exactly-once")
                .set("kafka.producer.transaction.timeout.ms", "10000"),
            checkpointed(10_000))
        .hasMessageContaining("committed every 10000 ms");
  }

  @Test
  void exactlyOnceWithoutCheckpointsStopsTheStart() {
    refused(job(topics).mutual().set("kafka.delivery", "exactly-once"))
        .hasMessageContaining("execution.checkpointing.interval");
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
    List<String> told = new ArrayList<>();
    scram()
        .elasticsearch(elasticsearch, overheard.secret("bm90LWFza2VkOmZvcg=="))
        .set("elasticsearch.hosts", "https://127.0.0.1:1")
        .build(StreamExecutionEnvironment.getExecutionEnvironment(), told::add);
    assertThat(told)
        .filteredOn(line -> line.startsWith("elasticsearch.hosts"))
        .singleElement()
        .asString()
        .contains("https://127.0.0.1:1 does not answer (ConnectException)");
  }

  /** Of a user who lacks one ACL. */
  private static SecuredJob scramWithout(String user, ResourceType type, String name)
      throws Exception {
    List<AclBinding> acls = Privileges.atLeastOnce(user, topics, "secured");
    assertThat(
            acls.removeIf(
                acl -> acl.pattern().resourceType() == type && acl.pattern().name().equals(name)))
        .isTrue();
    privileges.grant(acls);
    privileges.scramUser(user, SCRAM_PASSWORD);
    return job(topics).sasl("SCRAM-SHA-512", user, SCRAM_PASSWORD);
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
    return refused(job, StreamExecutionEnvironment.getExecutionEnvironment());
  }

  /** One line, soon. */
  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      SecuredJob job, StreamExecutionEnvironment env) {
    long start = System.nanoTime();
    Throwable refusal = catchThrowable(() -> job.build(env, overheard::shown));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    overheard.shown(String.valueOf(refusal));
    return assertThat(refusal)
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("\n")
        .hasNoCause();
  }
}
