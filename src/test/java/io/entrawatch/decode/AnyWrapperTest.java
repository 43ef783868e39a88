// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import static io.entrawatch.decode.Samples.json;
import static io.entrawatch.decode.Samples.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.decode.prefilter.PrefilterTest;
import io.entrawatch.decode.record.DeadLetter;
import io.entrawatch.decode.record.Decoded;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.event.Event;
import io.entrawatch.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever sign-ins are wrapped in, they come out as if they stood alone. {@code
 * -Dentrawatch.fuzz.records=N} asks for more.
 */
class AnyWrapperTest {
  private static final long SEED = 20260304;
  private static final int MESSAGES = Integer.getInteger("entrawatch.fuzz.records", 2_000);

  private static final List<String> KEYS =
      List.of(
          "records",
          "Records",
          "RECORDS",
          "message",
          "event",
          "azure",
          "log",
          "json",
          "body",
          "Body",
          "payload",
          "value",
          "data",
          "content",
          "host",
          "source",
          "_raw",
          "fields.message",
          "status",
          "user",
          "x");

  /** Members that shippers add; none of them says when it was ingested. */
  private static final List<String> INNOCENT =
      List.of(
          "'@timestamp':'2026-03-01T11:52:00Z'",
          "'@version':'1'",
          "'agent':{'name':'shipper','version':'9.1.0'}",
          "'tags':['azure','{not json}','[INFO] started']",
          "'labels':{'a':{'b':[1,{'c':null}]}}",
          "'offset':42",
          "'partition':null",
          "'stream':'stdout'",
          "'type':'azure_event_hub'",
          "'level':'info'",
          "'empty':{}",
          "'none':[]",
          "'text':'{}'",
          "'host.name':'shipper-1'",
          "'input':{'type':'kafka'}",
          "'ecs':{'version':'8.17.0'}",
          "'data_stream':{'type':'logs','dataset':'azure.eventhub','namespace':'default'}",
          "'schema':{'type':'string','optional':false}");

  private static final List<Event> BARE = Samples.ALL.stream().map(Decoding::signIn).toList();

  private final Random random = new Random(SEED);
  private final List<Event> expected = new ArrayList<>();
  private int ids;

  /** How many of each may still be put around. */
  private record Left(int objects, int texts, int arrays) {
    private boolean isNothing() {
      return objects == 0 && texts == 0 && arrays == 0;
    }
  }

  private String signIn() {
    int which = random.nextInt(Samples.ALL.size());
    String id = "id-" + ids++;
    String text = Samples.ALL.get(which).replace("ID", id);
    expected.add(named(BARE.get(which), id));
    return text;
  }

  /** The same sign-in with another id. */
  private static Event named(Event signIn, String id) {
    var values = new java.util.TreeMap<>(signIn.values());
    values.replaceAll((field, list) -> list.equals(List.of("ID")) ? List.of(id) : list);
    return new Event(
        id + "|" + signIn.single(Field.CATEGORY), signIn.ingested(), signIn.timestamp(), values);
  }

  private String wrapped(Left left) {
    if (left.isNothing() || random.nextInt(5) == 0) {
      return signIn();
    }
    int kind = random.nextInt(3);
    if (kind == 0 && left.objects > 0) {
      return object(new Left(left.objects - 1, left.texts, left.arrays));
    }
    if (kind == 1 && left.texts > 0) {
      return text(wrapped(new Left(left.objects, left.texts - 1, left.arrays)));
    }
    if (kind == 2 && left.arrays > 0) {
      Left within = new Left(left.objects, left.texts, left.arrays - 1);
      return IntStream.rangeClosed(0, random.nextInt(9) / 4)
          .mapToObj(any -> wrapped(within))
          .collect(Collectors.joining(random.nextBoolean() ? "," : " ,\n ", "[", "]"));
    }
    return wrapped(left);
  }

  private String object(Left within) {
    List<String> members = new ArrayList<>();
    List<String> keys = new ArrayList<>(KEYS);
    Collections.shuffle(keys, random);
    List<String> innocent = new ArrayList<>(INNOCENT);
    Collections.shuffle(innocent, random);
    for (String one : innocent.subList(0, random.nextInt(5))) {
      if (!one.startsWith("'" + keys.get(0) + "'")) {
        members.add(json(one));
      }
    }
    String colon = random.nextBoolean() ? ":" : " : ";
    members.add(
        random.nextInt(members.size() + 1), "\"" + keys.get(0) + "\"" + colon + wrapped(within));
    return "{" + String.join(random.nextBoolean() ? "," : ", ", members) + "}";
  }

