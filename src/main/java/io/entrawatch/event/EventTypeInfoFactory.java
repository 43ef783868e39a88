// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.event;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Tells Flink how sign-ins are serialized, so that no state type that holds one needs to say it.
 */
public final class EventTypeInfoFactory extends TypeInfoFactory<Event> {
  @Override
  public TypeInformation<Event> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> genericParameters) {
    return new EventTypeInfo();
  }
}
