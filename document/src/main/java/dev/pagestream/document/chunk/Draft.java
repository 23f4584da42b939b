package dev.pagestream.document.chunk;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.Origin;
import dev.pagestream.document.docling.Ref;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A chunk in the making.
///
/// @param headings above it, from the title down; each one line, none blank
/// @param parts at least one
record Draft(List<String> headings, List<Part> parts) {
  /// Between headings, and between what is put into one chunk.
  static final String BREAK = "\n";

  Draft {
    headings = List.copyOf(headings);
    parts = List.copyOf(parts);
  }

  String text() {
    return parts.stream()
        .map(Part::text)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(BREAK));
  }

  String contextualized() {
    return Stream.of(String.join(BREAK, headings), text())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(BREAK));
  }

  Chunk chunk(DoclingDocument document, int index, Optional<TokenCount> counter) {
    SortedSet<Integer> pageNumbers = new TreeSet<>();
    parts.forEach(part -> pageNumbers.addAll(part.pageNumbers()));
    String contextualized = contextualized();
    return new Chunk(
        document.origin().map(Origin::filename).orElse(document.name()),
        document.origin(),
        index,
        text(),
        contextualized,
        headings,
        distinct(Part::captions),
        List.<Ref>copyOf(distinct(Part::items)),
        List.copyOf(pageNumbers),
        counter.map(by -> new Chunk.NumTokens(by.tokens(contextualized), by.name())));
  }

  private <T> List<T> distinct(Function<Part, Collection<T>> values) {
    LinkedHashSet<T> all = new LinkedHashSet<>();
    parts.forEach(part -> all.addAll(values.apply(part)));
    return List.copyOf(all);
  }
}
