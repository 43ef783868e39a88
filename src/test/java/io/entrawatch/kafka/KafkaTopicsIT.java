// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrawatch.platform.KafkaBroker;
import io.entrawatch.platform.SharedServers;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class KafkaTopicsIT {
  @Test
  void topicsThatSendersStampAreToldThoughBrokersDoNotTellOfAnother(KafkaBroker kafka) {
    kafka.createTopic("stamped-by-senders", 1);
    kafka.createTopic("stamped-by-brokers", 1, Map.of("message.timestamp.type", "LogAppendTime"));

    assertThat(
            new KafkaTopics(kafka.bootstrap(), Map.of())
                .stampedBySenders(
                    Set.of("stamped-by-senders", "stamped-by-brokers", "no-such-topic")))
        .containsExactly("stamped-by-senders");
  }
}
