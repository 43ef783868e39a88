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
 * Recognises, without parsing, most records that no rule can match. Such a record has none of the
 * texts that the rules need, and its bytes look like a valid record of a known shape. The {@link
 * FullDecoder} reads every other record.
 *
 * <p>Not thread-safe.
 */
public final class Prefilter implements LiteralSearch.Finds {
  private static final ShapeMarker[] MARKERS = ShapeMarker.values();

  private final LiteralSearch search;
  private final UnicodeEscapes escapes;
  private final List<ShapeMarker> markerOf = new ArrayList<>();
  private final List<Integer> literalsOf = new ArrayList<>();
  private final List<RequiredLiterals> longLiterals = new ArrayList<>();

  /**
   * The long literals whose other texts were already searched for in this record and not found.
   * Without it, a record that repeats one anchor would be searched again for each repetition.
   */
  private final BitSet searchedInVain = new BitSet();

  /** Literals that are too short for {@link LiteralSearch}. */
  private final List<RequiredLiterals> shortLiterals = new ArrayList<>();

  private final SketchReader sketchReader;
  private final SessionSample sessions = new SessionSample();

  private byte[] text;
  private int from;
  private int to;

  /** Creates the prefilter for the rules; null if the rules do not declare what they need. */
  public static Prefilter of(DecoderSettings settings, Relevance relevance) {
    Set<RequiredLiterals> required = RequiredLiterals.of(relevance.needs());
    return required.isEmpty() ? null : new Prefilter(settings, required);
  }

  /**
   * @param required what the rules need, not empty
   */
  private Prefilter(DecoderSettings settings, Set<RequiredLiterals> required) {
    sketchReader = new SketchReader(settings);
    List<byte[]> texts = new ArrayList<>();
    for (ShapeMarker marker : MARKERS) {
      for (byte[] spelling : marker.bytes()) {
        texts.add(spelling);
        markerOf.add(marker);
      }
    }
    for (RequiredLiterals literals : required) {
      if (!literals.areLong()) {
        shortLiterals.add(literals);
        continue;
      }
      for (Literal anchor : literals.anchors()) {
        texts.add(anchor.bytes());
        literalsOf.add(longLiterals.size());
      }
      longLiterals.add(literals);
    }
    search = new LiteralSearch(texts);
    escapes = new UnicodeEscapes(markerSpellings(), literalTexts(required));
  }

  private static Stream<String> markerSpellings() {
    return Arrays.stream(MARKERS).flatMap(marker -> marker.spellings().stream());
  }

  private static Stream<String> literalTexts(Set<RequiredLiterals> required) {
    return required.stream()
        .flatMap(n -> Stream.concat(Stream.of(n.anchors()), n.others().stream()))
        .flatMap(List::stream)
        .map(Literal::text);
  }

  /**
   * Sketches the record within the bounds if its bytes show that no rule can match it; null if in
   * doubt.
   *
   * @param flatTo before this offset the record has no brace except its own first one
   */
  public RecordSketch sketch(
      byte[] record, int start, int end, int flatTo, boolean mayHaveBackslash) {
    text = record;
    from = start;
    to = end;
    sketchReader.clear();
    searchedInVain.clear();
    boolean skippable =
        isEnclosed()
            && !(mayHaveBackslash && escapes.maySpellLiteral(text, from, to))
            && search.search(text, from, to, this)
            && !hasShortLiterals();
    RecordSketch sketch = skippable ? sketchReader.sketch(text, from, to, flatTo) : null;
    return sketch != null && sessions.isDue()
        ? sketch.withSessions(sessions.count(text, from, to))
        : sketch;
  }

  /** Checks the outermost braces. A text that was cut off rarely has both. */
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
    if (which < markerOf.size()) {
      sketchReader.add(markerOf.get(which), at, at + search.length(which));
      return true;
    }
    int literals = literalsOf.get(which - markerOf.size());
    if (!searchedInVain.get(literals)) {
      searchedInVain.set(literals);
      return !longLiterals.get(literals).othersAreIn(text, from, to);
    }
    return true;
  }

  private boolean hasShortLiterals() {
    for (RequiredLiterals literals : shortLiterals) {
      if (literals.areIn(text, from, to)) {
        return true;
      }
    }
    return false;
  }
}
