// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.view;

import java.time.Instant;

/**
 * A contributing sign-in. Texts are empty where there are none, times null; several values are
 * joined by commas.
 *
 * @param number from 1, in the order of sign-in time
 * @param at sign-in time
 * @param arrived ingest time
 * @param ip the address, or what stands for it
 * @param network the name of the autonomous system
 * @param asn its number, such as {@code AS64500}
 * @param outcome success or failure
 * @param error Entra's code, 0 for none
 * @param fresh what no earlier sign-in had, such as an address; empty where nobody says
 * @param completed whether the pattern was complete with it
 */
public record SignInRow(
    int number,
    String id,
    Instant at,
    Instant arrived,
    Leg leg,
    String ip,
    String network,
    String asn,
    String userAgent,
    String client,
    String app,
    String resource,
    String outcome,
    String error,
    String fresh,
    boolean completed) {

  /** Who acted: a person at a screen, a program with a token, or nobody says. */
  public enum Leg {
    INTERACTIVE("interactive"),
    NON_INTERACTIVE("non-interactive"),
    UNKNOWN("unknown");

    private final String word;

    Leg(String word) {
      this.word = word;
    }

    /** As the documents write it. */
    public String word() {
      return word;
    }

    static Leg of(String word) {
      for (Leg leg : values()) {
        if (leg.word.equals(word)) {
          return leg;
        }
      }
      return UNKNOWN;
    }
  }

  /** Whether Entra let it through without an error. */
  public boolean clean() {
    return !outcome.equals("failure") && (error.isEmpty() || error.equals("0"));
  }

  /** {@code ok}, or the error code, or the outcome; empty where nobody says. */
  public String result() {
    if (clean()) {
      return error.isEmpty() && outcome.isEmpty() ? "" : "ok";
    }
    return error.isEmpty() || error.equals("0") ? outcome : error;
  }

  SignInRow numbered(int as) {
    return new SignInRow(
        as, id, at, arrived, leg, ip, network, asn, userAgent, client, app, resource, outcome,
        error, fresh, completed);
  }
}
