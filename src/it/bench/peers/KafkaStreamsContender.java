import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrawatch.bench.Worker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The three rules by Kafka Streams: each record read as a tree, hopping and tumbling windows, one
 * thread, stores as the library chooses them; matches go to a topic.
 */
public final class KafkaStreamsContender {
  private static int passes;

  /** What a window counts. */
  private record Seen(
      long count, long interactive, long other, long flag, Set<String> ips, Set<String> agents) {
    static final Seen NOTHING = new Seen(0, 0, 0, 0, Set.of(), Set.of());

    Seen with(SignIn signIn) {
      Set<String> moreIps = new HashSet<>(ips);
      Set<String> moreAgents = new HashSet<>(agents);
      if (!signIn.ip().isEmpty()) {
        moreIps.add(signIn.ip());
      }
      if (!signIn.agent().isEmpty()) {
        moreAgents.add(signIn.agent());
      }
      return new Seen(
          count + 1,
          interactive + (signIn.interactive() ? 1 : 0),
          other + (signIn.interactive() ? 0 : 1),
          flag + (signIn.flag() ? 1 : 0),
          moreIps,
          moreAgents);
    }
  }

  /** Done when all records are read, or the reader has failed. */
  private record Progress(AtomicLong missing, CompletableFuture<Void> done) {
    Progress(long records) {
      this(new AtomicLong(records), new CompletableFuture<>());
    }

    void one() {
      if (missing.decrementAndGet() == 0) {
        done.complete(null);
      }
    }
  }

  /** What the rules ask of a sign-in. */
  private record SignIn(String ip, String agent, boolean interactive, boolean flag) {}

  private KafkaStreamsContender() {}

  public static void main(String[] arguments) throws Exception {
    Worker.serve(arguments[0], KafkaStreamsContender::read);
  }

