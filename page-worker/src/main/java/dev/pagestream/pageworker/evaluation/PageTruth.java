package dev.pagestream.pageworker.evaluation;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.pagestream.document.page.Box;
import java.util.List;
import java.util.Optional;

/// What is on a page. Immutable.
///
/// @param page from 1
/// @param pictures all of them; a figure of several panels is one
/// @param headings from top to bottom, the title among them
/// @param text running text in reading order, without page headers and footers, labels in pictures
///   and tables; empty when it is not known
/// @param ambiguous what people would not agree on: found or not, it does not count
public record PageTruth(
    int page,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<PictureTruth> pictures,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> headings,
    Optional<String> text,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Box> ambiguous) {
  public PageTruth {
    pictures = List.copyOf(pictures);
    headings = List.copyOf(headings);
    ambiguous = List.copyOf(ambiguous);
  }

  /// @param caption empty when it has none
  public record PictureTruth(Box box, Optional<String> caption) {}
}
