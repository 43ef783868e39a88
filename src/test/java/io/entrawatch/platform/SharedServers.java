// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.platform;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a {@link KafkaBroker} or an {@link ElasticsearchNode} to whatever constructor or method of
 * a test asks for one. All tests of a run share them: each is started when it is first asked for
 * and ends with the run, so a test uses topics and indices of its own, and leaves the servers
 * running.
 */
public final class SharedServers implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedServers.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == KafkaBroker.class || type == ElasticsearchNode.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaBroker.class
        ? shared(context, KafkaBroker.class, KafkaBroker::start)
        : shared(context, ElasticsearchNode.class, ElasticsearchNode::start);
  }

  // The root's store closes what is AutoCloseable when the run ends.
  private static <T> T shared(ExtensionContext context, Class<T> type, Supplier<T> start) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(type, ignored -> start.get(), type);
  }
}
