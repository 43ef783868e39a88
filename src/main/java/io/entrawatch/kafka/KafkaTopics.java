// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.TimestampType;

/**
 * What a job needs of its brokers, looked up before it starts: a topic that is not there or may not
 * be used would otherwise end in retries that nobody sees. Asks for nothing that the job itself may
 * not ask for.
 */
public final class KafkaTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Topics could not be used; the message is one line with the remedy and without secrets. */
  public static final class UnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableException(String message) {
      super(message);
    }
  }

  private final String bootstrapServers;
  private final Properties client = new Properties();

  /**
   * @param properties of the client
   */
  public KafkaTopics(String bootstrapServers, Map<String, String> properties) {
    this.bootstrapServers = bootstrapServers;
    client.putAll(properties);
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 3);
  }

  /**
   * Checks that a broker answers, that every topic is there and may be read, and that the group may
   * be used.
   *
   * @throws UnusableException otherwise
   */
  public void requireReadable(Set<String> topics, String group) {
    requireReachable();
    try (Admin admin = Admin.create(client)) {
      require(admin, topics, AclOperation.READ);
      requireGroup(admin, group);
    } catch (KafkaException e) {
      throw unusable(bootstrapServers, client, e);
    }
  }

  /**
   * Checks that a broker answers, and that every topic is there and may be read without a group.
   *
   * @throws UnusableException otherwise
   */
  public void requireReadable(Set<String> topics) {
    require(topics, AclOperation.READ);
  }

  /**
   * Checks that a broker answers, and that every topic is there and may be written.
   *
   * @throws UnusableException otherwise
   */
  public void requireWritable(Set<String> topics) {
    require(topics, AclOperation.WRITE);
  }

  /**
   * Those topics whose records have the timestamps that their senders give them, as far as the
   * brokers tell.
   */
  public Set<String> stampedBySenders(Set<String> topics) {
    Set<String> found = new TreeSet<>(topics);
    try (Admin admin = Admin.create(client)) {
      found.removeIf(topic -> !isStampedBySenders(admin, topic));
      return found;
    } catch (KafkaException e) {
      return Set.of(); // the checks before this one tell why
    }
  }

  private static boolean isStampedBySenders(Admin admin, String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      ConfigEntry type =
          await(admin.describeConfigs(Set.of(resource)).values().get(resource))
              .get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
      return type != null && TimestampType.CREATE_TIME.name.equals(type.value());
    } catch (KafkaException e) {
      return false; // no right to see it, or a service that has no such setting
    }
  }

  private void requireReachable() {
    KafkaFailure.beforehand(bootstrapServers, protocol(client))
        .ifPresent(
            problem -> {
              throw new UnusableException(problem);
            });
  }

  private void require(Set<String> topics, AclOperation operation) {
    requireReachable();
    try (Admin admin = Admin.create(client)) {
      require(admin, topics, operation);
    } catch (KafkaException e) {
      throw unusable(bootstrapServers, client, e);
    }
  }

  private void require(Admin admin, Set<String> topics, AclOperation operation) {
    Set<String> missing = new TreeSet<>();
    Set<String> denied = new TreeSet<>();
    new TreeMap<>(
            admin
                .describeTopics(
                    topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues())
        .forEach(
            (topic, description) -> {
              try {
                TopicDescription found = await(description);
                if (isDenied(found.authorizedOperations(), operation)) {
                  denied.add(topic);
                }
              } catch (UnknownTopicOrPartitionException e) {
                missing.add(topic);
              } catch (TopicAuthorizationException e) {
                denied.add(topic);
              }
            });
    if (!missing.isEmpty()) {
      throw new UnusableException(
          "kafka.topics: there is no topic "
              + String.join(", ", missing)
              + " at "
              + bootstrapServers
              + "; create it, or name another one");
    }
    if (!denied.isEmpty()) {
      throw new UnusableException(
          "kafka.topics: this client may not "
              + (operation == AclOperation.READ ? "read" : "write")
              + " topic "
              + String.join(", ", denied)
              + " at "
              + bootstrapServers
              + "; grant it the ACLs of docs/security.md");
    }
  }

  private void requireGroup(Admin admin, String group) {
    boolean denied;
    try {
      ConsumerGroupDescription found =
          await(
              admin
                  .describeConsumerGroups(
                      List.of(group),
                      new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                  .describedGroups()
                  .get(group));
      denied = isDenied(found.authorizedOperations(), AclOperation.READ);
    } catch (GroupAuthorizationException e) {
      denied = true;
    } catch (KafkaException e) {
      // A group that nobody has used yet, or a service that tells nothing of groups.
      denied = false;
    }
    if (denied) {
      throw new UnusableException(
          "kafka.group-id: this client may not use the group "
              + group
              + " at "
              + bootstrapServers
              + "; grant it READ on the group");
    }
  }

  /** Not every service tells what is allowed; only one that does can deny. */
  private static boolean isDenied(Set<AclOperation> allowed, AclOperation operation) {
    return allowed != null
        && allowed.contains(AclOperation.DESCRIBE)
        && !allowed.contains(operation);
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException failure
          ? failure
          : new UnknownServerException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  /**
   * What to say of a failure.
   *
   * @param properties of the client that failed
   */
  public static UnusableException unusable(
      String bootstrapServers, Map<?, ?> properties, Throwable failure) {
    return new UnusableException(
        new KafkaFailure(bootstrapServers, protocol(properties), failure).told());
  }

  private static String protocol(Map<?, ?> client) {
    Object protocol = client.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
    return protocol == null ? CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL : protocol.toString();
  }
}
