// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

/** Whether a field's values name a person. */
public enum Privacy {
  /** By name; many people call a device after themselves. */
  PERSONAL,

  /**
   * Not by name: what is the same for many, and ids and addresses, which say nothing to whoever
   * cannot ask Entra or the network's owner.
   */
  NOT_PERSONAL
}
