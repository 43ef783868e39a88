// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import com.google.common.net.InetAddresses;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes a sign-in of a test with only what the test is about: {@code
 * signIn().deviceCode().from("203.0.113.7").agent("curl/8").at("10:00:00").build()}.
 *
 * <p>Every {@link #signIn()} is a sign-in of its own, and of the same user, session and place as
 * all others unless told; building one twice gives the same sign-in twice. Later calls win over
 * earlier ones.
 */
public final class SignInBuilder {
  /** The day of a time that is given without one. */
  public static final String DAY = "2026-01-15";

  public static final String TENANT = "11111111-1111-4111-8111-111111111111";
  public static final String AUTHENTICATION_BROKER = "29d9ed98-a469-4536-ade2-f981bc1d605e";
  public static final String DEVICE_REGISTRATION_SERVICE = "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9";
  public static final String AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
  public static final String MICROSOFT_GRAPH = "00000003-0000-0000-c000-000000000000";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Map<Field, List<String>> values = new TreeMap<>();
  private final String position;
  private long timestamp;
  private long ingested;

  private SignInBuilder(String position) {
    this.position = position;
  }

  /** An interactive, successful sign-in of a member to Microsoft Graph that no rule asks for. */
  public static SignInBuilder signIn() {
    String position = "sign-in-%06d".formatted(COUNT.incrementAndGet());
    return new SignInBuilder(position)
        .id(position)
        .at("10:00:00")
        .with(Field.EVENT_CATEGORY, "authentication")
        .with(Field.EVENT_DATASET, "azure.signinlogs")
        .with(Field.DATA_STREAM_DATASET, "azure.signinlogs")
        .outcome("success")
        .tenant(TENANT)
        .user("Ada")
        .session("session-1")
        .from("192.0.2.1")
        .agent("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/136.0.0.0 Safari/537.36")
        .app("Azure CLI", AZURE_CLI)
        .resource("Microsoft Graph", MICROSOFT_GRAPH)
        .with(Field.USER_TYPE, "Member")
        .with(Field.ORIGINAL_TRANSFER_METHOD, "none")
        .with(Field.AUTHENTICATION_PROTOCOL, "none")
        .with(Field.INCOMING_TOKEN_TYPE, "none")
        .interactive();
  }

  /** A sign-in that passes the filter of both device-code rules and used the code itself. */
  public SignInBuilder deviceCode() {
    return with(Field.ORIGINAL_TRANSFER_METHOD, "deviceCodeFlow")
        .with(Field.AUTHENTICATION_PROTOCOL, "deviceCode");
  }

  /** A sign-in by the authentication broker to the device registration service. */
  public SignInBuilder authBroker() {
    return app("Microsoft Authentication Broker", AUTHENTICATION_BROKER)
        .resource("Device Registration Service", DEVICE_REGISTRATION_SERVICE);
  }

  /** A person at a browser. */
  public SignInBuilder interactive() {
    return with(Field.CATEGORY, "SignInLogs")
        .with(Field.IS_INTERACTIVE, "true")
        .browser("Chrome 136.0.0");
  }

  /** A client on the user's behalf: no browser. */
  public SignInBuilder nonInteractive() {
    return with(Field.CATEGORY, "NonInteractiveUserSignInLogs")
        .with(Field.IS_INTERACTIVE, "false")
        .with(Field.BROWSER);
  }

  /** Sets {@code source.address}, and {@code source.ip} if it is an IP address. */
  public SignInBuilder from(String address) {
    with(Field.SOURCE_ADDRESS, address);
    return InetAddresses.isInetAddress(address)
        ? with(Field.SOURCE_IP, InetAddresses.toAddrString(InetAddresses.forString(address)))
        : with(Field.SOURCE_IP);
  }

  public SignInBuilder agent(String userAgent) {
    return with(Field.USER_AGENT, userAgent);
  }

  public SignInBuilder browser(String browser) {
    return with(Field.BROWSER, browser);
  }

  public SignInBuilder session(String sessionId) {
    return with(Field.SESSION_ID, sessionId);
  }

  /** Sets identity and display name, and the principal name and user id that go with them. */
  public SignInBuilder user(String name) {
    String account = name.toLowerCase(Locale.ROOT).replace(' ', '.');
    return with(Field.IDENTITY, name)
        .with(Field.USER_DISPLAY_NAME, name)
        .with(Field.USER_PRINCIPAL_NAME, account + "@corp.example")
        .with(Field.USER_ID, "user-" + account);
  }

  public SignInBuilder tenant(String tenantId) {
    return with(Field.TENANT_ID, tenantId);
  }

  public SignInBuilder app(String displayName, String id) {
    return with(Field.APP_DISPLAY_NAME, displayName).with(Field.APP_ID, id);
  }

  public SignInBuilder resource(String displayName, String id) {
    return with(Field.RESOURCE_DISPLAY_NAME, displayName).with(Field.RESOURCE_ID, id);
  }

  public SignInBuilder outcome(String outcome) {
    return with(Field.EVENT_OUTCOME, outcome);
  }

  /** Microsoft's id of the sign-in. */
  public SignInBuilder id(String id) {
    return with(Field.EVENT_ID, id).with(Field.SIGN_IN_ID, id);
  }

  /**
   * When it happened and was ingested.
   *
   * @param time a time of {@link #DAY} such as {@code 10:00} or {@code 10:00:00.500}, or an ISO
   *     instant
   */
  public SignInBuilder at(String time) {
    timestamp = millis(time);
    with(Field.TIMESTAMP, Times.iso(timestamp));
    return ingested(time);
  }

  /** When it was ingested, where that is not when it happened; see {@link #at}, which resets it. */
  public SignInBuilder ingested(String time) {
    ingested = millis(time);
    return with(Field.EVENT_INGESTED, Times.iso(ingested));
  }

  /** Sets the values of a field; none: the field is missing. For times see {@link #at}. */
  public SignInBuilder with(Field field, String... list) {
    values.put(field, List.of(list));
    return this;
  }

  public Event build() {
    List<String> id = values.get(Field.EVENT_ID);
    String category = String.join(",", values.get(Field.CATEGORY));
    String uid = id.isEmpty() ? position : String.join(",", id) + "/" + category;
    return new Event(uid, ingested, timestamp, values);
  }

  private static long millis(String time) {
    if (time.contains("T")) {
      return Instant.parse(time).toEpochMilli();
    }
    String seconds = time.length() == "10:00".length() ? time + ":00" : time;
    return Instant.parse(DAY + "T" + seconds + "Z").toEpochMilli();
  }
}
