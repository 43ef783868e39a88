// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.parity;

import static io.entrawatch.parity.Texts.oneOf;
import static io.entrawatch.parity.Texts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.entrawatch.event.Field;
import io.entrawatch.parity.Document.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Sign-ins made to disagree over: small groups that are just, or just not, matches, close to the
 * edges of windows, with every {@link Corner} of Elasticsearch's semantics. It shares nothing with
 * the sample traffic of the front door. The same seed gives the same documents.
 */
final class Traffic {
  private static final long SPAN = Duration.ofMinutes(45).toMillis();
  private static final long MINUTE = 60_000;

  /** How far documents arrive out of the order of their ingest times: within the default bound. */
  static final long OUT_OF_ORDER = 59_000;

  private final Random random;
  private final Keys keys;
  private final long start;
  private int ids;

  private Traffic(long seed) {
    random = new Random(seed * 1_000_003 + 17);
    keys = new Keys(random);
    long day = Instant.parse("2026-01-15T00:00:00Z").toEpochMilli();
    start = day + random.nextInt(30 * 24 * 60) * MINUTE + random.nextInt(60_000);
  }

  /** At least {@code count} documents, in the order of their arrival. */
  static List<Document> of(long seed, int count) {
    Traffic traffic = new Traffic(seed);
    List<Document> documents = new ArrayList<>();
    while (documents.size() < count) {
      documents.addAll(traffic.group());
    }
    return arriving(documents, traffic.random);
  }

  /** The documents in another order that keeps within the bound of disorder. */
  static List<Document> arriving(List<Document> documents, Random random) {
    IdentityHashMap<Document, Long> arrival = new IdentityHashMap<>();
    documents.forEach(d -> arrival.put(d, d.ingested() + random.nextInt((int) OUT_OF_ORDER)));
    return documents.stream().sorted(Comparator.comparing(arrival::get)).toList();
  }

  private List<Document> group() {
    boolean broker = random.nextInt(5) < 2;
    Map<Field, JsonNode> group = keys.group(broker);
    if (random.nextInt(50) == 0) {
      return List.of(alone(group));
    }
    long first = start + (long) (random.nextDouble() * SPAN);
    long spread = spread();
    List<String> ips = Texts.some(Texts.IPS, 1 + random.nextInt(3), random);
    List<String> agents = Texts.some(Texts.AGENTS, 1 + random.nextInt(2), random);
    long first30 = random.nextInt(30_000);
    long[] delays = {first30, random.nextBoolean() ? first30 : delay()};
    List<Document> documents = new ArrayList<>();
    for (int left = 1 + random.nextInt(8); left > 0; left--) {
      Map<Field, JsonNode> fields = new TreeMap<>(group);
      common(fields, ips, agents);
      if (broker) {
        broker(fields);
      } else {
        deviceCode(fields);
      }
      boolean again = random.nextInt(12) == 0 && !documents.isEmpty();
      long timestamp =
          again
              ? documents.get(documents.size() - 1).timestamp()
              : first + (long) (random.nextDouble() * spread);
      long ingested = timestamp + delays[random.nextInt(2)];
      documents.add(document(fields, timestamp, ingested));
    }
    return documents;
  }

  /**
   * One sign-in from two addresses, with all that the broker rule asks for but a second sign-in.
   */
  private Document alone(Map<Field, JsonNode> fields) {
    common(fields, Texts.IPS, Texts.AGENTS);
    broker(fields);
    fields.put(Field.EVENT_OUTCOME, text("success"));
    fields.put(Field.SOURCE_ADDRESS, Texts.array(Texts.some(Texts.IPS, 2, random)));
    fields.put(Field.BROWSER, text("Chrome 1"));
    long time = start + (long) (random.nextDouble() * SPAN);
    return document(fields, time, time + random.nextInt(30_000));
  }

  private long spread() {
    return switch (random.nextInt(6)) {
      case 0 -> 1_500;
      case 1 -> MINUTE;
      case 2 -> 5 * MINUTE;
      case 3 -> 9 * MINUTE + 1;
      case 4 -> 12 * MINUTE;
      default -> 60 * MINUTE;
    };
  }

  private long delay() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1, 2 -> random.nextInt((int) (9 * MINUTE));
      default -> random.nextInt((int) (30 * MINUTE));
    };
  }

  private void common(Map<Field, JsonNode> fields, List<String> ips, List<String> agents) {
    boolean interactive = random.nextInt(9) < 5;
    String ip = oneOf(ips, random);
    fields.put(Field.EVENT_CATEGORY, Texts.array(List.of("authentication")));
    fields.put(Field.EVENT_DATASET, text("azure.signinlogs"));
    fields.put(Field.DATA_STREAM_DATASET, text("azure.signinlogs"));
    fields.put(Field.EVENT_OUTCOME, text(random.nextInt(8) == 0 ? "failure" : "success"));
    fields.put(Field.CATEGORY, text(interactive ? "SignInLogs" : "NonInteractiveUserSignInLogs"));
    fields.put(Field.IS_INTERACTIVE, BooleanNode.valueOf(interactive));
    fields.put(Field.SOURCE_IP, text(ip));
    fields.put(Field.SOURCE_ADDRESS, text(ip));
    fields.put(Field.USER_AGENT, text(oneOf(agents, random)));
    fields.put(Field.USER_TYPE, text("Member"));
    fields.put(Field.ERROR_CODE, IntNode.valueOf(oneOf(List.of(0, 50199, 65001, 7), random)));
    fields.put(Field.BROWSER, text(oneOf(Texts.BROWSERS, random)));
    for (Field field : Texts.PLAIN) {
      if (random.nextInt(3) > 0) {
        fields.put(field, text(oneOf(Texts.WORDS, random)));
      }
    }
    ids++;
    if (random.nextInt(20) > 0) {
      fields.put(random.nextBoolean() ? Field.SIGN_IN_ID : Field.EVENT_ID, text("id-" + ids));
    }
  }

  private void broker(Map<Field, JsonNode> fields) {
    fields.put(Field.APP_ID, text("29d9ed98-a469-4536-ade2-f981bc1d605e"));
    fields.put(Field.RESOURCE_ID, text("01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9"));
  }

  private void deviceCode(Map<Field, JsonNode> fields) {
    fields.put(Field.ORIGINAL_TRANSFER_METHOD, text("deviceCodeFlow"));
    fields.put(Field.APP_ID, text(oneOf(Texts.WORDS, random)));
    fields.put(Field.RESOURCE_ID, text(oneOf(Texts.WORDS, random)));
    fields.put(Field.AUTHENTICATION_PROTOCOL, text(random.nextInt(3) == 0 ? "deviceCode" : "none"));
  }

  private Document document(Map<Field, JsonNode> fields, long signedIn, long delivered) {
    long timestamp = atAnEdge(signedIn, 30 * MINUTE);
    long ingested = Math.max(timestamp, atAnEdge(delivered, MINUTE));
    Twist.some(fields, random);
    fields.put(Field.TIMESTAMP, TimeText.of(timestamp, random));
    if (random.nextInt(25) == 0) {
      ingested = timestamp;
    } else {
      fields.put(Field.EVENT_INGESTED, TimeText.of(ingested, random));
    }
    Shape shape = random.nextInt(6) > 0 ? Shape.NESTED : oneOf(List.of(Shape.values()), random);
    return new Document(ingested, timestamp, fields, shape);
  }

  /** Now and then the nearest edge, or the millisecond before it. */
  private long atAnEdge(long time, long step) {
    if (random.nextInt(10) > 0) {
      return time;
    }
    return Math.floorDiv(time, step) * step - random.nextInt(2);
  }
}
