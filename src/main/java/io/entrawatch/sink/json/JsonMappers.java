// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.json;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.json.JsonWriteFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.PropertyNamingStrategies;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Mappers that write snake_case names and leave nulls out. Flink's own copy of Jackson, because
 * that is what {@code JsonSerializationSchema} takes; its annotations are not ours, hence by
 * setting.
 *
 * <p>Everything beyond ASCII is escaped: half a surrogate pair, which any sender can put into a
 * user agent, has no UTF-8 form and would fail the job.
 */
final class JsonMappers implements SerializableSupplier<ObjectMapper> {
  private static final long serialVersionUID = 1L;

  @Override
  public ObjectMapper get() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .serializationInclusion(JsonInclude.Include.NON_NULL)
        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
        .build();
  }
}
