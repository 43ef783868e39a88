// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What each kind of object may hold. */
final class Manifests {
  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "v1 ServiceAccount", ServiceAccount.class,
          "v1 ConfigMap", ConfigMap.class,
          "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
          "rbac.authorization.k8s.io/v1 Role", Role.class,
          "rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
          "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
          "flink.apache.org/v1beta1 FlinkDeployment", FlinkDeployment.class);

  /** The Flink Kubernetes Operator's, as far as it is used; the CRD itself says it all. */
  record FlinkDeployment(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(
        String image,
        String imagePullPolicy,
        FlinkVersion flinkVersion,
        Mode mode,
        String serviceAccount,
        Map<String, String> flinkConfiguration,
        Map<String, String> logConfiguration,
        Pod podTemplate,
        Managers jobManager,
        Managers taskManager,
        Job job) {}

    record Managers(Integer replicas, Resource resource, Pod podTemplate) {}

    record Resource(BigDecimal cpu, String memory) {}

    record Job(
        String jarURI,
        String entryClass,
        List<String> args,
        int parallelism,
        UpgradeMode upgradeMode,
        State state) {}

    enum FlinkVersion {
      v2_3
    }

    enum Mode {
      NATIVE;

      @com.fasterxml.jackson.annotation.JsonValue
      String code() {
        return "native";
      }
    }

    enum UpgradeMode {
      savepoint,
      stateless
    }

    enum State {
      running
    }
  }

  /** The Prometheus Operator's, as far as it is used. */
  record PodMonitor(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(LabelSelector selector, List<Endpoint> podMetricsEndpoints) {}

    record Endpoint(String port, String path, String interval, String scrapeTimeout) {}
  }

  private Manifests() {}

  /**
   * @throws IllegalArgumentException with what is wrong, if the object has a field that its kind
   *     does not know or a value that does not fit, or its kind is not known
   */
  static void check(JsonNode object) {
    String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    Class<?> type = TYPES.get(kind);
    if (type == null) {
      throw new IllegalArgumentException("unknown kind " + kind);
    }
    Strict.bind(object, type);
  }

  /**
   * The operator's own definition of a spec, such that a field that it does not know is an error.
   */
  static JsonSchema definition(Path crd) {
    JsonNode schema =
        Kustomization.read(crd)
            .get(0)
            .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec")
            .deepCopy();
    close(schema);
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
  }

  /** What the definition has against the object's spec; empty where nothing. */
  static String complaints(JsonSchema definition, JsonNode object) {
    return definition.validate(object.get("spec")).stream()
        .map(Object::toString)
        .collect(Collectors.joining("; "));
  }

  private static void close(JsonNode schema) {
    boolean open =
        schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
            || schema.has("additionalProperties");
    if (schema.has("properties") && schema.get("properties").isObject() && !open) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(Manifests::close);
  }
}
