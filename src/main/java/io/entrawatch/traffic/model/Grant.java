// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

/**
 * How the sign-in came by its right. Each is Microsoft's word for it or {@code none}.
 *
 * @param transferMethod how the session was begun; later sign-ins of the session repeat it
 */
public record Grant(String transferMethod, String protocol, String incomingToken) {
  public static final Grant PLAIN = new Grant("none", "none", "none");
  static final Grant REFRESH = new Grant("none", "none", "refreshToken");
  public static final Grant PRIMARY_REFRESH = new Grant("none", "none", "primaryRefreshToken");
  public static final Grant DEVICE_CODE = new Grant("deviceCodeFlow", "deviceCode", "none");

  /** The record of a device code that does not name the method yet. */
  public static final Grant DEVICE_CODE_UNNAMED = new Grant("none", "deviceCode", "none");

  /** The first token after the code. */
  public static final Grant AFTER_DEVICE_CODE = new Grant("deviceCodeFlow", "none", "none");

  public static final Grant DEVICE_CODE_REFRESH =
      new Grant("deviceCodeFlow", "none", "refreshToken");
  public static final Grant DEVICE_CODE_PRIMARY_REFRESH =
      new Grant("deviceCodeFlow", "none", "primaryRefreshToken");
}
