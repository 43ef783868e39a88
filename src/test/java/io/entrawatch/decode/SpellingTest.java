// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.signIn;
import static io.entrawatch.decode.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Members are found however they are spelled. */
public class SpellingTest {
  private static final Pattern KEY = Pattern.compile("\"([^\"\\\\]+)\"(?=\\s*:)");

  private static final List<UnaryOperator<String>> SPELLINGS =
      List.of(
          key -> key.toLowerCase(Locale.ROOT),
          key -> key.toUpperCase(Locale.ROOT),
          key -> key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1),
          key -> key.substring(0, 1).toLowerCase(Locale.ROOT) + key.substring(1),
          key -> key.replaceAll("([a-z])([A-Z]+)", "$1_$2").toLowerCase(Locale.ROOT),
          key -> key.replaceAll("([a-z])([A-Z]+)", "$1-$2"),
          key -> key.replaceAll("([a-z])([A-Z]+)", "$1 $2").toUpperCase(Locale.ROOT),
          key -> key.replace("_", ""));

  public static String spelled(String text, UnaryOperator<String> spelling) {
    return KEY.matcher(text).replaceAll(key -> "\"" + spelling.apply(key.group(1)) + "\"");
  }

  @ParameterizedTest
  @FieldSource("io.entrawatch.decode.Samples#ALL")
  void aSignInIsTheSameInEverySpellingOfItsMembers(String text) {
    for (UnaryOperator<String> spelling : SPELLINGS) {
      String other = spelled(text, spelling);
      assertThat(signIn(other)).as(other).isEqualTo(signIn(text));
      assertThat(signIn("{\"x\":" + other + "}")).as(other).isEqualTo(signIn(text));
    }
  }

  @Test
  void dottedMembersOfARawRecordAreFound() {
    String dotted =
        json(
            "{'category':'SignInLogs','tenantId':'7a','properties.id':'i',"
                + "'properties.createdDateTime':'2026-03-01T11:50:00Z','properties':{"
                + "'status.errorCode':50199,'deviceDetail.browser':'Edge 140'},"
                + "'PROPERTIES.STATUS.FAILUREREASON':'r','properties.session_id':'s'}");
    String nested =
        json(
            "{'category':'SignInLogs','tenantId':'7a','properties':{'id':'i',"
                + "'createdDateTime':'2026-03-01T11:50:00Z','status':{'errorCode':50199,"
                + "'failureReason':'r'},'deviceDetail':{'browser':'Edge 140'},'sessionId':'s'}}");
    assertThat(signIn(dotted)).isEqualTo(signIn(nested));
    assertThat(signIn(dotted).single(Field.MESSAGE)).isEqualTo("r");
  }

  @Test
  void dottedMembersOfADocumentAreFoundInAnySpelling() {
    Event signIn =
        signIn(
            json(
                "{'@TIMESTAMP':'2026-03-01T11:50:00Z','Event.Outcome':'success','azure':{"
                    + "'SigninLogs.Properties':{'sessionId':'s','DEVICE_DETAIL.BROWSER':'b'},"
                    + "'TenantId':'7a'},'SOURCE.IP':'192.0.2.17','AZURE.SIGNINLOGS.CATEGORY':'c'}"));
    assertThat(signIn.values())
        .containsOnlyKeys(
            Field.TIMESTAMP,
            Field.EVENT_OUTCOME,
            Field.SESSION_ID,
            Field.BROWSER,
            Field.TENANT_ID,
            Field.SOURCE_IP,
            Field.CATEGORY);
  }

  @Test
  void dottedMembersOfAFlatRecordAreFound() {
    String dotted =
        json(
            "{'createdDateTime':'2026-03-01T11:50:00Z','userPrincipalName':'u','isInteractive':true,"
                + "'status.errorCode':50199,'deviceDetail.deviceId':'d'}");
    assertThat(signIn(dotted).single(Field.ERROR_CODE)).isEqualTo("50199");
    assertThat(signIn(dotted).single(Field.DEVICE_ID)).isEqualTo("d");
  }
}
