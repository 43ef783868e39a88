// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An account that is not root, for a server that refuses to run as root. */
record Account(String name, String uid, String gid) {
  private static final Path ACCOUNTS = Path.of("/etc/passwd");

  /** Empty where this JVM does not run as root and so needs no other account. */
  static Optional<Account> insteadOfRoot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(choose(Files.readAllLines(ACCOUNTS)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + ACCOUNTS, e);
    }
  }

  /** {@code nobody} if there is one, else any account but root. */
  static Account choose(List<String> passwd) {
    return passwd.stream()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length >= 4 && !fields[2].equals("0"))
        .map(fields -> new Account(fields[0], fields[2], fields[3]))
        .min(Comparator.comparing(account -> !account.name().equals("nobody")))
        .orElseThrow(() -> new IllegalStateException("no account but root in " + ACCOUNTS));
  }

  /** Gives a folder and all that is in it to the account. */
  void own(Path folder) {
    try {
      UserPrincipal owner =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
      for (Path path : Folders.tree(folder)) {
        Files.setOwner(path, owner);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give " + folder + " to " + name, e);
    }
  }

  /** The command, run by the account. It replaces {@code setpriv}, so signals reach it. */
  List<String> runs(List<String> command) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"));
    all.addAll(command);
    return all;
  }
}
