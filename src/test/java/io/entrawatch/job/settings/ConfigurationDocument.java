// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.settings;

import io.entrawatch.alert.AlertOptions;
import io.entrawatch.alert.LimitOptions;
import io.entrawatch.config.SettingValues;
import io.entrawatch.decode.shape.EnrichmentOptions;
import io.entrawatch.kafka.KafkaOptions;
import io.entrawatch.rule.RuleCatalogueEntry;
import io.entrawatch.rule.RuleOptions;
import io.entrawatch.sink.elasticsearch.client.ElasticsearchOptions;
import io.entrawatch.source.InputOptions;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;

/** docs/configuration.md, written from the options themselves. */
final class ConfigurationDocument {
  private static final String HEAD =
      """
      <!-- Generated from the options in io.entrawatch.config; ConfigurationDocumentTest says how. -->
      # Settings

      One YAML file (`run --config FILE`), its keys nested, dotted or both, and `--set KEY=VALUE` as often
      as needed, which wins over the file; of two with one key the later wins. An unknown key, a value of
      the wrong type or out of range, or a missing one ends the start with one line and exit code 2.
      Whole files to start from: [examples/](examples/). Flink's own settings are not here but in
      `flink-conf/config.yaml`.

      **Types.** A duration is a number with its unit: `90s`, `5m`, `1h 30m`, `1 d`, `PT5M`. A size: `512 kb`,
      `2 mb` (of 1,024). A list: `[one, other]` or `one, other`; `[]` is the empty one. A truth value: `true` or `false`.

      **Secrets** are never written into the settings. Any value may hold `${env:NAME}`, replaced by an
      environment variable, and `${file:/path}`, by the content of a file without its trailing line end.
      Keys that end in `api-key`, `password`, `secret`, `sasl.jaas.config` or that name an `ssl.*.key` must, and so must
      what Kafka itself takes for a password, certificates in PEM among it; within a `sasl.jaas.config` what replaces a
      reference is escaped to stand between double quotes.
      References are looked up where the job is submitted.
      """;

  private static final Map<Class<?>, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put(InputOptions.class, "Input");
    TITLES.put(EnrichmentOptions.class, "Enrichment");
    TITLES.put(KafkaOptions.class, "Kafka");
    TITLES.put(ElasticsearchOptions.class, "Elasticsearch");
    TITLES.put(AlertOptions.class, "Alerts");
    TITLES.put(BackfillOptions.class, "Backfill");
    TITLES.put(LimitOptions.class, "Limits");
  }

  private static final String PASSED_ON =
      """

      Below three more prefixes any key is passed on to the Kafka clients as it is, what is
      more particular winning:

      | prefix | for |
      |---|---|
      | `kafka.properties.` | every client, for example `kafka.properties.security.protocol: SASL_SSL` |
      | `kafka.consumer.` | the consumer of the sign-ins |
      | `kafka.producer.` | the producers of alerts, dead letters and late sign-ins |

      What Kafka's clients know of them they check before the job starts, and they take no units: `30000`, not `30s`. What
      they do not know is passed on unchecked.
      """;

  private static final String RULES =
      """

      ## Rules

      Every rule has these, and its thresholds, below `rules.<id>.`:
      """;

  private ConfigurationDocument() {}

  static String of(List<RuleCatalogueEntry> rules) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Class<?> holder : OptionCatalogue.HOLDERS) {
      text.append("\n## ").append(TITLES.get(holder)).append("\n\n");
      text.append(table(declaredIn(holder)));
      if (holder == KafkaOptions.class) {
        text.append(PASSED_ON);
      }
    }
    return text.append(RULES).append(commonToRules()).append(defaultsOf(rules)).toString();
  }

  private static String table(List<Row> rows) {
    return "| key | type | default | meaning |\n|---|---|---|---|\n"
        + rows.stream().map(Row::line).collect(Collectors.joining());
  }

  private static List<Row> declaredIn(Class<?> holder) {
    List<Row> rows = new ArrayList<>();
    List<ConfigOption<?>> options = OptionCatalogue.declaredIn(holder);
    List<Field> fields =
        Arrays.stream(holder.getDeclaredFields())
            .filter(field -> field.getType() == ConfigOption.class)
            .toList();
    for (int i = 0; i < fields.size(); i++) {
      ConfigOption<?> option = options.get(i);
      rows.add(
          new Row(
              option.key(), type(fields.get(i).getGenericType()), printDefault(option), option));
    }
    return rows;
  }

  private static String commonToRules() {
    RuleOptions options =
        RuleOptions.of(new RuleCatalogueEntry("x", Map.of(), Duration.ZERO, Duration.ZERO));
    List<Row> rows = new ArrayList<>();
    for (RecordComponent component : RuleOptions.class.getRecordComponents()) {
      if (component.getType() == ConfigOption.class) {
        ConfigOption<?> option =
            options.all().stream()
                .filter(each -> each.key().equals("rules.x." + component.getName()))
                .findFirst()
                .orElseThrow();
        boolean ofTheRule = option.defaultValue().equals(Duration.ZERO);
        rows.add(
            new Row(
                component.getName(),
                type(component.getGenericType()),
                ofTheRule ? "the rule's" : printDefault(option),
                option));
      }
    }
    return "\n" + table(rows);
  }

  private static String defaultsOf(List<RuleCatalogueEntry> rules) {
    StringBuilder text =
        new StringBuilder("\nTheir defaults, and the thresholds (whole numbers, 0 or more):\n\n");
    text.append("| rule | size | slide | thresholds |\n|---|---|---|---|\n");
    for (RuleCatalogueEntry rule : rules) {
      String thresholds =
          rule.thresholds().entrySet().stream()
              .map(entry -> "`" + entry.getKey() + "` " + entry.getValue())
              .collect(Collectors.joining(", "));
      text.append(
          "| `%s` | `%s` | %s | %s |\n"
              .formatted(
                  rule.id(),
                  SettingValues.print(rule.size()),
                  rule.hasBuckets() ? "the size" : code(SettingValues.print(rule.slide())),
                  thresholds));
    }
    return text.toString();
  }

  private static String printDefault(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value == null) {
      return "";
    }
    if (value instanceof Duration duration) {
      return code(SettingValues.print(duration));
    }
    if (value instanceof List<?> list) {
      return code(list.toString());
    }
    return code(value.toString());
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  /** What the option takes, by the type argument of its declaration. */
  private static String type(Type declared) {
    Type value = ((ParameterizedType) declared).getActualTypeArguments()[0];
    if (value instanceof ParameterizedType) {
      return "list";
    }
    Class<?> type = (Class<?>) value;
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> code(constant.toString()))
          .collect(Collectors.joining(" or "));
    }
    return Map.<Class<?>, String>of(
            Duration.class, "duration",
            MemorySize.class, "size",
            Boolean.class, "truth value",
            Integer.class, "whole number",
            Long.class, "whole number",
            String.class, "text")
        .get(type);
  }

  private record Row(String key, String type, String defaultValue, ConfigOption<?> option) {
    String line() {
      String meaning = new HtmlFormatter().format(option.description()).replace("&quot;", "\"");
      String kind = OptionCatalogue.isSecret(key) ? "secret" : type;
      return "| `%s` | %s | %s | %s |\n".formatted(key, kind, defaultValue, unescaped(meaning));
    }

    /** Flink formats for HTML; ours are written in Markdown. */
    private static String unescaped(String html) {
      return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
  }
}
