// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.format;

import io.entrawatch.event.Times;
import io.entrawatch.traffic.model.Leg;
import io.entrawatch.traffic.model.Location;
import io.entrawatch.traffic.model.SampleSignIn;
import java.io.IOException;
import java.io.OutputStream;

/** Azure Monitor records. */
final class RawWriter implements RecordWriter {
  private static final int TAIL = 2;

  private final int sizeBytes;
  private final Document document = new Document(false);
  private final Policies policies = new Policies(false);

  RawWriter(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  @Override
  public void write(SampleSignIn signIn, OutputStream out) throws IOException {
    document(signIn).writeTo(out);
  }

  /** The record as a document that the next call overwrites. */
  Document document(SampleSignIn signIn) throws IOException {
    String created = created(signIn);
    Document to = document.begin();
    head(to, signIn, created);
    to.open("properties").text("createdDateTime", created);
    Properties.write(to, signIn);
    origin(to, signIn.leg());
    for (String list :
        new String[] {
          "networkLocationDetails",
          "authenticationDetails",
          "authenticationProcessingDetails",
          "sessionLifetimePolicies",
          "riskEventTypes"
        }) {
      to.texts(list, null);
    }
    to.policies(policies, sizeBytes - TAIL, signIn.id().hashCode());
    to.close().end();
    return to;
  }

  private static void head(Document to, SampleSignIn signIn, String created) throws IOException {
    Leg leg = signIn.leg();
    to.text("time", created)
        .text("resourceId", "/tenants/" + signIn.tenantId() + "/providers/Microsoft.aadiam")
        .text("operationName", "Sign-in activity")
        .text("operationVersion", "1.0")
        .text("category", leg.category().log())
        .text("tenantId", signIn.tenantId())
        .text("resultType", Integer.toString(leg.outcome().code()))
        .text("resultSignature", leg.outcome().isSuccess() ? "None" : "FAILURE")
        .number("durationMs", 0);
    if (leg.place() != null) {
      to.text("callerIpAddress", leg.place().address()).text("location", leg.place().countryCode());
    }
    to.text("correlationId", signIn.correlationId());
    if (signIn.person() != null) {
      to.text("identity", signIn.person().name());
    }
    to.number("Level", 4);
  }

  private static void origin(Document to, Leg leg) throws IOException {
    to.text("userAgent", leg.client().userAgent());
    Location place = leg.place();
    if (place != null) {
      to.text("ipAddress", place.address())
          .open("location")
          .text("city", place.city())
          .text("state", place.region())
          .text("countryOrRegion", place.countryCode())
          .close();
    }
  }

  /** Microsoft writes seven digits; readers cut the last four, whatever they are. */
  private static String created(SampleSignIn signIn) {
    String iso = Times.iso(signIn.timestamp());
    return iso.substring(0, iso.length() - 1) + "6789Z";
  }
}
