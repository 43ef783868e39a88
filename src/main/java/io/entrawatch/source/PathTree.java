// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.signin.FieldType;
import java.util.HashMap;
import java.util.Map;

/**
 * The paths of keys that somebody reads. A node knows what is below it by every spelling of the way
 * there, so that {@code a: {b: ..}} and {@code "a.b": ..} both take one look-up a key and what
 * nobody reads is skipped at its first key.
 */
final class PathTree {
  private final Map<String, PathTree> below = new HashMap<>();
  private final Leaf leaf;
  private final boolean raw;

  /**
   * The end of a path.
   *
   * @param slot where {@link Values} keeps its values
   * @param name how messages call it
   */
  record Leaf(int slot, FieldType type, String name) {}

  private PathTree(Leaf leaf, boolean raw) {
    this.leaf = leaf;
    this.raw = raw;
  }

  /** A root for ECS names: spelled to the letter, nested or dotted. */
  static PathTree ecs() {
    return new PathTree(null, false);
  }

  /** A root for names of raw records, given in snake case. */
  static PathTree raw() {
    return new PathTree(null, true);
  }

  /** Adds a path of segments joined by dots. */
  void add(String path, Leaf end) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      below.put(path, new PathTree(end, raw));
      return;
    }
    PathTree next = below.computeIfAbsent(path.substring(0, dot), key -> new PathTree(null, raw));
    next.add(path.substring(dot + 1), end);
  }

  /**
   * Makes every descendant reachable by its dotted path; to be called once, when all paths are
   * added.
   */
  PathTree joined() {
    Map<String, PathTree> dotted = new HashMap<>();
    below.forEach(
        (key, child) ->
            child.joined().below.forEach((rest, node) -> dotted.put(key + "." + rest, node)));
    below.putAll(dotted);
    return this;
  }

  /**
   * A root that has the members of both, for a record of which only its members will tell the
   * shape.
   */
  static PathTree either(PathTree ecs, PathTree raw) {
    PathTree both = raw();
    both.below.putAll(raw.below);
    both.below.putAll(ecs.below);
    return both;
  }

  /** Lets {@code key} lead to the root {@code node}. */
  PathTree with(String key, PathTree node) {
    below.put(key, node);
    return this;
  }

  /** What the key leads to; null where nobody reads it. */
  PathTree child(String key) {
    return below.get(key);
  }

  /** Whether it names members of raw records, or its children may. */
  boolean isRaw() {
    return raw;
  }

  /** Null for a node on the way. */
  Leaf leaf() {
    return leaf;
  }
}
