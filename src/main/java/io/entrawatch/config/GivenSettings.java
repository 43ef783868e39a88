// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * What was set, by dotted key, read through options: the value that was given, else the option's
 * default, else null. Every reading method throws {@link SettingsException} on a value that its
 * type cannot take.
 */
public final class GivenSettings {
  private final Map<String, String> texts;
  private final References references;

  public GivenSettings(Map<String, String> texts, References references) {
    this.texts = Map.copyOf(texts);
    this.references = references;
  }

  public boolean has(ConfigOption<?> option) {
    return texts.containsKey(option.key());
  }

  public boolean hasAnyUnder(String prefix) {
    return texts.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  public String text(ConfigOption<String> option) {
    return read(option, Function.identity(), "a text");
  }

  public Secret secret(ConfigOption<String> option) {
    String value = text(option);
    return value == null ? null : new Secret(value);
  }

  public Duration duration(ConfigOption<Duration> option) {
    return read(option, SettingValues::duration, "a duration: write 90s, 5m, 1h or 1 d");
  }

  public MemorySize memory(ConfigOption<MemorySize> option) {
    return read(option, SettingValues::memory, "a size: write 512 kb or 2 mb");
  }

  public boolean truth(ConfigOption<Boolean> option) {
    return read(option, SettingValues::truth, "true or false");
  }

  public long number(ConfigOption<Long> option) {
    return read(option, Long::valueOf, "a whole number");
  }

  public int integer(ConfigOption<Integer> option) {
    return read(option, Integer::valueOf, "a whole number of at most " + Integer.MAX_VALUE);
  }

  public List<String> list(ConfigOption<List<String>> option) {
    return read(option, SettingValues::list, "a list: write [one, other], [] for none");
  }

  public <E extends Enum<E>> E choice(ConfigOption<E> option, Class<E> type) {
    String choices =
        Arrays.stream(type.getEnumConstants())
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return read(option, text -> SettingValues.choice(text, type), "one of: " + choices);
  }

  /** An option whose text has a form of its own; the default is a text as well. */
  public <T> T parsed(ConfigOption<String> option, Function<String, T> parser, String expected) {
    String raw = texts.get(option.key());
    return raw == null
        ? parser.apply(option.defaultValue())
        : convert(option, raw, parser, expected);
  }

  /** What is passed on as it is: the keys under the prefix, without it. */
  public Map<String, String> under(String prefix) {
    Map<String, String> result = new TreeMap<>();
    texts.forEach(
        (key, raw) -> {
          if (key.startsWith(prefix)) {
            result.put(key.substring(prefix.length()), resolved(key, raw));
          }
        });
    return result;
  }

  /** The text of a key that is set, as it was written. */
  public String written(String key) {
    return texts.get(key);
  }

  private <T> T read(ConfigOption<T> option, Function<String, T> parser, String expected) {
    String raw = texts.get(option.key());
    return raw == null ? option.defaultValue() : convert(option, raw, parser, expected);
  }

  private <T> T convert(
      ConfigOption<?> option, String raw, Function<String, T> parser, String expected) {
    String value = resolved(option.key(), raw);
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      // The text as it was written: what a reference stands for may be a secret.
      throw new SettingsException(
          option.key() + ": " + SettingsException.quoted(raw) + " is not " + expected);
    }
  }

  private String resolved(String key, String raw) {
    String exact = references.resolve(key, raw);
    String value = references.isSecret(key) ? exact : exact.strip();
    if (value.isEmpty()) {
      throw new SettingsException(key + " has no value: give it one or leave the key out");
    }
    return value;
  }
}
