// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

/** What a revision does to its alert, for readers who keep no state of their own. */
public enum AlertAction {
  /** Nothing of the alert had left the job before, even if it is final already. */
  OPENED("opened"),
  /** The alert has changed since it left. */
  UPDATED("updated"),
  /** Nothing can change the alert any more, which had left before. */
  FINAL("final");

  private final String code;

  AlertAction(String code) {
    this.code = code;
  }

  /** As readers see it. */
  @Override
  public String toString() {
    return code;
  }
}
