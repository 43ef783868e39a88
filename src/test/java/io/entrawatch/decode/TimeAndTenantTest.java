// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Decoding.dead;
import static io.entrawatch.decode.Decoding.one;
import static io.entrawatch.decode.Decoding.signIn;
import static io.entrawatch.decode.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.event.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAndTenantTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'time':'2026-03-01T11:40:00Z','properties':{'id':'i','createdDateTime':'soon'}",
        "'time':'2026-03-01T11:40:00Z','properties':{'id':'i','createdDateTime':1772365200}",
        "'time':'2026-03-01T11:40:00Z','properties':{'id':'i','createdDateTime':{}}",
        "'time':'01.03.2026 11:40','createdDateTime':'2026-03-01T11:40:00Z','properties':{'id':'i'}",
        "'time':['a','b'],'CreatedDateTime':'3/1/2026 11:40:00 AM','properties':{'id':'i'}"
      })
  void ofSeveralTimesTheFirstThatCanBeReadCounts(String members) {
    Decoded decoded = one(json("{'category':'SignInLogs'," + members + "}"));
    assertThat(decoded.deadLetter()).isNull();
    assertThat(decoded.signIn().single(Field.TIMESTAMP)).isEqualTo("2026-03-01T11:40:00.000Z");
    assertThat(decoded.ignored()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'category':'SignInLogs','time':'soon','properties':{'id':'i','createdDateTime':'now'}",
        "'category':'SignInLogs','time':'','properties':{'id':'i','createdDateTime':{}}",
        "'Category':'SignInLogs','TimeGenerated':'soon','Id':'i'",
        "'createdDateTime':'soon','userPrincipalName':'u','isInteractive':true",
        "'@timestamp':'soon','event.ingested':'','azure.signinlogs.category':'x'"
      })
  void whereNoTimeCanBeReadTheRecordIsADeadLetter(String members) {
    DeadLetter dead = dead(json("{" + members + "}"));
    assertThat(dead.reason()).isEqualTo("invalid-time");
    assertThat(dead.detail()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'/tenants/7a/providers/Microsoft.aadiam'  | 7a",
        "'/TENANTS/7A/PROVIDERS/MICROSOFT.AADIAM'  | 7A",
        "'tenants/7a/providers/Microsoft.aadiam'   | 7a",
        "'/subscriptions/s/resourceGroups/g'       | none",
        "'/tenants/'                               | none",
        "''                                        | none",
      })
  void whereARawRecordNamesNoTenantItIsThatOfItsResource(String resource, String tenant) {
    String record =
        "{'category':'SignInLogs','time':'2026-03-01T11:40:00Z','properties':{'id':'i'},"
            + "'resourceId':"
            + resource;
    assertThat(String.valueOf(signIn(json(record + "}")).single(Field.TENANT_ID)))
        .isEqualTo(tenant.replace("none", "null"));
    assertThat(signIn(json(record + ",'tenantId':''}")).get(Field.TENANT_ID))
        .isEqualTo(signIn(json(record + "}")).get(Field.TENANT_ID));
    assertThat(signIn(json(record + ",'tenantId':'own'}")).single(Field.TENANT_ID))
        .isEqualTo("own");
  }
}
