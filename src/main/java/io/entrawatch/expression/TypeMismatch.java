// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.expression;

/** A call that the engine would refuse. The message says why and the remedy, in one line. */
public final class TypeMismatch extends Exception {
  private static final long serialVersionUID = 1;

  public TypeMismatch(String message) {
    super(message);
  }
}
