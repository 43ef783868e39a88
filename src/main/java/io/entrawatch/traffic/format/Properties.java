// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.format;

import io.entrawatch.traffic.model.Device;
import io.entrawatch.traffic.model.Leg;
import io.entrawatch.traffic.model.Location;
import io.entrawatch.traffic.model.LogCategory;
import io.entrawatch.traffic.model.Person;
import io.entrawatch.traffic.model.SampleSignIn;
import io.entrawatch.traffic.model.SignInResult;
import java.io.IOException;

/** Writes a sign-in's {@code properties}, which ECS documents and raw records share. */
final class Properties {
  private Properties() {}

  /** All of them, policies left out: these come last, to fill up the record. */
  static void write(Document to, SampleSignIn signIn) throws IOException {
    identity(to, signIn);
    application(to, signIn);
    method(to, signIn);
    device(to, signIn.leg());
    verdict(to, signIn);
    place(to, signIn.leg().place());
  }

  private static void identity(Document to, SampleSignIn signIn) throws IOException {
    Person person = signIn.person();
    to.text("id", signIn.id());
    if (person == null) {
      to.text("userId", null)
          .text("servicePrincipalName", signIn.leg().app().name())
          .text("servicePrincipalId", signIn.leg().app().id());
    } else {
      to.text("userDisplayName", person.name())
          .text("userPrincipalName", person.principalName())
          .text("userId", person.id())
          .text("userType", person.type())
          .text("sessionId", signIn.sessionId())
          .text("servicePrincipalId", "");
    }
    to.text("correlationId", signIn.correlationId())
        .text("originalRequestId", signIn.id())
        .text("uniqueTokenIdentifier", signIn.tokenId())
        .text("homeTenantId", signIn.tenantId())
        .text("resourceTenantId", signIn.tenantId())
        .text("tokenIssuerName", "")
        .text("tokenIssuerType", "AzureAD");
  }

  private static void application(Document to, SampleSignIn signIn) throws IOException {
    Leg leg = signIn.leg();
    to.text("appId", leg.app().id())
        .text("appDisplayName", leg.app().name())
        .text("appOwnerTenantId", leg.app().owner())
        .text("resourceId", leg.resource().id())
        .text("resourceDisplayName", leg.resource().name())
        .text("resourceOwnerTenantId", leg.resource().owner())
        .text("clientAppUsed", leg.client().app());
  }

  private static void method(Document to, SampleSignIn signIn) throws IOException {
    Leg leg = signIn.leg();
    boolean interactive = leg.category() == LogCategory.INTERACTIVE;
    to.flag("isInteractive", interactive)
        .text("originalTransferMethod", leg.grant().transferMethod())
        .text("authenticationProtocol", leg.grant().protocol())
        .text("incomingTokenType", leg.grant().incomingToken())
        .text(
            "authenticationRequirement",
            signIn.person() == null ? "singleFactorAuthentication" : "multiFactorAuthentication")
        .open("tokenProtectionStatusDetails")
        .text("signInSessionStatus", leg.sessionStatus())
        .text("signInSessionStatusCode", null)
        .close()
        .number("processingTimeInMilliseconds", 80 + Math.floorMod(signIn.id().hashCode(), 400));
  }

  private static void device(Document to, Leg leg) throws IOException {
    Device device = leg.device();
    to.open("deviceDetail")
        .text("deviceId", device.id())
        .text("displayName", device.name())
        .text("operatingSystem", leg.client().operatingSystem())
        .text("browser", leg.client().browser())
        .text("trustType", device.trustType());
    to.flag("isManaged", device.isManaged()).flag("isCompliant", device.isCompliant()).close();
  }

  private static void verdict(Document to, SampleSignIn signIn) throws IOException {
    SignInResult outcome = signIn.leg().outcome();
    to.text("conditionalAccessStatus", signIn.leg().conditionalAccess())
        .text("riskDetail", "none")
        .text("riskLevelAggregated", "none")
        .text("riskLevelDuringSignIn", "none")
        .text("riskState", "none")
        .flag("flaggedForReview", false)
        .text("crossTenantAccessType", "none")
        .open("status")
        .number("errorCode", outcome.code());
    if (!to.isEcs()) {
      to.text("failureReason", outcome.reason()).text("additionalDetails", outcome.details());
    }
    to.close();
  }

  private static void place(Document to, Location place) throws IOException {
    if (place != null) {
      to.number("autonomousSystemNumber", place.autonomousSystem());
    }
  }
}
