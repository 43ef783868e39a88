// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.prefilter;

import io.entrawatch.decode.FullDecoder;
import io.entrawatch.decode.prefilter.RequiredLiterals.Literal;
import io.entrawatch.decode.record.Relevance;
import io.entrawatch.decode.shape.DecoderSettings;
import io.entrawatch.decode.shape.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Settles most records that no rule can take without parsing them: what a rule needs does not stand
 * in their bytes, and the bytes look in every respect like a sound record of one of the shapes.
 * Whatever looks otherwise is for the {@link FullDecoder}.
 *
 * <p>Not for several threads.
 */
public final class Prefilter implements LiteralSearch.Finds {
  private static final ShapeMarker[] MARKS = ShapeMarker.values();

  private final LiteralSearch search;
  private final UnicodeEscapes escapes;
  private final List<ShapeMarker> markOf = new ArrayList<>();
  private final List<Integer> needlesOf = new ArrayList<>();
  private final List<RequiredLiterals> longOnes = new ArrayList<>();

  /**
   * Of which long ones the rest was looked for in the record, in vain: a record that holds nothing
   * but the same anchor over and over must not be read over as often.
   */
  private final BitSet incomplete = new BitSet();

  /** What is too short to be searched for with all others. */
  private final List<RequiredLiterals> shortOnes = new ArrayList<>();

  private final SketchReader looks;
  private final SessionSample sessions = new SessionSample();

  private byte[] text;
  private int from;
  private int to;

  /** For rules like these; null where they don't say what they need. */
  public static Prefilter of(DecoderSettings settings, Relevance relevance) {
    Set<RequiredLiterals> needles = RequiredLiterals.of(relevance.needs());
    return needles.isEmpty() ? null : new Prefilter(settings, needles);
  }

  /**
   * @param needles what the rules need, not empty
   */
  private Prefilter(DecoderSettings settings, Set<RequiredLiterals> needles) {
    looks = new SketchReader(settings);
    List<byte[]> texts = new ArrayList<>();
    for (ShapeMarker mark : MARKS) {
      for (byte[] spelling : mark.bytes()) {
        texts.add(spelling);
        markOf.add(mark);
      }
    }
    for (RequiredLiterals ofRule : needles) {
      if (!ofRule.areLong()) {
        shortOnes.add(ofRule);
        continue;
      }
      for (Literal anchor : ofRule.anchors()) {
        texts.add(anchor.bytes());
        needlesOf.add(longOnes.size());
      }
      longOnes.add(ofRule);
    }
    search = new LiteralSearch(texts);
    escapes = new UnicodeEscapes(marks(), literals(needles));
  }

  private static Stream<String> marks() {
    return Arrays.stream(MARKS).flatMap(mark -> mark.spellings().stream());
  }

  private static Stream<String> literals(Set<RequiredLiterals> needles) {
    return needles.stream()
        .flatMap(n -> Stream.concat(Stream.of(n.anchors()), n.others().stream()))
        .flatMap(List::stream)
        .map(Literal::text);
  }

  /**
   * How the record within the bounds looks if no rule takes it, as far as bytes tell; null if in
   * doubt.
   *
   * @param flatTo up to where, exclusive, no brace is known to stand in it but its own
   */
  public RecordSketch at(byte[] record, int start, int end, int flatTo, boolean mayHaveBackslash) {
    text = record;
    from = start;
    to = end;
    looks.clear();
    incomplete.clear();
    boolean settled =
        isEnclosed()
            && !(mayHaveBackslash && escapes.maySpellIn(text, from, to))
            && search.in(text, from, to, this)
            && !anyShortStands();
    RecordSketch look = settled ? looks.of(text, from, to, flatTo) : null;
    return look != null && sessions.isDue() ? look.withSessions(sessions.in(text, from, to)) : look;
  }

  /** The outermost braces, which a text that was cut off will hardly have. */
  private boolean isEnclosed() {
    while (from < to && JsonText.isSpace(text[from])) {
      from++;
    }
    while (from < to && JsonText.isSpace(text[to - 1])) {
      to--;
    }
    return to - from > 1 && text[from] == '{' && text[to - 1] == '}';
  }

  @Override
  public boolean found(int which, int at) {
    if (which < markOf.size()) {
      looks.add(markOf.get(which), at, at + search.length(which));
      return true;
    }
    int needles = needlesOf.get(which - markOf.size());
    if (!incomplete.get(needles)) {
      incomplete.set(needles);
      return !longOnes.get(needles).othersStandIn(text, from, to);
    }
    return true;
  }

  private boolean anyShortStands() {
    for (RequiredLiterals needles : shortOnes) {
      if (needles.standIn(text, from, to)) {
        return true;
      }
    }
    return false;
  }
}
