// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule;

import io.entrawatch.rule.RuleInfo.Attack;
import io.entrawatch.rule.RuleInfo.Threat;
import java.util.List;

/** What the two device-code rules, one upstream rule before and after its retuning, share. */
final class DeviceCodeThreat {
  private static final Triage TRIAGE =
      new Triage(
          List.of(
              "Ask the user, not by mail: did they enter a code at a sign-in page, who sent it, and"
                  + " for which app?",
              "Compare user agents and operators: a script, a new network? Both legs can bear one"
                  + " address.",
              "Search authentication_protocol and original_transfer_method: the code's record may say"
                  + " none in one.",
              "Look for a device registered, mail read or inbox rules made since the first"
                  + " success."),
          List.of(
              "Revoke the user's sessions; a new password alone leaves the attacker's refresh token"
                  + " alive.",
              "Remove devices and authentication methods that were added since.",
              "Find other users with the same address, user agent or app in that time, and block the"
                  + " device-code flow where nobody needs it."));

  private DeviceCodeThreat() {}

  static RuleInfo about(String name, String description) {
    return new RuleInfo(
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
                    new Attack("T1566.002", "Spearphishing Link")))),
        TRIAGE);
  }
}
