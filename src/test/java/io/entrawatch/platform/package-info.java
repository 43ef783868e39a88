/**
 * The real servers that integration tests run against: a Kafka broker, an Elasticsearch and a Flink
 * cluster, each in processes and on a class path of its own. Maven puts their artifacts into {@code
 * target/platform} before the integration tests; see src/it/platform.
 */
package io.entrawatch.platform;
