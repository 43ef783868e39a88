// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import static io.entrawatch.event.DataSet.AUDIT;
import static io.entrawatch.event.DataSet.SIGN_INS;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.event.DataSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexPatternsTest {
  @Test
  void aPatternNamesTheDataSetsWhoseStreamsItCanMatch() {
    assertThat(dataSets("logs-azure.signinlogs-*")).containsExactly(SIGN_INS);
    assertThat(dataSets("logs-azure.signinlogs-production")).containsExactly(SIGN_INS);
    assertThat(dataSets("logs-azure.signinlogs*", "logs-azure.auditlogs-*"))
        .containsExactly(SIGN_INS, AUDIT);
    assertThat(dataSets("logs-azure.*")).containsExactly(DataSet.values());
    assertThat(dataSets("logs-*")).containsExactly(DataSet.values());
    assertThat(dataSets("*")).containsExactly(DataSet.values());
  }

  @Test
  void filebeatHoldsEveryLog() {
    assertThat(dataSets("filebeat-*")).containsExactly(DataSet.values());
    assertThat(dataSets("filebeat-8.19.0")).containsExactly(DataSet.values());
  }

  @Test
  void thePatternOfAnotherLogNamesNone() {
    assertThat(dataSets("logs-aws.cloudtrail-*", "winlogbeat-*", "logs-azure.signinlogs"))
        .isEmpty();
    assertThat(dataSets("logs-azure.signin-*")).isEmpty();
  }

  @Test
  void aClusterInFrontDoesNotMatter() {
    assertThat(dataSets("eu:logs-azure.auditlogs-*")).containsExactly(AUDIT);
  }

  @Test
  void aMinusTakesAwayWhatWasNamedBefore() {
    assertThat(dataSets("logs-azure.signinlogs-*", "logs-azure.auditlogs-*", "-logs-azure.audit*"))
        .containsExactly(SIGN_INS);
    assertThat(dataSets("logs-azure.signinlogs-*", "-logs-azure.signinlogs-test"))
        .containsExactly(SIGN_INS);
  }

  private static Iterable<DataSet> dataSets(String... patterns) {
    return IndexPatterns.dataSets(List.of(patterns));
  }
}
