// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar that this class came in. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "entrawatch %s (Java %s)"
          .formatted(version == null ? "unpackaged" : version, System.getProperty("java.version"))
    };
  }
}
