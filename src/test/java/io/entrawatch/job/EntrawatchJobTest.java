// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrawatch.config.SettingsException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntrawatchJobTest {
  @ParameterizedTest
  @CsvSource({
    "--confg s.yaml, '\"--confg\": there is no such option; did you mean --config?'",
    "--confg, '\"--confg\": there is no such option; did you mean --config?'",
    "--config s.yaml --ste, '\"--ste\": there is no such option; did you mean --set?'",
    "s.yaml, '\"s.yaml\": there is no such option; give --config FILE'",
    "--config=s.yaml, '--config: write a space between it and its value, not an ='",
    "--config, '--config has no value; give --config FILE'",
    "--set a=b, 'give --config FILE'",
  })
  void anOptionThatIsWrongNamesItself(String args, String said) {
    assertThatThrownBy(() -> EntrawatchJob.settings(args.split(" "), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(said);
  }
}
