// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Renders a folder of k8s/ as {@code kubectl kustomize} does, as far as these manifests use it:
 * resources, namespace, name suffix, generated ConfigMaps and the references to them, merge patches
 * and patches of the kind of RFC 6902. What it does not know it refuses. {@code KustomizeFullIT}
 * compares it with the real one.
 */
final class Kustomization {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a kustomization.yaml may hold. */
  record Declared(
      String apiVersion,
      String kind,
      String namespace,
      String nameSuffix,
      List<String> resources,
      List<Generator> configMapGenerator,
      List<Patch> patches,
      List<String> configurations) {
    record Generator(String name, String behavior, List<String> files) {}

    record Patch(String path, Target target, String patch) {}

    record Target(String kind, String name) {}
  }

  private final Path folder;
  private final Declared declared;
  private final List<ObjectNode> objects = new ArrayList<>();

  private Kustomization(Path folder) {
    this.folder = folder;
    this.declared = Strict.bind(read(folder.resolve("kustomization.yaml")).get(0), Declared.class);
  }

  /** The objects that the folder stands for, ConfigMaps with the hash of their content. */
  static List<ObjectNode> render(Path folder) {
    List<ObjectNode> objects = unhashed(folder);
    Map<String, String> hashed = new TreeMap<>();
    for (ObjectNode object : objects) {
      if (kind(object).equals("ConfigMap")) {
        String name = name(object);
        hashed.put(name, name + "-" + Integer.toHexString(object.get("data").hashCode()));
        rename(object, hashed.get(name));
      }
    }
    objects.forEach(object -> refer(object, hashed));
    return objects;
  }

  private static List<ObjectNode> unhashed(Path folder) {
    Kustomization kustomization = new Kustomization(folder);
    kustomization.declared.resources().forEach(kustomization::add);
    orNone(kustomization.declared.configMapGenerator()).forEach(kustomization::generate);
    orNone(kustomization.declared.patches()).forEach(kustomization::patch);
    kustomization.place();
    return kustomization.objects;
  }

  private void add(String resource) {
    Path path = folder.resolve(resource).normalize();
    if (Files.isDirectory(path)) {
      objects.addAll(unhashed(path));
    } else {
      read(path).forEach(object -> objects.add((ObjectNode) object));
    }
  }

  private void generate(Declared.Generator generator) {
    ObjectNode data = JSON.createObjectNode();
    for (String file : generator.files()) {
      data.put(file, text(folder.resolve(file)));
    }
    if ("replace".equals(generator.behavior())) {
      find("ConfigMap", generator.name()).set("data", data);
    } else {
      ObjectNode map = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
      map.putObject("metadata").put("name", generator.name());
      map.set("data", data);
      objects.add(map);
    }
  }

  private void patch(Declared.Patch patch) {
    if (patch.path() != null) {
      JsonNode merge = read(folder.resolve(patch.path())).get(0);
      merge(find(kind(merge), name(merge)), (ObjectNode) merge);
    } else {
      ObjectNode target = find(patch.target().kind(), patch.target().name());
      parse(patch.patch()).get(0).forEach(operation -> apply(operation, target));
    }
  }

  /** As kustomize merges objects whose type it does not know: lists are replaced whole. */
  private static void merge(ObjectNode into, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            entry -> {
              JsonNode old = into.get(entry.getKey());
              if (old instanceof ObjectNode && entry.getValue() instanceof ObjectNode) {
                merge((ObjectNode) old, (ObjectNode) entry.getValue());
              } else {
                into.set(entry.getKey(), entry.getValue());
              }
            });
  }

  private static void apply(JsonNode operation, ObjectNode target) {
    String path = operation.get("path").asText();
    if (!operation.get("op").asText().equals("add") || !path.endsWith("/-")) {
      throw new IllegalArgumentException("only additions to lists are known: " + operation);
    }
    JsonNode list = target.at(path.substring(0, path.length() - 2));
    ((ArrayNode) list).add(operation.get("value"));
  }

  private void place() {
    String suffix = declared.nameSuffix();
    Map<String, String> renamed = new TreeMap<>();
    for (ObjectNode object : objects) {
      if (suffix != null) {
        if (kind(object).equals("ConfigMap")) {
          renamed.put(name(object), name(object) + suffix);
        }
        rename(object, name(object) + suffix);
      }
      if (declared.namespace() != null) {
        ((ObjectNode) object.get("metadata")).put("namespace", declared.namespace());
        object
            .path("subjects")
            .forEach(subject -> ((ObjectNode) subject).put("namespace", declared.namespace()));
      }
    }
    objects.forEach(object -> refer(object, renamed));
  }

  /** Where k8s/job/kustomizeconfig.yaml says that a FlinkDeployment names ConfigMaps. */
  private static void refer(ObjectNode object, Map<String, String> renamed) {
    for (JsonNode volume : object.at("/spec/podTemplate/spec/volumes")) {
      if (volume.path("configMap") instanceof ObjectNode map) {
        map.put("name", renamed.getOrDefault(map.get("name").asText(), map.get("name").asText()));
      }
    }
  }

  private ObjectNode find(String kind, String name) {
    return objects.stream()
        .filter(object -> kind(object).equals(kind) && name(object).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name));
  }

  static String kind(JsonNode object) {
    return object.get("kind").asText();
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  private static void rename(ObjectNode object, String name) {
    ((ObjectNode) object.get("metadata")).put("name", name);
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }

  /** The documents of a file. */
  static List<JsonNode> read(Path file) {
    return parse(text(file));
  }

  static List<JsonNode> parse(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    try (JsonParser parser = YAML.createParser(yaml)) {
      for (JsonNode next = YAML.readTree(parser); next != null; next = YAML.readTree(parser)) {
        documents.add(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
