// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import io.entrawatch.rule.About.Attack;
import io.entrawatch.rule.About.Threat;
import java.util.List;

/** What the two device-code rules, one upstream rule before and after its retuning, share. */
final class DeviceCodeThreat {
  private DeviceCodeThreat() {}

  static About about(String name, String description) {
    return new About(
        "3db029b3-fbb7-4697-ad07-33cbfd5bd080",
        name,
        "1",
        description,
        "high",
        73,
        List.of(
            new Threat(
                new Attack("TA0006", "Credential Access"),
                List.of(new Attack("T1528", "Steal Application Access Token"))),
            new Threat(
                new Attack("TA0001", "Initial Access"),
                List.of(
                    new Attack("T1566", "Phishing"),
                    new Attack("T1566.002", "Spearphishing Link")))));
  }
}
