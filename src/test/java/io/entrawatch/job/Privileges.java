// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.job;

import io.entrawatch.platform.KafkaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The ACLs and the role that docs/security.md lists, and no more. */
final class Privileges {
  private final KafkaBroker broker;

  Privileges(KafkaBroker broker) {
    this.broker = broker;
  }

  /** The role of the API key for indexes of that prefix, as Elasticsearch takes it. */
  static String role(String indexPrefix) {
    return """
        {"cluster": ["manage_index_templates"],
         "indices": [{"names": ["%s-*"], "privileges": ["auto_configure", "index"]}]}
        """
        .formatted(indexPrefix);
  }

  /** What at-least-once delivery takes. */
  static List<AclBinding> atLeastOnce(String user, JobTopics topics, String group) {
    List<AclBinding> acls = new ArrayList<>();
    acls.add(topic(user, topics.topic("sign-ins"), AclOperation.READ));
    acls.add(binding(user, ResourceType.GROUP, group, PatternType.LITERAL, AclOperation.READ));
    for (String output : List.of("alerts", "dead-letters", "late")) {
      acls.add(topic(user, topics.topic(output), AclOperation.WRITE));
    }
    return acls;
  }

  /** What exactly-once delivery takes. */
  static List<AclBinding> exactlyOnce(String user, JobTopics topics, String group) {
    List<AclBinding> acls = atLeastOnce(user, topics, group);
    for (AclOperation operation : List.of(AclOperation.WRITE, AclOperation.DESCRIBE)) {
      acls.add(
          binding(
              user, ResourceType.TRANSACTIONAL_ID, group + "-", PatternType.PREFIXED, operation));
    }
    return acls;
  }

  /** What at-least-once delivery takes with exceptions on a topic. */
  static List<AclBinding> withExceptions(String user, JobTopics topics, String group) {
    List<AclBinding> acls = atLeastOnce(user, topics, group);
    acls.add(topic(user, topics.topic("exceptions"), AclOperation.READ));
    acls.add(
        binding(
            user,
            ResourceType.GROUP,
            group + "-exceptions",
            PatternType.LITERAL,
            AclOperation.READ));
    acls.add(topic(user, topics.topic("suppressed"), AclOperation.WRITE));
    return acls;
  }

  /** What a backfill into a topic takes; the last of it is what it can do without. */
  static List<AclBinding> backfill(String user, JobTopics topics, String target) {
    return List.of(
        topic(user, topics.topic("sign-ins"), AclOperation.READ),
        topic(user, target, AclOperation.WRITE),
        topic(user, topics.topic("sign-ins"), AclOperation.DESCRIBE_CONFIGS));
  }

  private static AclBinding topic(String user, String topic, AclOperation operation) {
    return binding(user, ResourceType.TOPIC, topic, PatternType.LITERAL, operation);
  }

  private static AclBinding binding(
      String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  /** The same for another user. */
  static AclBinding to(String user, AclBinding acl) {
    return binding(
        user,
        acl.pattern().resourceType(),
        acl.pattern().name(),
        acl.pattern().patternType(),
        acl.entry().operation());
  }

  void grant(List<AclBinding> acls) throws Exception {
    try (Admin admin = broker.admin()) {
      admin.createAcls(acls).all().get(30, TimeUnit.SECONDS);
    }
  }

  /** Makes a user of SCRAM-SHA-512. */
  void scramUser(String user, String password) throws Exception {
    ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    try (Admin admin = broker.admin()) {
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(user, scram, password)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }
}
