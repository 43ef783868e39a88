// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.entrawatch.config.SettingsException;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SecuredElasticsearch;
import io.entrawatch.rule.RuleCatalogueEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.api.AbstractThrowableAssert;

/** The settings of a job that has to prove who it is; secrets come from the environment. */
final class SecuredJob {
  private static final String MODULE = "org.apache.kafka.common.security.";

  private final KafkaBroker broker;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  SecuredJob(KafkaBroker broker, JobTopics topics) {
    this.broker = broker;
    topics.settings().forEach(set -> set(set.split("=", 2)[0], set.split("=", 2)[1]));
    set("kafka.properties.ssl.truststore.type", "PEM");
    set("kafka.properties.ssl.truststore.location", broker.authority().toString());
  }

  /** By password. */
  SecuredJob sasl(String mechanism, String user, String password) {
    set("kafka.bootstrap-servers", broker.securedBootstrap());
    set("kafka.properties.security.protocol", "SASL_SSL");
    set("kafka.properties.sasl.mechanism", mechanism);
    String module = mechanism.equals("PLAIN") ? "plain.PlainLogin" : "scram.ScramLogin";
    set(
        "kafka.properties.sasl.jaas.config",
        MODULE
            + module
            + "Module required username=\""
            + user
            + "\" password=\"${env:KAFKA_PASSWORD}\";");
    return env("KAFKA_PASSWORD", password);
  }

  /** By the certificate of CN=entrawatch. */
  SecuredJob mutual() {
    set("kafka.bootstrap-servers", broker.mutualBootstrap());
    set("kafka.properties.security.protocol", "SSL");
    set("kafka.properties.ssl.keystore.type", "PKCS12");
    set("kafka.properties.ssl.keystore.location", broker.clientKeyStore().toString());
    set("kafka.properties.ssl.keystore.password", "${env:KEY_STORE_PASSWORD}");
    return env("KEY_STORE_PASSWORD", KafkaBroker.keyStorePassword());
  }

  SecuredJob elasticsearch(SecuredElasticsearch node, String apiKey) {
    set("elasticsearch.hosts", node.url());
    set("elasticsearch.ca-file", node.authority().toString());
    set("elasticsearch.api-key", "${env:API_KEY}");
    return env("API_KEY", apiKey);
  }

  SecuredJob exceptions(JobTopics topics) {
    set("kafka.topics.exceptions", topics.topic("exceptions"));
    return set("kafka.topics.suppressed", topics.topic("suppressed"));
  }

  SecuredJob set(String key, String value) {
    values.put(key, value);
    return this;
  }

  SecuredJob without(String key) {
    values.remove(key);
    return this;
  }

  SecuredJob withoutCertificate() {
    values.keySet().removeIf(key -> key.startsWith("kafka.properties.ssl.keystore."));
    return this;
  }

  SecuredJob env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Adds the job to the environment, as the job's own main does. */
  void build(StreamExecutionEnvironment env, Consumer<String> report) {
    EntrawatchJob.build(
        env,
        new SettingsParser(RuleCatalogueEntry.all(), environment)
            .parse(values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList()),
        report);
  }

  /** That the job is refused: with one line, and soon. */
  AbstractThrowableAssert<?, ? extends Throwable> refused(
      StreamExecutionEnvironment env, Consumer<String> shown) {
    long start = System.nanoTime();
    Throwable refusal = catchThrowable(() -> build(env, shown));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    shown.accept(String.valueOf(refusal));
    return assertThat(refusal)
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("\n")
        .hasNoCause();
  }
}
