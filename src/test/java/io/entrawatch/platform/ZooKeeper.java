// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real ZooKeeper, the one that Flink's distribution brings, on one node: for high availability.
 */
public final class ZooKeeper implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final String MAIN = "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

  private final Path folder = Folders.temporary("zookeeper");
  private final int port = Ports.free();
  private final ChildProcess process;

  private ZooKeeper() {
    Path configuration = folder.resolve("zoo.cfg");
    Folders.write(
        configuration,
        List.of(
            "tickTime=500",
            "dataDir=" + folder.resolve("data"),
            "clientPort=" + port,
            "clientPortAddress=127.0.0.1",
            "admin.enableServer=false",
            "server.1=127.0.0.1:" + Ports.free() + ":" + Ports.free()));
    List<String> command = FlinkCommandLine.java("-Xmx128m", "-XX:+UseSerialGC");
    command.addAll(List.of(MAIN, "--zkConfigFile", configuration.toString(), "--peerId", "1"));
    process =
        ChildProcess.start(
            "ZooKeeper",
            folder.resolve("zookeeper.log"),
            new ProcessBuilder(command).directory(folder.toFile()));
  }

  /** A ZooKeeper that answers. */
  public static ZooKeeper start() {
    ZooKeeper zooKeeper = new ZooKeeper();
    zooKeeper.process.await(
        "answers",
        START,
        () -> {
          try (var socket = new java.net.Socket("127.0.0.1", zooKeeper.port)) {
            return socket.isConnected();
          }
        });
    return zooKeeper;
  }

  /** The address for {@code high-availability.zookeeper.quorum}. */
  public String quorum() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.close();
    Folders.delete(folder);
  }
}
