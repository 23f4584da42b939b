package dev.pagestream.document.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The parts one revision was made of, kept as a blob so that a replay redoes only what it must.
/// Equal lists have equal bytes. Immutable.
///
/// @param pages by number, from 1
/// @param answers by fingerprint
public record PartsList(SortedMap<Integer, Page> pages, SortedMap<String, Picture> answers) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  public static final PartsList EMPTY = new PartsList(new TreeMap<>(), new TreeMap<>());

  /// Exactly one is present.
  ///
  /// @param pageKey blob key of the page object
  public record Page(Optional<String> pageKey, Optional<PartFailure> failure) {
    public Page {
      requireOne(pageKey, failure);
    }

    public static Page analyzed(String pageKey) {
      return new Page(Optional.of(pageKey), Optional.empty());
    }

    public static Page failed(PartFailure failure) {
      return new Page(Optional.empty(), Optional.of(failure));
    }
  }

  /// Exactly one of `answerKey`, `skipReason` and `failure` is present.
  ///
  /// @param answerKey blob key of the stored answer
  /// @param skipReason a [dev.pagestream.document.SkipReason] code
  /// @param attempts calls made for this revision
  /// @param reused nothing was paid for this revision
  public record Picture(
      Optional<String> answerKey,
      Optional<String> skipReason,
      Optional<PartFailure> failure,
      int attempts,
      boolean reused) {
    public Picture {
      requireOne(answerKey, skipReason, failure);
    }

    public static Picture described(String answerKey, int attempts, boolean reused) {
      return new Picture(
          Optional.of(answerKey), Optional.empty(), Optional.empty(), attempts, reused);
    }

    public static Picture skipped(String skipReason) {
      return new Picture(Optional.empty(), Optional.of(skipReason), Optional.empty(), 0, false);
    }

    public static Picture failed(PartFailure failure) {
      return new Picture(
          Optional.empty(), Optional.empty(), Optional.of(failure), failure.attempts(), false);
    }
  }

  public PartsList {
    pages = Collections.unmodifiableSortedMap(new TreeMap<>(pages));
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
  }

  /// These parts, with those of a newer revision in their place. What was had once is not lost to a
  /// later failure.
  public PartsList overlaidBy(PartsList newer) {
    return new PartsList(
        overlay(pages, newer.pages, Page::failure),
        overlay(answers, newer.answers, Picture::failure));
  }

  public byte[] toJson() {
    return JSON.writeValueAsBytes(this);
  }

  /// @throws IllegalArgumentException when the bytes are not a list of parts
  public static PartsList fromJson(byte[] json) {
    try {
      return JSON.readValue(json, PartsList.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a list of parts: " + e.getOriginalMessage(), e);
    }
  }

  private static <K, V> SortedMap<K, V> overlay(
      Map<K, V> older, Map<K, V> newer, Function<V, Optional<PartFailure>> failure) {
    SortedMap<K, V> both = new TreeMap<>(older);
    newer.forEach((key, part) ->
        both.merge(
            key,
            part,
            (before, now) ->
                failure.apply(now).isPresent() && failure.apply(before).isEmpty() ? before : now));
    return both;
  }

  private static void requireOne(Optional<?>... alternatives) {
    long present = Arrays.stream(alternatives).filter(Optional::isPresent).count();
    if (present != 1) {
      throw new IllegalArgumentException("a part has one outcome, not " + present);
    }
  }
}
