// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an undisturbed run says of the traffic: {@code detect} over the same records. */
final class Expected {
  private Expected() {}

  /** The final alerts by id. */
  static Map<String, Revision> of(PlantedTraffic traffic, Path folder, String... settings)
      throws IOException, InterruptedException {
    Path records = folder.resolve("sign-ins.ndjson");
    Path alerts = folder.resolve("expected.ndjson");
    Path log = folder.resolve("detect.log");
    traffic.write(records);
    List<String> command =
        new ArrayList<>(
            List.of("bin/entrawatch", "detect", "--input", records.toString(), "--alerts"));
    command.add(alerts.toString());
    for (String setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException("detect ended with " + exit + ":\n" + Files.readString(log));
    }
    return read(Files.readAllLines(alerts));
  }

  private static Map<String, Revision> read(List<String> lines) {
    Map<String, Revision> byId = new TreeMap<>();
    for (String line : lines) {
      Revision alert = Revision.of(line.getBytes(StandardCharsets.UTF_8), 0);
      byId.put(alert.id(), alert);
    }
    return byId;
  }
}
