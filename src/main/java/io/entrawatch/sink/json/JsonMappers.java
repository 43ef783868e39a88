package io.entrawatch.sink.json;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.PropertyNamingStrategies;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Mappers that write snake_case names and leave nulls out. Flink's own copy of Jackson, because
 * that is what {@code JsonSerializationSchema} takes; its annotations are not ours, hence by
 * setting.
 */
final class JsonMappers implements SerializableSupplier<ObjectMapper> {
  private static final long serialVersionUID = 1L;

  @Override
  public ObjectMapper get() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .serializationInclusion(JsonInclude.Include.NON_NULL)
        .build();
  }
}
