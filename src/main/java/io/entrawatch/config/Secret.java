// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.io.Serializable;
import java.util.Objects;

/** A value that must not be seen: {@link #reveal()} gives it, no other method prints it. */
public record Secret(String reveal) implements Serializable {
  public Secret {
    Objects.requireNonNull(reveal, "secret");
  }

  @Override
  public String toString() {
    return "***";
  }
}
