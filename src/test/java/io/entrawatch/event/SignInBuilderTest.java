// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import static io.entrawatch.event.SignInBuilder.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInBuilderTest {
  @Test
  void theDeviceCodePresetPassesTheFiltersOfBothDeviceCodeRules() {
    Event signIn = signIn().deviceCode().build();

    assertThat(signIn.single(Field.EVENT_CATEGORY)).isEqualTo("authentication");
    assertThat(signIn.single(Field.EVENT_DATASET)).isEqualTo("azure.signinlogs");
    assertThat(signIn.single(Field.DATA_STREAM_DATASET)).isEqualTo("azure.signinlogs");
    assertThat(signIn.single(Field.ORIGINAL_TRANSFER_METHOD)).isEqualTo("deviceCodeFlow");
    assertThat(signIn.single(Field.AUTHENTICATION_PROTOCOL)).isEqualTo("deviceCode");
  }

  @Test
  void theAuthBrokerPresetPassesTheFilterOfAuthBrokerToDrs() {
    Event signIn = signIn().authBroker().build();

    assertThat(signIn.single(Field.DATA_STREAM_DATASET)).isEqualTo("azure.signinlogs");
    assertThat(signIn.single(Field.EVENT_OUTCOME)).isEqualTo("success");
    assertThat(signIn.single(Field.USER_TYPE)).isEqualTo("Member");
    assertThat(signIn.single(Field.IDENTITY)).isNotNull();
    assertThat(signIn.single(Field.USER_PRINCIPAL_NAME)).isNotNull();
    assertThat(signIn.single(Field.SOURCE_ADDRESS)).isNotNull();
    assertThat(signIn.single(Field.APP_ID)).isEqualTo("29d9ed98-a469-4536-ade2-f981bc1d605e");
    assertThat(signIn.single(Field.RESOURCE_ID)).isEqualTo("01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9");
  }

  @Test
  void atSetsBothTimesAndIngestedOnlyOne() {
    Event signIn = signIn().at("10:00:00").ingested("10:20").build();

    assertThat(signIn.single(Field.TIMESTAMP)).isEqualTo("2026-01-15T10:00:00.000Z");
    assertThat(signIn.single(Field.EVENT_INGESTED)).isEqualTo("2026-01-15T10:20:00.000Z");
    assertThat(signIn.ingested() - signIn.timestamp()).isEqualTo(20 * 60_000);
    assertThat(signIn().at("11:00").build().ingested())
        .isEqualTo(signIn().at("2026-01-15T11:00:00Z").build().timestamp());
  }

  @Test
  void everySignInIsOneOfItsOwnAndABuilderIsOneSignIn() {
    SignInBuilder one = signIn();

    assertThat(one.build()).isEqualTo(one.build());
    assertThat(one.build().uid()).isNotEqualTo(signIn().build().uid());
    assertThat(signIn().id("a").interactive().build().uid())
        .isNotEqualTo(signIn().id("a").nonInteractive().build().uid());
    assertThat(signIn().with(Field.EVENT_ID).build().uid())
        .isNotEqualTo(signIn().with(Field.EVENT_ID).build().uid());
  }

  @Test
  void anAddressThatIsNoIpLeavesSourceIpEmpty() {
    assertThat(signIn().from("2001:DB8:0:0::1").build().single(Field.SOURCE_IP))
        .isEqualTo("2001:db8::1");
    assertThat(signIn().from("not-an-ip").build().get(Field.SOURCE_IP)).isEmpty();
  }

  @Test
  void withoutValuesAFieldIsMissing() {
    assertThat(signIn().with(Field.SESSION_ID).build().get(Field.SESSION_ID)).isEmpty();
    assertThat(
            signIn()
                .with(Field.SOURCE_IP, "192.0.2.1", "192.0.2.2")
                .build()
                .single(Field.SOURCE_IP))
        .isNull();
  }
}