  private static void read(String bootstrap, String topic) throws Exception {
    String application = "streams-" + ProcessHandle.current().pid() + "-" + passes++;
    long records;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(application, 1, (short) 1))).all().get();
      records = records(admin, topic);
    }
    Progress read = new Progress(records);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    properties.put("auto.offset.reset", "earliest");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, Files.createTempDirectory("streams").toString());
    try (KafkaStreams streams = new KafkaStreams(topology(topic, application, read), properties)) {
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
              read.done().completeExceptionally(
                  new IllegalStateException("Kafka Streams has failed"));
            }
          });
      streams.start();
      read.done().get();
    }
  }

  private static long records(Admin admin, String topic) throws Exception {
    long count = 0;
    int partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
    for (int i = 0; i < partitions; i++) {
      TopicPartition partition = new TopicPartition(topic, i);
      count +=
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
    }
    return count;
  }

  private static org.apache.kafka.streams.Topology topology(
      String topic, String output, Progress read) {
    ObjectMapper json = new ObjectMapper();
    StreamsBuilder builder = new StreamsBuilder();
    KStream<byte[], JsonNode> records =
        builder.stream(
                topic,
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                    .withTimestampExtractor((record, previous) -> time(json, record.value(), previous)))
            .mapValues(bytes -> parse(json, bytes, read));
    KStream<byte[], JsonNode> codes =
        records.filter(
            (key, record) ->
                is(record, "/azure/signinlogs/properties/original_transfer_method", "deviceCodeFlow")
                    && "authentication".equals(record.at("/event/category/0").asText()));
    TimeWindows hopping =
        TimeWindows.ofSizeAndGrace(Duration.ofMinutes(9), Duration.ofMinutes(10))
            .advanceBy(Duration.ofMinutes(1));
    TimeWindows tumbling =
        TimeWindows.ofSizeAndGrace(Duration.ofMinutes(30), Duration.ofMinutes(61));
    String group = "/azure/signinlogs/identity";
    rule("concurrent", codes, group, "/source/ip", hopping, output,
        seen -> seen.interactive() >= 2 && seen.other() >= 1
            && (seen.ips().size() >= 2 || seen.agents().size() >= 2));
    rule("retuned", codes, group, "/source/ip", hopping, output,
        seen -> seen.count() >= 2 && seen.flag() >= 1
            && (seen.ips().size() >= 2 || seen.agents().size() >= 2));
    KStream<byte[], JsonNode> broker =
        records.filter(
            (key, record) ->
                is(record, "/data_stream/dataset", "azure.signinlogs")
                    && is(record, "/event/outcome", "success")
                    && is(record, "/azure/signinlogs/properties/user_type", "Member")
                    && is(record, "/azure/signinlogs/properties/app_id",
                        "29d9ed98-a469-4536-ade2-f981bc1d605e")
                    && is(record, "/azure/signinlogs/properties/resource_id",
                        "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9"));
    rule("broker", broker, "/azure/signinlogs/properties/user_principal_name", "/source/address",
        tumbling, output,
        seen -> seen.ips().size() >= 2 && seen.flag() >= 1 && seen.count() >= 2);
    return builder.build();
  }

  private static void rule(
      String name,
      KStream<byte[], JsonNode> records,
      String group,
      String address,
      TimeWindows windows,
      String output,
      Predicate<Seen> condition) {
    records
        .map(
            (key, record) ->
                new org.apache.kafka.streams.KeyValue<>(
                    record.at("/azure/tenant_id").asText() + "|" + record.at(group).asText() + "|"
                        + record.at("/azure/signinlogs/properties/session_id").asText(),
                    new SignIn(
                        record.at(address).asText(),
                        record.at("/user_agent/original").asText(),
                        is(record, "/azure/signinlogs/category", "SignInLogs"),
                        name.equals("broker")
                            ? browser(record)
                            : is(record, "/azure/signinlogs/properties/authentication_protocol",
                                "deviceCode"))))
        .groupByKey(Grouped.with(name, Serdes.String(), SIGN_INS))
        .windowedBy(windows)
        .aggregate(
            () -> Seen.NOTHING,
            (key, signIn, seen) -> seen.with(signIn),
            Materialized.<String, Seen, WindowStore<Bytes, byte[]>>as(name + "-windows")
                .withKeySerde(Serdes.String())
                .withValueSerde(SEEN))
        .toStream((window, seen) -> window.key())
        .filter((key, seen) -> condition.test(seen))
        .mapValues(seen -> seen.toString())
        .to(output, Produced.with(Serdes.String(), Serdes.String()));
  }

  private static boolean browser(JsonNode record) {
    String browser =
        record.at("/azure/signinlogs/properties/device_detail/browser").asText().toLowerCase();
    return List.of("chrome", "firefox", "edge", "safari").stream().anyMatch(browser::startsWith);
  }

  private static boolean is(JsonNode record, String path, String value) {
    return value.equals(record.at(path).asText());
  }

  private static JsonNode parse(ObjectMapper json, byte[] bytes, Progress read) {
    read.one();
    try {
      return json.readTree(bytes);
    } catch (IOException e) {
      return json.createObjectNode();
    }
  }

  /** The ingest time, found without a parse: the library asks for it before the record is read. */
  private static long time(ObjectMapper json, Object value, long previous) {
    byte[] bytes = (byte[]) value;
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    int at = text.indexOf("\"ingested\":\"");
    return at < 0
        ? Math.max(previous, 0)
        : Instant.parse(text.substring(at + 12, text.indexOf('"', at + 12))).toEpochMilli();
  }

  private static final Serde<SignIn> SIGN_INS =
      Serdes.serdeFrom(
          (topic, signIn) ->
              bytes(
                  out -> {
                    out.writeUTF(signIn.ip());
                    out.writeUTF(signIn.agent());
                    out.writeBoolean(signIn.interactive());
                    out.writeBoolean(signIn.flag());
                  }),
          (topic, bytes) -> {
            try {
              DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
              return new SignIn(in.readUTF(), in.readUTF(), in.readBoolean(), in.readBoolean());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });

  private static final Serde<Seen> SEEN =
      Serdes.serdeFrom(
          (topic, seen) ->
              bytes(
                  out -> {
                    out.writeLong(seen.count());
                    out.writeLong(seen.interactive());
                    out.writeLong(seen.other());
                    out.writeLong(seen.flag());
                    write(out, seen.ips());
                    write(out, seen.agents());
                  }),
          (topic, bytes) -> {
            if (bytes == null) {
              return null;
            }
            try {
              DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
              return new Seen(
                  in.readLong(), in.readLong(), in.readLong(), in.readLong(), read(in), read(in));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Set<String> values) throws IOException {
    out.writeInt(values.size());
    for (String value : values) {
      out.writeUTF(value);
    }
  }

  private static Set<String> read(DataInputStream in) throws IOException {
    Set<String> values = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(in.readUTF());
    }
    return values;
  }
}
