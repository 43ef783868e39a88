// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import java.util.List;

/** A course of events worth planting: an attack, or what looks like one. */
public interface Plot {
  String DEVICE_CODE_CONCURRENT = "device-code-concurrent";
  String DEVICE_CODE_RETUNED = "device-code-retuned";
  String AUTH_BROKER_TO_DRS = "auth-broker-to-drs";

  /** What it is, for the ground truth; in kebab-case. */
  String kind();

  /** The ids of the rules that must report it; all others must not. */
  List<String> rules();

  boolean isAttack();

  /** Plays it: adds the sign-ins to the scene. */
  void play(Scene scene);
}
