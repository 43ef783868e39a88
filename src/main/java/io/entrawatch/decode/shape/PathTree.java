// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import io.entrawatch.event.FieldType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The paths of keys that somebody reads. A node knows what is below it by every spelling of the way
 * there, so that {@code a: {b: ..}} and {@code "a.b": ..} both take one look-up a key and what
 * nobody reads is skipped at its first key. Keys are held as {@link KeySpelling} has them.
 */
public final class PathTree {
  private final Map<String, PathTree> below = new HashMap<>();
  private final Leaf leaf;
  private final Names names;

  /** Whether a core field's values stand here or below. */
  private boolean core;

  /** Whose names they are, which decides where {@link FieldReader} keeps the values. */
  enum Names {
    /** ECS, as Elastic's azure integration writes them. */
    ECS,
    /** Azure Monitor's. */
    AZURE,
    /** The same without {@code properties} around them, as flat exports have them. */
    FLAT
  }

  /**
   * The end of a path.
   *
   * @param slot where {@link FoundValues} keeps its values
   * @param name how messages call it
   * @param core whether what is found there may decide what the record is
   */
  record Leaf(int slot, FieldType type, String name, boolean core) {}

  private PathTree(Leaf leaf, Names names) {
    this.leaf = leaf;
    this.names = names;
    this.core = leaf != null && leaf.core;
  }

  static PathTree root(Names names) {
    return new PathTree(null, names);
  }

  /** Adds a path of segments joined by dots. */
  void add(String path, Leaf end) {
    core |= end.core;
    int dot = path.indexOf('.');
    if (dot < 0) {
      below.put(KeySpelling.plainOf(path), new PathTree(end, names));
      return;
    }
    onTheWay(path.substring(0, dot)).add(path.substring(dot + 1), end);
  }

  /** Adds a member of {@code parent}, empty for the root, that only this spelling of it means. */
  void addSpelled(String parent, String key, Leaf end) {
    PathTree holder = parent.isEmpty() ? this : onTheWay(parent);
    holder.below.put(key, new PathTree(end, names));
    holder.core |= end.core;
  }

  private PathTree onTheWay(String key) {
    return below.computeIfAbsent(KeySpelling.plainOf(key), any -> new PathTree(null, names));
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
  public PathTree or(PathTree other) {
    PathTree both = root(names);
    both.core = true;
    both.below.putAll(below);
    other.below.forEach((key, node) -> both.below.merge(key, node, PathTree::merged));
    return both;
  }

  /** A text is the one's value, an object holds the other's members. */
  private static PathTree merged(PathTree one, PathTree other) {
    PathTree value = one.leaf == null ? other : one;
    PathTree object = value == one ? other : one;
    if (value.leaf == null || object.leaf != null) {
      throw new IllegalStateException("two of one name");
    }
    PathTree both = new PathTree(value.leaf, value.names);
    both.core = one.core || other.core;
    both.below.putAll(object.below);
    return both;
  }

  /** Lets {@code key} lead to the root {@code node}. */
  public PathTree with(String key, PathTree node) {
    below.put(key, node);
    return this;
  }

  /** What the key leads to; null where nobody reads it. */
  PathTree child(String key) {
    return below.get(key);
  }

  /**
   * Whether what stands there counts as read when the shape of a record is decided. What is read
   * for some rules alone does not, so that the shape is the same whichever rules run.
   */
  boolean isCore() {
    return core;
  }

  boolean hasChildren() {
    return !below.isEmpty();
  }

  Names names() {
    return names;
  }

  /** Null for a node on the way. */
  Leaf leaf() {
    return leaf;
  }

  void forEachLeaf(Consumer<Leaf> consumer) {
    if (leaf != null) {
      consumer.accept(leaf);
    }
    below.values().forEach(child -> child.forEachLeaf(consumer));
  }
}
