// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A real Flink session cluster: a JobManager and TaskManagers of one slot each, every one a process
 * of its own, driven by Flink's own command line.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder = Folders.temporary("flink");
  private final Path conf = folder.resolve("conf");
  private final int restPort = Ports.free();
  private final FlinkCommandLine commandLine = new FlinkCommandLine(conf, folder);
  private final Map<String, ChildProcess> taskManagers = new TreeMap<>();
  private ChildProcess jobManager;

  private FlinkCluster(Map<String, String> extra) {
    Map<String, String> settings = new TreeMap<>(settings());
    settings.putAll(extra);
    Folders.write(
        conf.resolve("config.yaml"),
        settings.entrySet().stream().map(e -> e.getKey() + ": '" + e.getValue() + "'").toList());
  }

  /**
   * A cluster whose TaskManagers, {@code tm1} and so on, have all registered.
   *
   * @param settings for config.yaml, on top of the usual ones
   */
  public static FlinkCluster start(int taskManagers, Map<String, String> settings) {
    FlinkCluster cluster = new FlinkCluster(settings);
    try {
      cluster.startJobManager();
      cluster.startTaskManagers(
          IntStream.rangeClosed(1, taskManagers).mapToObj(i -> "tm" + i).toList());
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Starts the JobManager again after it was killed; only high availability keeps its jobs. */
  public void startJobManager() {
    List<String> command = FlinkCommandLine.java("-Xmx384m", "-XX:+UseSerialGC");
    command.addAll(List.of(JOB_MANAGER, "--configDir", conf.toString()));
    jobManager = launch("jobmanager", command);
    jobManager.await("answers", START, () -> get("/overview").has("taskmanagers"));
  }

  /** Starts TaskManagers of those names and waits until they have registered their slots. */
  public void startTaskManagers(List<String> names) {
    FlinkCommandLine.TaskManagerSizes sizes = commandLine.taskManagerSizes();
    names.forEach(name -> taskManagers.put(name, launch(name, taskManager(name, sizes))));
    names.forEach(name -> taskManagers.get(name).await("registers", START, () -> hasSlots(name)));
  }

  /**
   * Starts those TaskManagers again that have ended by themselves, as whatever runs a cluster in
   * production does.
   *
   * @return their names
   */
  public List<String> startEndedTaskManagers() {
    List<String> ended =
        taskManagers.entrySet().stream()
            .filter(entry -> !entry.getValue().isAlive())
            .map(Map.Entry::getKey)
            .toList();
    if (!ended.isEmpty()) {
      startTaskManagers(ended);
    }
    return ended;
  }

  /** Ends a TaskManager by {@code kill -9}. */
  public void killTaskManager(String name) {
    taskManagers.remove(name).kill();
  }

  /** Ends the JobManager by {@code kill -9}. */
  public void killJobManager() {
    jobManager.kill();
  }

  /** The address of the JobManager's REST interface, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + restPort;
  }

  /**
   * Submits a job, as {@code flink run -d} does.
   *
   * @param options of {@code flink run}, for example {@code -p 2} or {@code -s SAVEPOINT}
   * @return the job's id
   */
  public String run(List<String> options, Path jar, List<String> arguments) {
    return commandLine.run(options, jar, arguments);
  }

  /** Stops a job with a canonical savepoint, as {@code flink stop} does; gives the savepoint. */
  public String stop(String job, Path savepoints) {
    return commandLine.stop(job, savepoints);
  }

  /** Cancels a job, as {@code flink cancel} does: its checkpoints stay if they are retained. */
  public void cancel(String job) {
    commandLine.cancel(job);
    jobManager.await(
        "cancels job " + job,
        START,
        () -> get("/jobs/" + job).get("state").asText().equals("CANCELED"));
  }

  /** Waits until every task of the job runs. */
  public void awaitRunning(String job) {
    jobManager.await("runs all tasks of job " + job, START, () -> isRunning(job));
  }

  /** Waits until the job has completed that many checkpoints since it was submitted. */
  public void awaitCheckpoints(String job, int count) {
    jobManager.await(
        "completes " + count + " checkpoints of job " + job,
        START,
        () -> get("/jobs/" + job + "/checkpoints").at("/counts/completed").asInt() >= count);
  }

  /**
   * Waits until every task of the job runs, and none where it ran before: Flink need not count a
   * restart for a failure that follows another closely.
   */
  public void awaitRunningWithout(String job, String taskManager) {
    jobManager.await(
        "runs all tasks of job " + job + " without " + taskManager,
        START,
        () -> isRunning(job) && !taskManagersOf(job).contains(taskManager));
  }

  /** What the JobManager's REST interface says. */
  public JsonNode get(String path) {
    try (InputStream in = URI.create(url() + path).toURL().openStream()) {
      return json.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("GET " + path, e);
    }
  }

  /** Memory by process, in MB. */
  public Map<String, Long> residentMegabytes() {
    Map<String, Long> memory = new TreeMap<>();
    memory.put("jobmanager", jobManager.residentMegabytes());
    taskManagers.forEach((name, process) -> memory.put(name, process.residentMegabytes()));
    return memory;
  }

  @Override
  public void close() {
    taskManagers.values().forEach(ChildProcess::close);
    if (jobManager != null) {
      jobManager.close();
    }
    Folders.delete(folder);
  }

  private boolean isRunning(String job) {
    JsonNode details = get("/jobs/" + job);
    List<String> tasks = details.get("vertices").findValuesAsText("status");
    return details.get("state").asText().equals("RUNNING")
        && tasks.stream().allMatch("RUNNING"::equals);
  }

  private boolean hasSlots(String taskManager) {
    for (JsonNode registered : get("/taskmanagers").get("taskmanagers")) {
      if (registered.get("id").asText().equals(taskManager)) {
        return registered.get("slotsNumber").asInt() > 0;
      }
    }
    return false;
  }

  private Set<String> taskManagersOf(String job) {
    Set<String> names = new TreeSet<>();
    for (String vertex : get("/jobs/" + job).get("vertices").findValuesAsText("id")) {
      names.addAll(get("/jobs/" + job + "/vertices/" + vertex).findValuesAsText("taskmanager-id"));
    }
    return names;
  }

  private List<String> taskManager(String name, FlinkCommandLine.TaskManagerSizes sizes) {
    List<String> command = FlinkCommandLine.java(sizes.jvm().toArray(String[]::new));
    command.addAll(List.of(TASK_MANAGER, "--configDir", conf.toString()));
    command.addAll(List.of("-D", "taskmanager.resource-id=" + name));
    command.addAll(sizes.dynamic());
    return command;
  }

  private ChildProcess launch(String name, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    return ChildProcess.start(name, folder.resolve(name + ".log"), builder);
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("jobmanager.rpc.address", "127.0.0.1"),
        Map.entry("jobmanager.rpc.port", Integer.toString(Ports.free())),
        Map.entry("jobmanager.bind-host", "127.0.0.1"),
        Map.entry("rest.address", "127.0.0.1"),
        Map.entry("rest.bind-address", "127.0.0.1"),
        Map.entry("rest.port", Integer.toString(restPort)),
        Map.entry("taskmanager.host", "127.0.0.1"),
        Map.entry("taskmanager.bind-host", "127.0.0.1"),
        Map.entry("taskmanager.numberOfTaskSlots", "1"),
        Map.entry("taskmanager.memory.process.size", "1g"),
        Map.entry("taskmanager.memory.managed.fraction", "0.2"),
        // A dead TaskManager is noticed in seconds.
        Map.entry("heartbeat.interval", "2s"),
        Map.entry("heartbeat.timeout", "8s"),
        Map.entry("restart-strategy.type", "fixed-delay"),
        Map.entry("restart-strategy.fixed-delay.attempts", "1000"),
        Map.entry("restart-strategy.fixed-delay.delay", "1s"),
        Map.entry("io.tmp.dirs", folder.resolve("tmp").toString()),
        Map.entry("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString()));
  }
}
