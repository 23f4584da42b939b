package dev.pagestream.document.chunk;

import dev.pagestream.document.docling.DoclingDocument;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Cuts a document where its structure does, then splits what a model cannot read at once, and
/// joins neighbours under the same headings that it can.
///
/// Headings that would leave less than a quarter of a chunk for its text are left out of what is
/// split, the highest first.
public final class HybridChunker implements Chunker {
  /// Less would not hold a few words.
  public static final int MIN_MAX_TOKENS = 16;

  /// Bound on what counts nothing: white space, marks, words that no vocabulary has.
  static final int MAX_CHARS_PER_TOKEN = 64;

  private static final int MIN_SHARE_OF_TEXT = 4;

  private final ChunkOptions options;
  private final TokenCount counter;
  private final int maxTokens;
  private final boolean mergePeers;

  /// Of the line break between two texts.
  private final int breakTokens;

  /// @param maxTokens of a chunk with its headings
  /// @param mergePeers whether neighbours are joined
  /// @throws IllegalArgumentException when `maxTokens` is too few
  public HybridChunker(
      ChunkOptions options, TokenCount counter, int maxTokens, boolean mergePeers) {
    if (maxTokens < MIN_MAX_TOKENS) {
      throw new IllegalArgumentException(
          "maxTokens " + maxTokens + " is less than " + MIN_MAX_TOKENS);
    }
    this.options = options;
    this.counter = counter;
    this.maxTokens = maxTokens;
    this.mergePeers = mergePeers;
    this.breakTokens =
        Math.max(0, counter.tokens("a" + Draft.BREAK + "a") - 2 * counter.tokens("a"));
  }

  @Override
  public Iterator<Chunk> chunks(DoclingDocument document) {
    Iterator<Draft> fitting = new FlatIterator<>(new Drafts(document, options), this::split);
    return HierarchicalChunker.numbered(
        document, mergePeers ? new Merged(fitting) : fitting, Optional.of(counter));
  }

  private Iterator<Draft> split(Draft draft) {
    if (tokens(draft.contextualized()) <= maxTokens) {
      return List.of(draft).iterator();
    }
    Draft large = draft.text().isEmpty() ? headingsAsTexts(draft) : withRoom(draft);
    int room = maxTokens - headingTokens(large.headings());
    return new Merged(
        new FlatIterator<>(large.parts().iterator(), part -> cut(part, large.headings(), room)));
  }

  /// Of a section without texts; each of its parts is a heading.
  private static Draft headingsAsTexts(Draft section) {
    return new Draft(
        List.of(),
        IntStream.range(0, section.parts().size())
            .mapToObj(at -> section.parts().get(at).saying(section.headings().get(at)))
            .toList());
  }

  private Draft withRoom(Draft draft) {
    List<String> headings = draft.headings();
    while (maxTokens - headingTokens(headings) < maxTokens / MIN_SHARE_OF_TEXT) {
      headings = headings.subList(1, headings.size());
    }
    return new Draft(headings, draft.parts());
  }

  private Iterator<Draft> cut(Part part, List<String> headings, int room) {
    if (tokens(part.text()) <= room) {
      return List.of(new Draft(headings, List.of(part))).iterator();
    }
    TextCuts pieces = new TextCuts(part.text(), part.lead(), room, this::tokens);
    return new FlatIterator<>(
        pieces, piece -> List.of(new Draft(headings, List.of(part.saying(piece)))).iterator());
  }

  private int tokens(String text) {
    return Math.max(counter.tokens(text), Math.ceilDiv(text.length(), MAX_CHARS_PER_TOKEN));
  }

  private int headingTokens(List<String> headings) {
    return headings.isEmpty() ? 0 : tokens(String.join(Draft.BREAK, headings)) + breakTokens;
  }

  /// Joins neighbours under the same headings while they fit.
  private final class Merged implements Iterator<Draft> {
    private final Iterator<Draft> drafts;

    /// Did not fit to those before it.
    private Optional<Draft> held = Optional.empty();

    Merged(Iterator<Draft> drafts) {
      this.drafts = drafts;
    }

    @Override
    public boolean hasNext() {
      return held.isPresent() || drafts.hasNext();
    }

    @Override
    public Draft next() {
      Draft first = held.orElseGet(drafts::next);
      held = Optional.empty();
      List<Part> parts = new ArrayList<>(first.parts());
      int used = headingTokens(first.headings()) + tokens(first.text());
      while (held.isEmpty() && drafts.hasNext()) {
        Draft next = drafts.next();
        used += breakTokens + tokens(next.text());
        if (used <= maxTokens && next.headings().equals(first.headings())) {
          parts.addAll(next.parts());
        } else {
          held = Optional.of(next);
        }
      }
      return new Draft(first.headings(), parts);
    }
  }
}
