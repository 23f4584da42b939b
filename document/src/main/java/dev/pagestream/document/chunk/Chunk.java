package dev.pagestream.document.chunk;

import dev.pagestream.document.docling.Origin;
import dev.pagestream.document.docling.Ref;
import java.util.List;
import java.util.Optional;

/// A part of a document that is indexed as one. Immutable.
///
/// @param filename of the source, or the document's name when it has none
/// @param origin of the document
/// @param index from 0, in reading order
/// @param text what stands there, with captions and descriptions of pictures; blank for a section
///   without texts
/// @param contextualized the text under its headings: what an index embeds
/// @param headings above it, from the title down, as they stand in the contextualized text
/// @param captions of its tables and pictures; they are part of the text too, of its first chunk
///   when it was split
/// @param items what it was made of, in reading order
/// @param pageNumbers of the items, ascending
/// @param numTokens of the contextualized text; empty when nobody counted
public record Chunk(
    String filename,
    Optional<Origin> origin,
    int index,
    String text,
    String contextualized,
    List<String> headings,
    List<String> captions,
    List<Ref> items,
    List<Integer> pageNumbers,
    Optional<NumTokens> numTokens) {
  public Chunk {
    headings = List.copyOf(headings);
    captions = List.copyOf(captions);
    items = List.copyOf(items);
    pageNumbers = List.copyOf(pageNumbers);
  }

  /// @param countedBy [TokenCount#name()]
  public record NumTokens(int count, String countedBy) {}

  /// Whether a picture stands in it.
  public boolean hasImage() {
    return items.stream().anyMatch(item -> item.pointer().startsWith("#/pictures/"));
  }
}
