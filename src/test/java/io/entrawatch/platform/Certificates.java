// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of a test's own and a server's certificate by it, made with keytool. */
final class Certificates {
  static final String PASSWORD = "changeit";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  /** Makes both in the folder. */
  static Certificates in(Path folder) {
    Certificates made = new Certificates(folder);
    made.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:c");
    made.keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-dname",
        "CN=localhost",
        "-signer",
        "ca",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1");
    made.keytool("-exportcert", "-rfc", "-alias", "ca", "-file", made.authority().toString());
    return made;
  }

  /** PKCS12, with {@link #PASSWORD}. */
  Path keyStore() {
    return folder.resolve("server.p12");
  }

  /** What a client has to trust, PEM. */
  Path authority() {
    return folder.resolve("ca.pem");
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(JavaCommand.home().resolve("bin/keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", keyStore().toString(), "-storepass", PASSWORD));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-storetype", "PKCS12", "-keyalg", "EC", "-validity", "2"));
    }
    ChildProcess.run("keytool", folder.resolve("keytool.log"), new ProcessBuilder(command), LIMIT);
  }
}
