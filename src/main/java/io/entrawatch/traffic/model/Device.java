// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

/**
 * What the tenant knows of the device.
 *
 * @param id empty, like the other texts, for a device that the tenant does not know
 */
public record Device(
    String id, String name, String trustType, boolean isManaged, boolean isCompliant) {
  public static final Device UNKNOWN = new Device("", "", "", false, false);
}
