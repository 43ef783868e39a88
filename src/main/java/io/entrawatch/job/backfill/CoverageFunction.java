// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.event.JobCounter;
import io.entrawatch.event.Times;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps what the ends of a replayed range cut through from passing for final: in a shadow topic
 * such an alert stays open, among the live ones it would overwrite a fuller one and is left out.
 */
public final class CoverageFunction extends ProcessFunction<Alert, Alert> {
  private static final long serialVersionUID = 1L;

  /** Counts. */
  public static final String WHOLE = "backfill.whole";

  public static final String CUT = "backfill.cut";
  public static final String NOT_ASKED = "backfill.not-asked";

  /** Names those that are cut, as far as {@link #MOST_NAMED} go. */
  public static final String NAMES = "backfill.cut-alerts";

  private static final int MOST_NAMED = 100;

  private final Coverage coverage;
  private final boolean leavesOut;
  private transient ObjectMapper json;
  private transient JobCounter whole;
  private transient JobCounter cut;
  private transient JobCounter notAsked;
  private transient ListAccumulator<String> names;

  /**
   * @param leavesOut whether an alert that is cut is left out, instead of staying open
   */
  CoverageFunction(Coverage coverage, boolean leavesOut) {
    this.coverage = coverage;
    this.leavesOut = leavesOut;
  }

  @Override
  public void open(OpenContext context) {
    json = new ObjectMapper();
    whole = new JobCounter(getRuntimeContext(), WHOLE);
    cut = new JobCounter(getRuntimeContext(), CUT);
    notAsked = new JobCounter(getRuntimeContext(), NOT_ASKED);
    names = new ListAccumulator<>();
    getRuntimeContext().addAccumulator(NAMES, names);
  }

  @Override
  public void processElement(Alert alert, Context context, Collector<Alert> out) throws Exception {
    switch (coverage.of(alert)) {
      case WHOLE -> {
        whole.increase();
        out.collect(alert);
      }
      case CUT -> {
        cut.increase();
        name(alert);
        if (!leavesOut) {
          out.collect(open(alert));
        }
      }
      case NOT_ASKED -> notAsked.increase();
    }
  }

  private void name(Alert alert) {
    if (names.getLocalValue().size() < MOST_NAMED) {
      names.add(alert.id() + ' ' + alert.rule() + ' ' + Times.iso(alert.periodStart()));
    }
  }

  /** As it would be if more were still to come: the revision before its closing. */
  private Alert open(Alert alert) throws JsonProcessingException {
    if (!alert.closed()) {
      return alert;
    }
    long revision = alert.revision() - 1;
    ObjectNode document = (ObjectNode) json.readTree(alert.document());
    ((ObjectNode) document.get("entrawatch")).put("revision", revision).put("status", "open");
    return new Alert(
        alert.id(),
        revision,
        false,
        alert.rule(),
        alert.periodStart(),
        alert.completedAt(),
        document.toString());
  }
}
