// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.source.DeadLetter.Reason;

/** Why a record can't be used. Never leaves the decoder. */
final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  Rejected(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
