// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.job.JobTopics.Sent;
import io.entrawatch.platform.KafkaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way to be turned away by a broker with ACLs, before the job starts. */
class KafkaRefusalsIT {
  @RegisterExtension static final Overheard overheard = new Overheard();

  private static final String PLAIN_PASSWORD = overheard.secret("pl41n-3d");
  private static final String SCRAM_PASSWORD = overheard.secret("scr4m-7f");
  private static final String WRONG_PASSWORD = overheard.secret("wr0ng-9c");

  private static KafkaBroker broker;
  private static Privileges privileges;
  private static JobTopics topics;

  @BeforeAll
  static void start() throws Exception {
    overheard.secret(KafkaBroker.keyStorePassword());
    broker = KafkaBroker.startGuarded(Map.of("plain", PLAIN_PASSWORD));
    privileges = new Privileges(broker);
    topics = new JobTopics(broker, "secured", 1).withExceptions();
    privileges.scramUser("scram", SCRAM_PASSWORD);
    privileges.grant(Privileges.atLeastOnce("scram", topics, "secured"));
    privileges.grant(Privileges.exactlyOnce("CN=entrawatch", topics, "secured"));
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void aWrongPasswordStopsTheStart() {
    for (SecuredJob job :
        List.of(
            job().sasl("PLAIN", "plain", WRONG_PASSWORD),
            job().sasl("SCRAM-SHA-512", "scram", WRONG_PASSWORD))) {
      refused(job)
          .hasMessageStartingWith("kafka.properties: " + broker.securedBootstrap() + " refused")
          .hasMessageContaining("password of sasl.jaas.config");
    }
  }

  @Test
  void aMechanismThatTheBrokerLacksStopsTheStart() {
    refused(job().sasl("SCRAM-SHA-256", "scram", SCRAM_PASSWORD))
        .hasMessageContaining("check sasl.mechanism");
  }

  @Test
  void aClientWithoutTheCertificateThatBrokersAskForIsToldSo() {
    refused(job().mutual().withoutCertificate())
        .hasMessageContaining(broker.mutualBootstrap())
        .hasMessageContaining("security settings");
  }

  @Test
  void tlsAtAListenerThatDoesNotSpeakItIsToldAsThat() {
    for (SecuredJob job : List.of(scram(), job().mutual())) {
      refused(job.set("kafka.bootstrap-servers", broker.bootstrap()))
          .hasMessageStartingWith("kafka.properties: security.protocol is ")
          .hasMessageContaining(broker.bootstrap() + " does not speak TLS");
    }
  }

  @Test
  void plainTextAtAListenerThatSpeaksTlsIsToldAsThat() {
    for (String listener : List.of(broker.securedBootstrap(), broker.mutualBootstrap())) {
      refused(job().set("kafka.bootstrap-servers", listener))
          .hasMessageStartingWith("kafka.properties: " + listener + " speaks TLS")
          .hasMessageContaining("set it to SSL or SASL_SSL");
    }
  }

  @Test
  void aBrokerThatSendsClientsWhereTheyCannotGoIsToldAsThat() {
    refused(job().set("kafka.bootstrap-servers", broker.strayBootstrap()))
        .hasMessageStartingWith(
            "kafka.bootstrap-servers: a broker answers at " + broker.strayBootstrap())
        .hasMessageContaining("advertised.listeners");
  }

  @Test
  void aTopicThatIsNotThereStopsTheStart() {
    refused(
            job()
                .set("kafka.bootstrap-servers", broker.bootstrap())
                .set("kafka.topics.events", "no-such-topic"))
        .hasMessage(
            "kafka.topics: there is no topic no-such-topic at "
                + broker.bootstrap()
                + "; create it, or name another one");
  }

  @Test
  void aWrongPasswordOfTheKeyStoreStopsTheStart() {
    refused(job().mutual().env("KEY_STORE_PASSWORD", WRONG_PASSWORD))
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
  void exceptionsThatMayNotBeReadOrFollowedOrToldOfStopTheStart() throws Exception {
    List<AclBinding> all = Privileges.withExceptions("e", topics, "secured");
    refused(scramWithout(all, "e1", ResourceType.TOPIC, "secured-exceptions").exceptions(topics))
        .hasMessageContaining("may not read topic secured-exceptions");
    refused(scramWithout(all, "e2", ResourceType.GROUP, "secured-exceptions").exceptions(topics))
        .hasMessageContaining("this client may not use the group secured-exceptions");
    refused(scramWithout(all, "e3", ResourceType.TOPIC, "secured-suppressed").exceptions(topics))
        .hasMessageContaining("may not write topic secured-suppressed");
  }

  @Test
  void aBackfillNeedsNoGroupAndTellsWhatItCannotSeeOfRetention() throws Exception {
    broker.createTopic("shadow", 1);
    for (int i = 0; i < 2; i++) {
      topics.produce(List.of(new Sent(0, System.currentTimeMillis(), "nonsense")));
    }
    TopicPartition partition = new TopicPartition(topics.topic("sign-ins"), 0);
    try (Admin admin = broker.admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1))).all().get();
    }
    List<AclBinding> acls = Privileges.backfill("backfill", topics, "shadow");