  private String text(String value) {
    String start = random.nextInt(4) == 0 ? "\uFEFF" : random.nextInt(4) == 0 ? " \n" : "";
    return quoted(start + value + (random.nextInt(4) == 0 ? "\r\n" : ""));
  }

  @Test
  void upToThreeObjectsThreeTextsAndThreeArraysDeepEverySignInIsTheSameAsBare() {
    for (int i = 0; i < MESSAGES; i++) {
      expected.clear();
      String text = wrapped(new Left(3, 3, 3));
      List<Decoded> decoded = Decoding.decode(text);
      List<Event> signIns = decoded.stream().map(Decoded::signIn).toList();
      if (!signIns.equals(expected)) { // to describe each of them takes longer than all else
        assertThat(signIns).as("seed %s: %s", SEED, text).isEqualTo(expected);
      }
      assertThat(decoded).allMatch(one -> one.ignored() == 0);
    }
  }

  @Test
  void ofSignInsThatNoRuleTakesNoneIsADeadLetterOrOfAnotherLogOrLost() {
    Decoding.Both decoder =
        new Decoding.Both(DecoderSettings.DEFAULT, new PrefilterTest.OfApp(true));
    for (int i = 0; i < MESSAGES / 4; i++) {
      expected.clear();
      String text = wrapped(new Left(3, 3, 3));
      List<Decoded> decoded = new ArrayList<>();
      decoder.decode(text.getBytes(StandardCharsets.UTF_8), Decoding.PLACE, decoded::add);
      assertThat(decoded).as(() -> text).allMatch(one -> one.deadLetter() == null);
      assertThat(decoded).as(() -> text).allMatch(one -> one.otherLog() == null);
      assertThat(decoded.stream().mapToInt(Decoded::records).sum())
          .as(() -> text)
          .isEqualTo(expected.size());
    }
  }

  @Test
  void inMoreObjectsThanThreeASignInIsADeadLetterThatSaysSo() {
    List<String> keys = KEYS.stream().filter(key -> !key.contains(".")).toList();
    for (int i = 0; i < MESSAGES / 4; i++) {
      String wrapped = Samples.MARKED.get(i % Samples.MARKED.size());
      for (int objects = 4 + random.nextInt(3); objects > 0; objects--) {
        String key = keys.get(random.nextInt(keys.size()));
        String innocent = json(INNOCENT.get(random.nextInt(INNOCENT.size())));
        wrapped =
            "{" + (random.nextBoolean() ? innocent + "," : "") + "\"" + key + "\":" + wrapped + "}";
      }
      String text = wrapped;
      DeadLetter dead = Decoding.dead(text);
      assertThat(dead.reason()).as(() -> text).isEqualTo("unrecognised");
      assertThat(dead.detail()).as(() -> text).hasSizeBetween(1, 210);
    }
  }

  @ParameterizedTest
  @FieldSource("io.entrawatch.decode.Samples#ALL")
  void inMoreTextsOrArraysThanThreeASignInIsADeadLetter(String signIn) {
    String quoted = signIn;
    for (int texts = 0; texts < 4; texts++) {
      quoted = quoted(quoted);
    }
    assertThat(Decoding.dead(quoted).reason()).isEqualTo("unrecognised");
    assertThat(Decoding.dead("{\"message\":" + quoted + "}").reason()).isEqualTo("unrecognised");
    assertThat(Decoding.decode("[[[[" + signIn + "]]]]"))
        .singleElement()
        .matches(one -> one.deadLetter() != null);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000_000, 1_900_000})
  void aRecordOfTheSizeThatIsReadIsUnwrappedAndALongerOneIsADeadLetter(int length) {
    for (String signIn : Samples.ALL) {
      String text = "{\"padding\":\"" + "é".repeat(length / 2) + "\",\"x\":" + signIn + "}";
      assertThat(Decoding.signIn(text)).isEqualTo(Decoding.signIn(signIn));
      assertThat(Decoding.signIn("[" + quoted(text) + "]")).isEqualTo(Decoding.signIn(signIn));
      String longer = text + " ".repeat(DecoderSettings.DEFAULT_MAX_BYTES);
      assertThat(Decoding.dead(longer).reason()).isEqualTo("too-large");
    }
  }
}
