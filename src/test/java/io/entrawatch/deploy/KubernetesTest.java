// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import io.entrawatch.job.EntrawatchJob;
import io.entrawatch.job.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests, rendered and judged without a cluster. */
class KubernetesTest {
  /** Of the operator, which no class path here has. */
  private static final List<String> OF_THE_OPERATOR =
      List.of(
          "kubernetes.operator.periodic.savepoint.interval",
          "kubernetes.operator.savepoint.history.max.age",
          "kubernetes.operator.savepoint.history.max.count");

  private static final String CRD = "ENTRAWATCH_FLINK_CRD";

  @TempDir private Path folder;

  private static List<ObjectNode> rendered(String overlay) {
    return Kustomization.render(Path.of("k8s/overlays", overlay));
  }

  private static ObjectNode deployment(String overlay) {
    return rendered(overlay).stream()
        .filter(object -> Kustomization.kind(object).equals("FlinkDeployment"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large", "backfill"})
  void everyObjectHasOnlyFieldsThatItsKindKnows(String overlay) {
    List<ObjectNode> objects = rendered(overlay);
    assertThat(objects).hasSizeGreaterThanOrEqualTo(2);
    objects.forEach(Manifests::check);
    assertThat(objects.stream().map(object -> object.at("/metadata/namespace").asText()))
        .containsOnly("entrawatch");
  }

  /** Misspells each key of each object in turn. */
  @ParameterizedTest
  @ValueSource(strings = {"small", "large", "backfill"})
  void aMisspeltFieldIsRefusedWhereverItStands(String overlay) {
    int refused = 0;
    for (ObjectNode object : rendered(overlay)) {
      for (String path : fields(object, "")) {
        ObjectNode misspelt = object.deepCopy();
        ObjectNode parent = (ObjectNode) misspelt.at(path.substring(0, path.lastIndexOf('/')));
        String key = path.substring(path.lastIndexOf('/') + 1).replace("~1", "/");
        parent.set(key + "x", parent.remove(key));
        assertThatThrownBy(() -> Manifests.check(misspelt))
            .as("%s of %s", path, Kustomization.kind(object))
            .isInstanceOf(IllegalArgumentException.class);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(50);
  }

  /** The paths of all fields whose names Kubernetes or the operator give. */
  private static List<String> fields(JsonNode node, String path) {
    List<String> found = new ArrayList<>();
    node.properties()
        .forEach(
            entry -> {
              String here = path + "/" + entry.getKey().replace("/", "~1");
              boolean ours =
                  path.matches(".*/(matchLabels|labels|requests|data)")
                      || path.matches("/spec/(flink|log)Configuration");
              if (!ours) {
                found.add(here);
                found.addAll(fields(entry.getValue(), here));
              }
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      found.addAll(fields(node.get(i), path + "/" + i));
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large", "backfill"})
  void theOperatorsOwnDefinitionTakesTheDeployment(String overlay) {
    assumeTrue(
        System.getenv(CRD) != null,
        CRD + " is not set: the operator's definition of a FlinkDeployment is not at hand");
    JsonSchema definition = Manifests.definition(Path.of(System.getenv(CRD)));
    ObjectNode deployment = deployment(overlay);
    assertThat(Manifests.complaints(definition, deployment)).isEmpty();
    ObjectNode misspelt = deployment.deepCopy();
    ((ObjectNode) misspelt.at("/spec/podTemplate/spec/containers/0/volumeMounts/0"))
        .put("readonly", true);
    assertThat(Manifests.complaints(definition, misspelt)).contains("readonly");
    misspelt = deployment.deepCopy();
    ((ObjectNode) misspelt.at("/spec/job")).put("upgradeMode", "save-point");
    assertThat(Manifests.complaints(definition, misspelt)).contains("upgradeMode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large", "backfill"})
  void flinkKnowsEveryOneOfItsSettings(String overlay) throws Exception {
    Map<String, String> settings = texts(deployment(overlay).at("/spec/flinkConfiguration"));
    assertThat(settings).containsKeys(OF_THE_OPERATOR.toArray(String[]::new));
    settings.keySet().removeAll(OF_THE_OPERATOR);
    new FlinkOptions().check(settings);
  }

  @Test
  void whatIsTrueEverywhereIsTrueHere() {
    Map<String, String> everywhere = GlobalConfiguration.loadConfiguration("flink-conf").toMap();
    // For `flink run`, which application mode has not.
    everywhere.remove("env.java.opts.client");
    assertThat(texts(deployment("large").at("/spec/flinkConfiguration")))
        .containsAllEntriesOf(everywhere);
  }

  @Test
  void theLogIsTheOneInFlinkConf() throws IOException {
    assertThat(deployment("small").at("/spec/logConfiguration/log4j-console.properties").asText())
        .isEqualTo(Files.readString(Path.of("flink-conf/log4j-console-json.properties")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large", "backfill"})
  void theJobStartsWithTheSettingsThatAreMounted(String overlay) throws IOException {
    ObjectNode deployment = deployment(overlay);
    String map = deployment.at("/spec/podTemplate/spec/volumes/0/configMap/name").asText();
    JsonNode data =
        rendered(overlay).stream()
            .filter(object -> Kustomization.name(object).equals(map))
            .findFirst()
            .orElseThrow()
            .get("data");
    String here = folder.toString();
    Files.createDirectories(folder.resolve("settings"));
    Files.createDirectories(folder.resolve("secrets"));
    Files.createDirectories(folder.resolve("ca"));
    Files.writeString(folder.resolve("secrets/elasticsearch-api-key"), "key");
    Files.writeString(folder.resolve("ca/elasticsearch-ca.pem"), "pem");
    for (Map.Entry<String, JsonNode> file : data.properties()) {
      String text = file.getValue().asText().replace("/opt/entrawatch", here);
      Files.writeString(folder.resolve("settings").resolve(file.getKey()), text);
    }
    String[] args =
        StreamSupport.stream(deployment.at("/spec/job/args").spliterator(), false)
            .map(argument -> argument.asText().replace("/opt/entrawatch", here))
            .toArray(String[]::new);
    Settings settings = EntrawatchJob.settings(args, Map.of());
    assertThat(settings.requireKafka().source().groupId()).isEqualTo("entrawatch");
    assertThat(settings.backfill().isPresent()).isEqualTo(overlay.equals("backfill"));
    assertThat(settings.elasticsearch()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large", "backfill"})
  void nothingIsWrittenButWhereAVolumeIs(String overlay) {
    JsonNode pod = deployment(overlay).at("/spec/podTemplate/spec");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    JsonNode container = pod.at("/containers/0");
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.get("volumeMounts").findValuesAsText("mountPath"))
        .contains("/tmp", "/opt/flink/log");
    assertThat(pod.get("volumes").findValuesAsText("name"))
        .containsAll(container.get("volumeMounts").findValuesAsText("name"));
  }

  @Test
  void noSecretStandsInAManifest() {
    for (String overlay : List.of("small", "large", "backfill")) {
      assertThat(rendered(overlay)).noneMatch(o -> Kustomization.kind(o).equals("Secret"));
      assertThat(deployment(overlay).at("/spec/jobManager/podTemplate/spec/volumes/0/secret"))
          .isNotEmpty();
      assertThat(deployment(overlay).at("/spec/taskManager").toString()).doesNotContain("secret");
    }
  }

  /** Flink's native mode puts both labels on its pods; {@code app} is the deployment's name. */
  @Test
  void whoeverDrainsNodesTakesOneTaskManagerOfTheLiveJobAtATime() {
    ObjectNode deployment = deployment("large");
    JsonNode spec =
        rendered("large").stream()
            .filter(object -> Kustomization.kind(object).equals("PodDisruptionBudget"))
            .findFirst()
            .orElseThrow()
            .get("spec");
    int slots = deployment.at("/spec/flinkConfiguration/taskmanager.numberOfTaskSlots").asInt();
    int taskManagers = deployment.at("/spec/job/parallelism").asInt() / slots;
    assertThat(spec.path("minAvailable").asInt()).isEqualTo(taskManagers - 1).isPositive();
    assertThat(spec.has("maxUnavailable")).isFalse();
    String live = Kustomization.name(deployment);
    assertThat(texts(spec.at("/selector/matchLabels")))
        .isEqualTo(Map.of("app", live, "component", "taskmanager"));
    assertThat(Kustomization.name(deployment("backfill"))).isNotEqualTo(live);
  }

  @Test
  void aBackfillTouchesNothingOfTheLiveJobs() {
    List<ObjectNode> live = rendered("large");
    List<ObjectNode> backfill = rendered("backfill");
    List<String> names = live.stream().map(Kustomization::name).toList();
    assertThat(backfill).extracting(Kustomization::name).doesNotContainAnyElementsOf(names);
    Map<String, String> there = texts(deployment("large").at("/spec/flinkConfiguration"));
    texts(deployment("backfill").at("/spec/flinkConfiguration"))
        .forEach(
            (key, value) -> {
              if (value.startsWith("s3://")) {
                assertThat(value).as(key).isNotEqualTo(there.get(key));
              }
            });
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
