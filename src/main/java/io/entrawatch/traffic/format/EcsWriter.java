// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.format;

import io.entrawatch.event.Times;
import io.entrawatch.traffic.model.Leg;
import io.entrawatch.traffic.model.Location;
import io.entrawatch.traffic.model.Person;
import io.entrawatch.traffic.model.SampleSignIn;
import io.entrawatch.traffic.model.SignInResult;
import java.io.IOException;
import java.io.OutputStream;

/** Documents as Elastic's azure integration indexes them. */
final class EcsWriter implements RecordWriter {
  private static final int TAIL = 4;

  private final int sizeBytes;
  private final Document document = new Document(true);
  private final Policies policies = new Policies(true);

  EcsWriter(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  @Override
  public void write(SampleSignIn signIn, OutputStream out) throws IOException {
    Document to = document.begin();
    event(to, signIn);
    source(to, signIn.leg().place());
    user(to, signIn);
    azure(to, signIn);
    to.end();
    to.writeTo(out);
  }

  private static void event(Document to, SampleSignIn signIn) throws IOException {
    SignInResult outcome = signIn.leg().outcome();
    to.text("@timestamp", Times.iso(signIn.timestamp()));
    to.open("data_stream")
        .text("type", "logs")
        .text("dataset", "azure.signinlogs")
        .text("namespace", "default")
        .close();
    to.open("ecs").text("version", "8.11.0").close();
    to.open("event")
        .text("action", "Sign-in activity")
        .texts("category", "authentication")
        .text("dataset", "azure.signinlogs")
        .text("id", signIn.id())
        .text("ingested", Times.iso(signIn.ingested()))
        .text("kind", "event")
        .text("outcome", outcome.isSuccess() ? "success" : "failure")
        .texts("type", "info")
        .close();
    String details = outcome.details();
    to.text("message", outcome.reason() + (details == null ? "" : " (" + details + ")"));
    to.open("log").text("level", "4").close();
  }

  private static void source(Document to, Location place) throws IOException {
    if (place == null) {
      return;
    }
    to.open("source").text("address", place.address()).text("ip", place.address());
    to.open("as")
        .number("number", place.autonomousSystem())
        .open("organization")
        .text("name", place.organization())
        .close()
        .close();
    to.open("geo")
        .text("city_name", place.city())
        .text("region_name", place.region())
        .text("country_name", place.country())
        .text("country_iso_code", place.countryCode())
        .close()
        .close();
    to.open("related").texts("ip", place.address()).close();
  }

  private static void user(Document to, SampleSignIn signIn) throws IOException {
    Person person = signIn.person();
    if (person != null) {
      to.open("user")
          .text("full_name", person.name())
          .text("name", person.principalName())
          .text("id", person.id())
          .close();
    }
    if (signIn.leg().client().userAgent() != null) {
      to.open("user_agent").text("original", signIn.leg().client().userAgent()).close();
    }
  }

  private void azure(Document to, SampleSignIn signIn) throws IOException {
    Leg leg = signIn.leg();
    to.open("azure")
        .text("tenant_id", signIn.tenantId())
        .text("correlation_id", signIn.correlationId())
        .open("signinlogs")
        .text("category", leg.category().log())
        .text("identity", signIn.person() == null ? null : signIn.person().name())
        .text("operation_name", "Sign-in activity")
        .text("operation_version", "1.0")
        .text("result_type", Integer.toString(leg.outcome().code()))
        .text("result_signature", leg.outcome().isSuccess() ? "None" : "FAILURE")
        .open("properties");
    Properties.write(to, signIn);
    to.policies(policies, sizeBytes - TAIL, signIn.id().hashCode());
    to.close().close().close();
  }
}
