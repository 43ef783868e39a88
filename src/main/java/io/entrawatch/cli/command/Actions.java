// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import io.entrawatch.cli.ruletest.RuleCaseResult;
import io.entrawatch.cli.run.Destination;
import io.entrawatch.cli.run.DetectArguments;
import io.entrawatch.cli.run.MetricsAddress;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.job.settings.SettingsParser;
import io.entrawatch.traffic.GenerateRequest;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What the commands of the front door do once their arguments are known to be good. Each returns
 * when it is done; what goes wrong in it is the user's mistake only if it is a {@link
 * io.entrawatch.config.SettingsException}.
 */
public interface Actions {
  /**
   * Plays the shipped story through the job and prints its alerts.
   *
   * @param report where the page of all alerts goes, empty for none
   */
  void demo(Optional<Destination> report) throws Exception;

  /**
   * Detects in files, to their end.
   *
   * @return how many dead letters there were
   */
  long detect(DetectArguments arguments) throws Exception;

  /**
   * Looks at a sample of the input and prints what the rules can do with it.
   *
   * @param inputs files and folders; none for the topics that the settings name
   * @return whether something could be read, and every rule can alert
   */
  boolean doctor(Settings settings, List<Path> inputs, PrintStream out) throws Exception;

  /**
   * Detects in Kafka's topics, until it is stopped.
   *
   * @param metrics where its metrics are served, empty for nowhere
   */
  void run(Settings settings, Optional<MetricsAddress> metrics) throws Exception;

  /**
   * Puts the records of files on a topic.
   *
   * @return whether all of them are there
   */
  boolean send(Settings settings, List<Path> inputs, String topic) throws Exception;

  /**
   * Indexes alerts again that Elasticsearch did not get.
   *
   * @param from since when they became dead letters
   * @return whether all of them are there
   */
  boolean redeliver(Settings settings, Instant from) throws Exception;

  /** Detects in a range of Kafka's topics, or in files, to its end. */
  void backfill(Settings settings) throws Exception;

  /**
   * Runs cases of rules' tests.
   *
   * @param each takes every case, as soon as it has run
   */
  void test(List<Path> cases, SettingsParser parser, BiConsumer<Path, RuleCaseResult> each)
      throws Exception;

  /**
   * Writes sample traffic.
   *
   * @param truth takes what was planted in it
   */
  void generate(GenerateRequest request, OutputStream records, OutputStream truth) throws Exception;

  /** Writes events that the rule of a file takes, and that it just does not. */
  void generateForRule(Path rule, long seed, OutputStream documents) throws Exception;
}
