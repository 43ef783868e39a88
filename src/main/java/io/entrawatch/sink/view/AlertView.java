// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an alert's document tells, for those who show it to people. Texts are as the document has
 * them, possibly an attacker's, and empty where it has none; times are null where it has none.
 *
 * @param id of the alert
 * @param closed whether nothing can change the alert any more
 * @param severity low, medium, high or critical
 * @param risk 0 to 100
 * @param detected ingest time of the sign-in that completed the pattern
 * @param delay from that sign-in to its ingest
 * @param first earliest sign-in
 * @param last latest sign-in
 * @param counted contributing sign-ins, those that are not listed too
 * @param signIns those that are listed, numbered from 1 in the order of their times
 * @param clauses in the order in which they were met
 * @param windows a summary for each reading
 * @param truncated whether something was left out of the document
 */
public record AlertView(
    String id,
    long revision,
    boolean closed,
    RuleNote rule,
    String severity,
    int risk,
    Person person,
    String tenant,
    String session,
    Instant detected,
    Duration delay,
    Instant first,
    Instant last,
    int counted,
    List<SignInRow> signIns,
    List<ClauseNote> clauses,
    List<WindowSpan> windows,
    Judgement judgement,
    Triage triage,
    List<Technique> techniques,
    boolean groupIncomplete,
    boolean truncated) {

  /**
   * The rule that found it.
   *
   * @param id our name of it
   * @param reference address of a page that explains it
   */
  public record RuleNote(String id, String name, String description, String reference) {}

  /**
   * Whose sign-ins they are.
   *
   * @param id the Entra object id
   * @param name the user principal name
   */
  public record Person(String id, String name, String fullName) {}

  /** A technique or subtechnique of MITRE ATT&CK. */
  public record Technique(String id, String name, String reference) {}

  /**
   * When a bound of the rule's condition was first met.
   *
   * @param condition such as {@code is_interactive >= 2}
   * @param met when the sign-in with which it was met came in
   * @param signIn its id
   * @param number its number among the listed ones, 0 where it is not listed
   */
  public record ClauseNote(String condition, Instant met, String signIn, int number) {}

  /** The matching windows of one reading: how many, from the first's start to the last's end. */
  public record WindowSpan(String reading, int count, Instant start, Instant end) {}

  /**
   * How probable an attack is, and why.
   *
   * @param confidence low, medium or high; empty where nobody judged
   * @param codes the codes of errors that can be explained; success is none
   */
  public record Judgement(String confidence, List<Reason> reasons, List<ErrorCode> codes) {}

  /**
   * A reason of a judgement.
   *
   * @param effect raises or lowers the confidence, or informs
   */
  public record Reason(String effect, String text) {

    /** The effect as a sign. */
    public String sign() {
      return effect.equals("raises") ? "+" : effect.equals("lowers") ? "-" : "·";
    }
  }

  /** An error code of Entra, explained. */
  public record ErrorCode(String code, String meaning) {}

  /**
   * What to do with it.
   *
   * @param guide the rule's page within the project
   */
  public record Triage(List<String> checkFirst, List<String> thenDo, String guide) {}

  /** Whether the alert's sign-ins were judged. */
  public boolean judged() {
    return !judgement.confidence().isEmpty();
  }
}
