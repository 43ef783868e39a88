// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our rendering of the manifests and kustomize's own are the same. */
@Tag("full")
class KustomizeFullIT {
  /** What a ConfigMap's name ends in; how the hash is made is kustomize's matter. */
  private static final String HASH = "(entrawatch-settings[a-z-]*)-[a-z0-9]+";

  @ParameterizedTest
  @ValueSource(strings = {"small", "large", "backfill"})
  void kustomizeRendersTheSame(String overlay) throws Exception {
    assumeTrue(Programs.has("kubectl"), "there is no kubectl (1.27 or newer)");
    String output = Programs.run("kubectl", "kustomize", "k8s/overlays/" + overlay);
    assertThat(byName(Kustomization.parse(output)))
        .isEqualTo(byName(Kustomization.render(Path.of("k8s/overlays", overlay))));
  }

  private static Map<String, JsonNode> byName(Iterable<? extends JsonNode> objects) {
    Map<String, JsonNode> byName = new TreeMap<>();
    for (JsonNode object : objects) {
      JsonNode bare = Kustomization.parse(object.toString().replaceAll(HASH, "$1")).get(0);
      byName.put(Kustomization.kind(bare) + " " + Kustomization.name(bare), bare);
    }
    return byName;
  }
}
