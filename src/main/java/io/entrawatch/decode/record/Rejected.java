// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.record;

import io.entrawatch.decode.record.DeadLetter.Reason;

/** Why a record can't be used. Never leaves the decoder. */
public final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public Rejected(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
