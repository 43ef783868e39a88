// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.cli;

import io.entrawatch.config.RuleCatalogueEntry;
import io.entrawatch.config.Settings;
import io.entrawatch.traffic.GenerateRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The real things, within this process. */
final class LocalActions implements Actions {
  static List<RuleCatalogueEntry> rules() {
    return List.of();
  }

  @Override
  public void demo() {
    throw new UnsupportedOperationException("filled in when the branches come together");
  }

  @Override
  public void detect(DetectArguments arguments) {
    throw new UnsupportedOperationException("filled in when the branches come together");
  }

  @Override
  public void run(Settings settings) {
    throw new UnsupportedOperationException("filled in when the branches come together");
  }

  @Override
  public void generate(GenerateRequest request, OutputStream records, OutputStream truth)
      throws IOException {
    io.entrawatch.traffic.Generate.run(request, records, truth);
  }
}
