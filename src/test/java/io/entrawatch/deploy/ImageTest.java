// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The image and the stack around it, by inspection: there is no Docker here. */
class ImageTest {
  private static final String JAR = "target/entrawatch.jar";

  private static List<String> instructions() throws IOException {
    return Files.readString(Path.of("Dockerfile"))
        .replace("\\\n", " ")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  @Test
  void standsOnTheFlinkThatTheJobIsBuiltFor() throws IOException {
    Matcher flink =
        Pattern.compile("<flink.version>([^<]+)<").matcher(Files.readString(Path.of("pom.xml")));
    assertThat(flink.find()).isTrue();
    assertThat(instructions().get(0)).isEqualTo("FROM flink:" + flink.group(1) + "-java17");
    assertThat(instructions()).noneMatch(line -> line.contains("latest"));
  }

  @Test
  void endsAsAUserThatIsNotRootAndIsTheOneOfTheManifests() throws IOException {
    assertThat(instructions().get(instructions().size() - 1)).isEqualTo("USER 9999:9999");
    JsonNode pod =
        Kustomization.read(Path.of("k8s/job/flinkdeployment.yaml"))
            .get(0)
            .at("/spec/podTemplate/spec/securityContext");
    assertThat(pod.get("runAsUser").asInt()).isEqualTo(9999);
  }

  @Test
  void copiesWhatThereIsAndTheJarToWhereTheManifestLooks() throws IOException {
    List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
    String goal = "";
    for (String line : instructions()) {
      if (line.startsWith("COPY ")) {
        List<String> words = Arrays.asList(line.split("\\s+"));
        for (String source : words.subList(1, words.size() - 1)) {
          assertThat(source.equals(JAR) || Files.exists(Path.of(source))).as(source).isTrue();
          assertThat(ignored).contains("!" + source);
        }
        goal = words.contains(JAR) ? words.get(words.size() - 1) : goal;
      }
    }
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<job.jar>${project.build.directory}/entrawatch.jar<");
    assertThat(
            Kustomization.read(Path.of("k8s/job/flinkdeployment.yaml"))
                .get(0)
                .at("/spec/job/jarURI")
                .asText())
        .isEqualTo("local://" + goal);
  }

  /** What a file of Docker Compose may hold, as far as it is used. */
  record Compose(Map<String, Service> services, Map<String, Object> volumes) {
    record Service(
        String image,
        String build,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        List<String> ports,
        List<String> volumes,
        Map<String, Dependency> depends_on,
        Check healthcheck) {}

    record Dependency(Condition condition) {}

    enum Condition {
      service_started,
      service_healthy,
      service_completed_successfully
    }

    record Check(List<String> test, String interval, String timeout, int retries) {}
  }

  @Test
  void theStackIsWellFormedAndPinsItsImages() throws IOException {
    // Jackson's reader of YAML leaves references unresolved.
    Object document = new Yaml().load(Files.readString(Path.of("docker-compose.yaml")));
    Compose compose = Strict.bind(new ObjectMapper().valueToTree(document), Compose.class);
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat(service.image()).as(name).matches("[a-z/]+:[0-9.]+");
              if (service.depends_on() != null) {
                assertThat(compose.services()).containsKeys(names(service.depends_on()));
              }
              if (service.ports() != null) {
                assertThat(service.ports()).as(name).allMatch(p -> p.startsWith("127.0.0.1:"));
              }
            });
    assertThat(compose.services().get("taskmanager").environment())
        .isEqualTo(compose.services().get("jobmanager").environment());
  }

  /** Docker gives a fresh volume the owner of the folder beneath it, or to root where none is. */
  @Test
  void theVolumesOfTheStackBelongToWhoWritesThem() throws IOException {
    Object document = new Yaml().load(Files.readString(Path.of("docker-compose.yaml")));
    Compose compose = Strict.bind(new ObjectMapper().valueToTree(document), Compose.class);
    String image = String.join("\n", instructions());
    for (String volume : compose.services().get("taskmanager").volumes()) {
      assertThat(image).contains("install -d -o 9999 -g 9999 " + volume.split(":")[1]);
    }
  }

  private static String[] names(Map<String, ?> map) {
    return map.keySet().toArray(String[]::new);
  }
}
