// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import io.entrawatch.decode.record.DeadLetter.Reason;
import io.entrawatch.decode.record.Rejected;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** The values found in one record, by slot; used again for the next. */
public final class FoundValues {
  static final int MAX_VALUES = 10_000;

  private final String[] first;
  private final List<Collection<String>> all = new ArrayList<>();
  private final int[] used;
  private final BitSet mistyped = new BitSet();
  private int usedCount;
  private int ignored;
  private Rejected rejected;

  FoundValues(int slots) {
    first = new String[slots];
    used = new int[slots];
    for (int slot = 0; slot < slots; slot++) {
      all.add(null);
    }
  }

  void clear() {
    for (int i = 0; i < usedCount; i++) {
      first[used[i]] = null;
      all.set(used[i], null);
    }
    usedCount = 0;
    if (ignored > 0) {
      mistyped.clear();
      ignored = 0;
    }
    rejected = null;
  }

  void add(PathTree.Leaf leaf, String text) {
    int slot = leaf.slot();
    if (first[slot] == null) {
      first[slot] = text;
      used[usedCount++] = slot;
      return;
    }
    boolean set = leaf.type().isIndexedAsSet();
    Collection<String> several = all.get(slot);
    if (set && (several == null ? first[slot].equals(text) : several.contains(text))) {
      return;
    }
    if (several == null) {
      several = set ? new LinkedHashSet<>() : new ArrayList<>();
      several.add(first[slot]);
      all.set(slot, several);
    }
    if (several.size() == MAX_VALUES) {
      reject(Reason.TOO_MANY_VALUES, leaf.name() + " has more than " + MAX_VALUES + " values");
    } else {
      several.add(text);
    }
  }

  /** Drops what stands at the node and is not of its type; it is only counted. */
  void ignore(PathTree node) {
    ignored++;
    node.forEachLeaf(leaf -> mistyped.set(leaf.slot()));
  }

  /** Drops a value that {@link #add} has taken and nobody can read. */
  void ignore() {
    ignored++;
  }

  /** How many values were dropped. */
  public int ignored() {
    return ignored;
  }

  /** Whether a value was dropped that may have been this one's. */
  boolean isMistyped(int slot) {
    return ignored > 0 && mistyped.get(slot);
  }

  /** Remembers why the record can't be used; the first reason stands. */
  void reject(Reason reason, String detail) {
    if (rejected == null) {
      rejected = new Rejected(reason, detail);
    }
  }

  void throwIfRejected() throws Rejected {
    if (rejected != null) {
      throw rejected;
    }
  }

  int usedCount() {
    return usedCount;
  }

  /** The {@code i}-th slot that has values, in the order of the record. */
  int usedSlot(int i) {
    return used[i];
  }

  public boolean has(int slot) {
    return first[slot] != null;
  }

  /** The only value; null where there is none or several. */
  String single(int slot) {
    return all.get(slot) == null ? first[slot] : null;
  }

  /** The first value; null where there is none. */
  public String first(int slot) {
    return first[slot];
  }

  List<String> get(int slot) {
    if (all.get(slot) != null) {
      return List.copyOf(all.get(slot));
    }
    return first[slot] == null ? List.of() : List.of(first[slot]);
  }
}
