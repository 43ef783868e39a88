// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import static java.util.stream.Collectors.toMap;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka broker: one node, KRaft, on a port of its own that it keeps over a restart. Topics
 * are made by {@link #createTopic} alone; a misspelt name is an error, not a new topic.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder = Folders.temporary("kafka");
  private final Path properties = folder.resolve("server.properties");
  private final int port = Ports.free();
  private final Guard guard;
  private ChildProcess process;

  private KafkaBroker(Function<Path, Guard> guard) {
    this.guard = guard.apply(folder);
  }

  /** A broker that answers. */
  public static KafkaBroker start() {
    return start(folder -> null);
  }

  /**
   * A broker that answers, and that clients from outside meet as they meet Azure Event Hubs: by
   * SASL_SSL and PLAIN, at {@link #securedBootstrap}.
   */
  public static KafkaBroker startSecured(String user, String password) {
    return start(folder -> Guard.openTo(Map.of(user, password), folder));
  }

  /**
   * A broker that answers, and that lets in from outside who proves to be somebody, and to what
   * that user has ACLs for: by SASL_SSL with PLAIN or SCRAM-SHA-512 at {@link #securedBootstrap},
   * by mutual TLS at {@link #mutualBootstrap}. The plain listener stays open to the test, for
   * everything.
   *
   * @param plainUsers the passwords of PLAIN, by user
   */
  public static KafkaBroker startGuarded(Map<String, String> plainUsers) {
    return start(folder -> Guard.byAcls(plainUsers, folder));
  }

  private static KafkaBroker start(Function<Path, Guard> guard) {
    KafkaBroker broker = new KafkaBroker(guard);
    try {
      broker.format();
      broker.startAgain();
      return broker;
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** Starts a broker that was stopped or killed, with the topics it had. */
  public void startAgain() {
    process = ChildProcess.start("Kafka", folder.resolve("broker.log"), java("kafka.Kafka"));
    process.await("answers", START, this::answers);
  }

  /** Stops the broker in good order; its topics stay. */
  public void stop() {
    process.close();
  }

  /** Ends the broker by {@code kill -9}; its topics stay as far as they were on disk. */
  public void kill() {
    process.kill();
  }

  /** The address for {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** The same by the secured listener. */
  public String securedBootstrap() {
    return "localhost:" + guard.saslPort();
  }

  /** The same by the listener that asks for the certificate in {@link #clientKeyStore}. */
  public String mutualBootstrap() {
    return "localhost:" + guard.mutualPort();
  }

  /** The same by a listener that sends clients on to an address which does not resolve. */
  public String strayBootstrap() {
    return "localhost:" + guard.strayPort();
  }

  /** PKCS12 with the certificate and key of {@code CN=entrawatch}. */
  public Path clientKeyStore() {
    return guard.certificates().clientKeyStore();
  }

  public static String keyStorePassword() {
    return Certificates.PASSWORD;
  }

  /** A PEM file with what a client of the secured listener has to trust. */
  public Path authority() {
    return guard.certificates().authority();
  }

  public long residentMegabytes() {
    return process.residentMegabytes();
  }

  /**
   * Makes a topic, and waits until the broker leads its partitions: a producer that is earlier
   * loses its first batch to "not leader", the broker takes the second for its first, and rejects
   * the first as out of order for as long as the producer cares to repeat it.
   *
   * @param settings of the topic, for example {@code message.timestamp.type=LogAppendTime}
   */
  public void createTopic(String name, int partitions, Map<String, String> settings) {
    NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
    try (Admin admin = admin()) {
      admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
      Map<TopicPartition, OffsetSpec> ends =
          IntStream.range(0, partitions)
              .boxed()
              .collect(toMap(i -> new TopicPartition(name, i), i -> OffsetSpec.latest()));
      process.await("leads " + name, START, () -> !admin.listOffsets(ends).all().get().isEmpty());
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("topic " + name + " was not made: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Makes a topic with the broker's settings. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /** A client for whatever else a test asks of the broker. */
  public Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
    Folders.delete(folder);
  }

  // The port first: a client that meets a closed one pauses longer than the broker needs to start.
  private boolean answers() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        Admin admin = admin()) {
      return socket.isConnected() && !admin.describeCluster().nodes().get().isEmpty();
    }
  }

  private void format() {
    List<String> settings = new ArrayList<>(settings(Ports.free()));
    if (guard != null) {
      settings.addAll(guard.settings());
    }
    Folders.write(properties, settings);
    ProcessBuilder command =
        java(
            "kafka.tools.StorageTool",
            "format",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            properties.toString());
    ChildProcess.run("Kafka's format", folder.resolve("format.log"), command, START);
  }

  private List<String> settings(int controller) {
    return List.of(
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controller,
        "listeners=" + plainListenerAnd(Guard::listeners) + ",CONTROLLER://127.0.0.1:" + controller,
        "advertised.listeners=" + plainListenerAnd(Guard::advertisedListeners),
        "controller.listener.names=CONTROLLER",
        "log.dirs=" + folder.resolve("data"),
        "auto.create.topics.enable=false",
        "num.partitions=1",
        "offsets.topic.num.partitions=1",
        "offsets.topic.replication.factor=1",
        "transaction.state.log.num.partitions=1",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "share.coordinator.state.topic.num.partitions=1",
        "share.coordinator.state.topic.replication.factor=1",
        "share.coordinator.state.topic.min.isr=1",
        "group.initial.rebalance.delay.ms=0",
        // What is sent in tests is of another year, and half a minute after the start the broker
        // begins to look for what is too old.
        "log.retention.ms=-1",
        // After kill -9 the broker may come back only when its old session has run out.
        "broker.session.timeout.ms=3000",
        "broker.heartbeat.interval.ms=500");
  }

  private String plainListenerAnd(Function<Guard, String> guarded) {
    String plain = "PLAINTEXT://127.0.0.1:" + port;
    return guard == null ? plain : plain + "," + guarded.apply(guard);
  }

  private ProcessBuilder java(String main, String... arguments) {
    List<String> command = new ArrayList<>(JavaCommand.with("-Xmx384m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Dlog4j2.level=warn", "-cp", Artifacts.classPath("kafka"), main));
    command.addAll(arguments.length == 0 ? List.of(properties.toString()) : List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile());
  }
}
