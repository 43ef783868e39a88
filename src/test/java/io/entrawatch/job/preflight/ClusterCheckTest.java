// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.config.SettingsException;
import io.entrawatch.kafka.KafkaSinkSettings.Delivery;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterCheckTest {
  private static Configuration production() {
    return GlobalConfiguration.loadConfiguration("flink-conf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink-conf", "flink-conf/small", "flink-conf/local"})
  void hasNothingToSayOfTheSettingsThatAreShipped(String folder) {
    for (Delivery delivery : Delivery.values()) {
      assertThat(ClusterCheck.of(GlobalConfiguration.loadConfiguration(folder), delivery))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pipeline.generic-types, true, set it to false",
    "pipeline.auto-generate-uids, true, set it to false",
    "pipeline.max-parallelism, -1, set it to 128",
    "execution.checkpointing.mode, AT_LEAST_ONCE, set it to EXACTLY_ONCE"
  })
  void warnsInOneLineThatNamesTheKeyAndTheRemedy(String key, String value, String remedy) {
    Configuration worse = production();
    worse.setString(key, value);
    assertThat(ClusterCheck.of(worse, Delivery.EXACTLY_ONCE))
        .singleElement()
        .asString()
        .contains(key, remedy)
        .doesNotContain("\n");
  }

  @Test
  void withoutCheckpointsNothingWouldBeCommitted() {
    Configuration without = production();
    without.removeKey("execution.checkpointing.interval");
    assertThatThrownBy(() -> ClusterCheck.of(without, Delivery.EXACTLY_ONCE))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("execution.checkpointing.interval")
        .hasMessageContaining("set it to 30 s");
    assertThat(ClusterCheck.of(without, Delivery.AT_LEAST_ONCE))
        .singleElement()
        .asString()
        .contains("execution.checkpointing.interval");
  }
}
