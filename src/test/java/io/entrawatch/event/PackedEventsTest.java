// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import static io.entrawatch.event.SignInBuilder.signIn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedEventsTest {
  private static final String ID = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
  private static final int OF_A_LATER_RELEASE = 200;

  private final PackedEventsSerializer serializer = new PackedEventsSerializer();
  private final Random random = new Random(7);

  @Test
  void whateverIsWrittenIsReadAgain() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      List<Event> signIns = randomSignIns();
      assertThat(roundTrip(signIns)).isEqualTo(signIns);
    }
  }

  @Test
  void whatWasReadIsWrittenAsItWas() throws IOException {
    for (int i = 0; i < 100; i++) {
      byte[] bytes = bytes(randomSignIns());
      assertThat(bytes(read(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void theLastOfAGroupIsWrittenAloneAsIfItHadNeverBeenInIt() throws IOException {
    for (int i = 0; i < 100; i++) {
      List<Event> signIns = roundTrip(List.of(randomSignIn(), randomSignIn(), randomSignIn()));
      List<Event> last = signIns.subList(2, 3);
      assertThat(roundTrip(last)).isEqualTo(last);
    }
  }

  @Test
  void valuesAreTheSameMapWhateverTheyWereMadeOf() throws IOException {
    Map<Field, List<String>> given = new TreeMap<>(Map.of(Field.USER_AGENT, List.of("curl/8")));
    given.put(Field.SOURCE_IP, List.of());
    Event made = new Event("uid", 2, 1, given);
    given.put(Field.IDENTITY, List.of("too late"));
    Event read = roundTrip(List.of(made)).get(0);
    for (Event signIn : List.of(made, read)) {
      assertThat(signIn.values())
          .isEqualTo(Map.of(Field.USER_AGENT, List.of("curl/8")))
          .hasSameHashCodeAs(Map.of(Field.USER_AGENT, List.of("curl/8")))
          .doesNotContainKey(Field.SOURCE_IP);
      assertThatThrownBy(() -> signIn.values().put(Field.SOURCE_IP, List.of("192.0.2.1")))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> signIn.values().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(signIn.get(Field.SOURCE_IP)).isEmpty();
    }
  }

  @Test
  void aSignInAloneIsReadAgain() throws IOException {
    EventSerializer alone = new EventSerializer();
    for (int i = 0; i < 500; i++) {
      Event signIn = randomSignIn();
      DataOutputSerializer out = new DataOutputSerializer(64);
      alone.serialize(signIn, out);
      assertThat(alone.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
          .isEqualTo(signIn);
    }
  }

  @Test
  void anEmptyListIsReadAgain() throws IOException {
    assertThat(roundTrip(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000",
        "\ud800",
        "\udc00x",
        "\ud83d\ude00",
        "\u00ff\u0100",
        "0A1B2C3D-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
        "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4",
        "+a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
        "0a1b2c3d-4e5f-4a6b-8c7d+9e0f1a2b3c4d",
        "2026-01-15T10:00:00.000Z",
        "2026-01-15T10:00:00.00Z",
        "success",
        "success "
      })
  void aTextIsReadAgainToTheLetterWhateverFieldBearsIt(String text) throws IOException {
    for (Field field : Field.all()) {
      Event bears = signIn().with(field, text).build();
      List<Event> signIns = List.of(bears, new Event(text, 1, 2, bears.values()), bears);
      assertThat(roundTrip(signIns)).isEqualTo(signIns);
    }
  }

  @Test
  void anOrdinarySignInMoreInAGroupTakesLessThanFiftyBytes() throws IOException {
    int one = bytes(List.of(ordinary(1))).length;
    int three = bytes(List.of(ordinary(1), ordinary(2), ordinary(3))).length;
    assertThat(three - one).isLessThan(2 * 50);
  }

  @Test
  void anEventOfTheCoreFieldsTakesNoMoreForTheFieldsThatAreRarelyRead() throws IOException {
    Event core = ordinary(1);
    byte[] bytes = bytes(List.of(core));
    CompactInput in = new CompactInput(bytes, 0);
    in.signed();
    in.signed();
    in.skip();
    int highest = core.values().keySet().stream().mapToInt(Field::number).max().orElseThrow();
    assertThat(in.size()).isEqualTo(highest / 8 + 1).isLessThanOrEqualTo(7);

    Map<Field, List<String>> more = new TreeMap<>(core.values());
    more.put(Field.find("event.action"), List.of("Sign-in activity"));
    Event other = new Event(core.uid(), core.ingested(), core.timestamp(), more);
    assertThat(roundTrip(List.of(core, other, core))).containsExactly(core, other, core);
    assertThat(other.fingerprint()).isNotEqualTo(core.fingerprint());
  }

  /** A set of fields that ends in a byte of zeros, as releases before this one wrote it. */
  @Test
  void aSetOfFieldsWithZerosAtItsEndIsRead() throws IOException {
    CompactOutput out = new CompactOutput();
    out.signed(2);
    out.signed(-1);
    out.text("old");
    out.bytes(new byte[] {0, 0, 1, 0, 0, 0, 0});
    out.values(List.of("curl/8"));
    assertThat(read(out.toBytes()))
        .containsExactly(new Event("old", 2, 1, Map.of(Field.USER_AGENT, List.of("curl/8"))));
  }

  private static Event ordinary(int number) {
    Event signIn = signIn().deviceCode().at("10:00:0" + number).build();
    Map<Field, List<String>> values = new TreeMap<>(signIn.values());
    String id = ID.substring(0, 35) + number;
    values.put(Field.SIGN_IN_ID, List.of(id));
    values.put(Field.EVENT_ID, List.of(id));
    values.put(Field.TIMESTAMP, List.of(Times.iso(signIn.timestamp())));
    values.put(Field.EVENT_INGESTED, List.of(Times.iso(signIn.ingested())));
    return new Event(
        id + "|" + signIn.single(Field.CATEGORY), signIn.ingested(), signIn.timestamp(), values);
  }

  @Test
  void aFieldOfALaterReleaseIsReadOver() throws IOException {
    CompactOutput out = new CompactOutput();
    out.signed(2);
    out.signed(-1);
    out.text("new");
    BitSet fields = new BitSet();
    fields.set(Field.USER_AGENT.number());
    fields.set(OF_A_LATER_RELEASE);
    out.bytes(fields.toByteArray());
    out.values(List.of("curl/8"));
    out.values(List.of("new", ID, "curl/8"));
    Event signIn = new Event("new", 2, 1, Map.of(Field.USER_AGENT, List.of("curl/8")));
    List<Event> read = read(out.toBytes());
    assertThat(read).containsExactly(signIn);
    Event after = signIn().deviceCode().build();
    assertThat(roundTrip(List.of(read.get(0), after, read.get(0))))
        .containsExactly(signIn, after, signIn);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, CompactForm.FREQUENT + 100_000})
  void aFormOrTextOfALaterReleaseIsRefused(int form) throws IOException {
    CompactOutput ofUid = new CompactOutput();
    ofUid.signed(0);
    ofUid.signed(0);
    ofUid.number(form);
    CompactOutput ofField = new CompactOutput();
    ofField.signed(0);
    ofField.signed(0);
    ofField.text("uid");
    ofField.bytes(new byte[] {2});
    ofField.number(form);
    for (byte[] bytes : List.of(ofUid.toBytes(), ofField.toBytes())) {
      assertThatThrownBy(() -> read(bytes))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("restore it with the release that wrote it");
    }
  }

  @Test
  void aTextsNumberIsForEver() throws IOException {
    try (var golden = getClass().getResourceAsStream("/frequent-texts.txt")) {
      assertThat(FrequentTexts.all())
          .as("numbers in state: put new texts at the end, of the golden list too")
          .containsExactlyElementsOf(new String(golden.readAllBytes(), UTF_8).lines().toList());
    }
  }

  @Test
  void whatIsUnpackedIsTheReadersOwnToChange() throws IOException {
    PackedEvents packed = PackedEvents.of(List.of(ordinary(1)));
    packed.signIns().clear();
    assertThat(packed.signIns()).containsExactly(ordinary(1));
  }

  @Test
  void everyMomentIsWrittenAsTheFormatterWouldWriteIt() {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    List<Long> moments =
        new ArrayList<>(List.of(Times.FIRST, Times.LAST, 0L, -1L, Times.LAST + 1, Times.FIRST - 1));
    random.longs(10_000, Times.FIRST, Times.LAST).forEach(moments::add);
    for (long moment : moments) {
      assertThat(Times.iso(moment)).isEqualTo(formatter.format(Instant.ofEpochMilli(moment)));
    }
  }

  private List<Event> randomSignIns() {
    List<Event> signIns = new ArrayList<>();
    for (int count = random.nextInt(6); count > 0; count--) {
      Event next = randomSignIn();
      if (!signIns.isEmpty() && random.nextBoolean()) {
        Map<Field, List<String>> mostlyAsBefore =
            new TreeMap<>(
                signIns.get(signIns.size() - 1).values().isEmpty()
                    ? next.values()
                    : signIns.get(signIns.size() - 1).values());
        List<Field> fields = Field.all();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
          mostlyAsBefore.put(fields.get(random.nextInt(fields.size())), randomValues());
        }
        next = new Event(next.uid(), next.ingested(), next.timestamp(), mostlyAsBefore);
      }
      signIns.add(next);
    }
    return signIns;
  }

  private Event randomSignIn() {
    Map<Field, List<String>> values = new TreeMap<>();
    for (Field field : Field.all()) {
      if (random.nextInt(4) > 0) {
        values.put(field, randomValues());
      }
    }
    long ingested = randomTime();
    long timestamp = random.nextBoolean() ? ingested - random.nextInt(100_000) : randomTime();
    if (random.nextBoolean()) {
      values.put(Field.TIMESTAMP, List.of(Times.iso(timestamp)));
      values.put(Field.EVENT_INGESTED, List.of(Times.iso(ingested)));
    }
    Event signIn = new Event("", ingested, timestamp, values);
    String usual = signIn.first(Field.SIGN_IN_ID) + "|" + signIn.first(Field.CATEGORY);
    return new Event(random.nextBoolean() ? usual : randomText(), ingested, timestamp, values);
  }

  private long randomTime() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextLong();
      case 1 -> Long.MIN_VALUE;
      case 2 -> Long.MAX_VALUE;
      default -> 1_768_471_200_000L + random.nextInt();
    };
  }

  private List<String> randomValues() {
    int size = random.nextInt(5) == 0 ? random.nextInt(200) : 1;
    return random.ints(size, 0, 1).mapToObj(i -> randomText()).toList();
  }

  private String randomText() {
    return switch (random.nextInt(6)) {
      case 0 -> FrequentTexts.all().get(random.nextInt(FrequentTexts.all().size()));
      case 1 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 2 -> Integer.toString(random.nextInt(3));
      case 3 -> randomChars(0x80);
      case 4 -> randomChars(0x102);
      default -> randomChars(0x1_0000);
    };
  }

  private String randomChars(int bound) {
    StringBuilder text = new StringBuilder();
    random.ints(random.nextInt(300), 0, bound).forEach(c -> text.append((char) c));
    return text.toString();
  }

  private List<Event> roundTrip(List<Event> signIns) throws IOException {
    return read(bytes(signIns));
  }

  private static byte[] bytes(List<Event> signIns) throws IOException {
    return PackedEvents.of(signIns).bytes();
  }

  private List<Event> read(byte[] bytes) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(new PackedEvents(bytes), out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    PackedEvents packed = serializer.deserialize(in);
    assertThat(in.available()).as("bytes left over").isZero();
    return packed.signIns();
  }
}