    assertThat(told("blind", acls.subList(0, 2)))
        .filteredOn(line -> line.contains("DESCRIBE_CONFIGS"))
        .singleElement()
        .asString()
        .startsWith("backfill: the retention of topic secured-sign-ins cannot be seen")
        .contains("TopicAuthorizationException");
    assertThat(told("backfill", acls)).noneMatch(line -> line.contains("DESCRIBE_CONFIGS"));
  }

  /** What a backfill that may do so much says when it starts. */
  private static List<String> told(String user, List<AclBinding> acls) throws Exception {
    List<String> told = new ArrayList<>();
    scramWith(acls, user)
        .set("backfill.from", "2026-01-15T00:00:00Z")
        .set("backfill.into", "shadow")
        .build(StreamExecutionEnvironment.getExecutionEnvironment(), told::add);
    told.forEach(overheard::shown);
    return told;
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
            job()
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
            job()
                .mutual()
                .set("kafka.delivery", "exactly-once")
                .set("kafka.producer.transaction.timeout.ms", "10000"),
            checkpointed(10_000))
        .hasMessageContaining("committed every 10000 ms");
  }

  @Test
  void exactlyOnceWithoutCheckpointsStopsTheStart() {
    refused(job().mutual().set("kafka.delivery", "exactly-once"))
        .hasMessageContaining("execution.checkpointing.interval");
  }

  /** Of a user who lacks one ACL. */
  private static SecuredJob scramWithout(String user, ResourceType type, String name)
      throws Exception {
    return scramWithout(Privileges.atLeastOnce(user, topics, "secured"), user, type, name);
  }

  private static SecuredJob scramWithout(
      List<AclBinding> all, String user, ResourceType type, String name) throws Exception {
    List<AclBinding> acls = new ArrayList<>(all);
    assertThat(
            acls.removeIf(
                acl -> acl.pattern().resourceType() == type && acl.pattern().name().equals(name)))
        .isTrue();
    return scramWith(acls, user);
  }

  /** Of a new user who may do what the ACLs allow, whomever they name. */
  private static SecuredJob scramWith(List<AclBinding> acls, String user) throws Exception {
    privileges.grant(acls.stream().map(acl -> Privileges.to(user, acl)).toList());
    privileges.scramUser(user, SCRAM_PASSWORD);
    return job().sasl("SCRAM-SHA-512", user, SCRAM_PASSWORD);
  }

  private static SecuredJob scram() {
    return job().sasl("SCRAM-SHA-512", "scram", SCRAM_PASSWORD);
  }

  private static SecuredJob job() {
    return new SecuredJob(broker, topics);
  }

  private static StreamExecutionEnvironment checkpointed(long interval) {
    return StreamExecutionEnvironment.getExecutionEnvironment().enableCheckpointing(interval);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(SecuredJob job) {
    return refused(job, StreamExecutionEnvironment.getExecutionEnvironment());
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      SecuredJob job, StreamExecutionEnvironment env) {
    return job.refused(env, overheard::shown);
  }
}
