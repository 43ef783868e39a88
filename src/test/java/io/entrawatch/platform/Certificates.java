// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate authority of a test's own, a server's certificate and a client's by it, made with
 * keytool.
 */
final class Certificates {
  static final String PASSWORD = "k3y-st0re-pass";

  /** The subject of the client's certificate. */
  static final String CLIENT = "CN=entrawatch";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  /** Makes them all in the folder. */
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
    made.keytool("-genkeypair", "-alias", "client", "-dname", CLIENT, "-signer", "ca");
    made.moveClient();
    made.keytool("-exportcert", "-rfc", "-alias", "ca", "-file", made.authority().toString());
    return made;
  }

  /** PKCS12, with {@link #PASSWORD}. */
  Path keyStore() {
    return folder.resolve("server.p12");
  }

  /** The client's, PKCS12, with {@link #PASSWORD}. */
  Path clientKeyStore() {
    return folder.resolve("client.p12");
  }

  /** What a client has to trust, PEM. */
  Path authority() {
    return folder.resolve("ca.pem");
  }

  /** A server that found the client's key in its own store might show it. */
  private void moveClient() {
    run(
        List.of(
            "-importkeystore",
            "-srckeystore",
            keyStore().toString(),
            "-srcstorepass",
            PASSWORD,
            "-srcalias",
            "client",
            "-destkeystore",
            clientKeyStore().toString(),
            "-deststorepass",
            PASSWORD,
            "-deststoretype",
            "PKCS12"));
    keytool("-delete", "-alias", "client");
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("-keystore", keyStore().toString(), "-storepass", PASSWORD));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-storetype", "PKCS12", "-keyalg", "EC", "-validity", "2"));
    }
    run(command);
  }

  private void run(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(JavaCommand.home().resolve("bin/keytool").toString());
    command.addAll(arguments);
    ChildProcess.run("keytool", folder.resolve("keytool.log"), new ProcessBuilder(command), LIMIT);
  }
}
