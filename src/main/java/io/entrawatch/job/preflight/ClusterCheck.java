// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.preflight;

import io.entrawatch.config.SettingsException;
import io.entrawatch.kafka.KafkaSinkSettings.Delivery;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * What the job relies on in Flink's own settings, looked at when it starts. What would make it
 * wrong stops it; what makes it worse than it has to be is a warning.
 */
public final class ClusterCheck {
  private static final String SEE = "; flink-conf/config.yaml has it";

  private final ReadableConfig flink;
  private final List<String> warnings = new ArrayList<>();

  private ClusterCheck(ReadableConfig flink) {
    this.flink = flink;
  }

  /**
   * The warnings, a line each.
   *
   * @throws SettingsException with one line, if the job cannot work with these settings
   */
  public static List<String> of(ReadableConfig flink, Delivery delivery) {
    ClusterCheck check = new ClusterCheck(flink);
    check.checkpoints(delivery);
    check.warnIf(
        PipelineOptions.MAX_PARALLELISM,
        check.flink.get(PipelineOptions.MAX_PARALLELISM) < 1,
        "is not set: Flink derives it from the parallelism, the state keeps it, and the job can never"
            + " be scaled beyond it; set it to 128");
    check.warnIf(
        PipelineOptions.GENERIC_TYPES,
        check.flink.get(PipelineOptions.GENERIC_TYPES),
        "is true: a type that only Kryo can serialize would pass; set it to false");
    check.warnIf(
        PipelineOptions.AUTO_GENERATE_UIDS,
        check.flink.get(PipelineOptions.AUTO_GENERATE_UIDS),
        "is true: an operator without a name would lose its state; set it to false");
    return List.copyOf(check.warnings);
  }

  private void checkpoints(Delivery delivery) {
    ConfigOption<?> interval = CheckpointingOptions.CHECKPOINTING_INTERVAL;
    if (flink.getOptional(interval).isEmpty()) {
      if (delivery == Delivery.EXACTLY_ONCE) {
        throw new SettingsException(
            interval.key()
                + " is not set in Flink's settings, and kafka.delivery is exactly-once: no alert"
                + " would ever be seen; set it to 30 s"
                + SEE);
      }
      warnIf(
          interval,
          true,
          "is not set: a failure loses all open windows and alerts, and no offset is committed; set"
              + " it to 30 s");
      return;
    }
    warnIf(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
        flink.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE)
            == CheckpointingMode.AT_LEAST_ONCE,
        "is AT_LEAST_ONCE: after a failure windows count sign-ins twice; set it to EXACTLY_ONCE");
  }

  private void warnIf(ConfigOption<?> option, boolean holds, String text) {
    if (holds) {
      warnings.add("Flink's setting " + option.key() + " " + text + SEE);
    }
  }
}
