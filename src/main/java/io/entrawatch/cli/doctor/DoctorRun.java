// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.doctor;

import io.entrawatch.config.SettingsException;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.detect.RelevantToRules;
import io.entrawatch.event.Event;
import io.entrawatch.job.settings.Settings;
import io.entrawatch.kafka.KafkaSourceSettings;
import io.entrawatch.kafka.KafkaTopics;
import io.entrawatch.rule.Rule;
import io.entrawatch.source.FileInput;
import io.entrawatch.source.survey.FileSurvey;
import io.entrawatch.source.survey.Survey;
import io.entrawatch.source.survey.TopicSurvey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Looks at a sample of the input and prints the page about it. */
public final class DoctorRun {
  private final Settings settings;
  private final List<Rule> rules;
  private final Clock clock;

  public DoctorRun(Settings settings, Clock clock) {
    this.settings = settings;
    this.rules = settings.activeRules();
    this.clock = clock;
  }

  /**
   * Prints the page.
   *
   * @param inputs files and folders; none for the topics that the settings name
   * @return whether something could be read, and every rule can alert
   */
  public boolean run(List<Path> inputs, PrintStream out) {
    Survey survey = inputs.isEmpty() ? topics() : files(inputs);
    List<RuleVerdict> verdicts = rules.stream().map(rule -> RuleVerdict.of(rule, survey)).toList();
    out.print(new DoctorPage(survey, verdicts).text());
    out.flush();
    boolean allDead = survey.records() == survey.allDeadLetters();
    return !allDead && verdicts.stream().noneMatch(RuleVerdict::isNo);
  }

  private Survey files(List<Path> inputs) {
    FileInput files = new FileInput(inputs.stream().map(Path::toString).toList());
    try {
      return new FileSurvey(decoder(), relevance(), questions(), clock).of(files);
    } catch (IOException e) {
      throw new SettingsException("--input: a file cannot be read: " + e.getMessage());
    }
  }

  private Survey topics() {
    KafkaSourceSettings source = settings.requireKafka().source();
    KafkaSourceSettings topics = source;
    try {
      // Without the group: it is never used.
      new KafkaTopics(topics.bootstrapServers(), topics.properties().values())
          .requireReadable(new HashSet<>(topics.topics()));
      return new TopicSurvey(decoder(), relevance(), questions(), clock).of(topics);
    } catch (KafkaTopics.UnusableException e) {
      throw new SettingsException(e.getMessage());
    }
  }

  private DecoderSettings decoder() {
    return settings.decoder();
  }

  private RelevantToRules relevance() {
    return new RelevantToRules(rules);
  }

  private Map<String, Predicate<Event>> questions() {
    return RuleVerdict.questions(rules);
  }
}
