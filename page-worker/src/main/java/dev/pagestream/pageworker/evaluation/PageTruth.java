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
/// @param tables all of them; their notes are running text
/// @param headings from top to bottom, the title among them
/// @param text running text in reading order, without page headers and footers, labels in pictures
///   and tables; empty when it is not known
/// @param ambiguous what people would not agree on: found or not, it does not count
public record PageTruth(
    int page,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<PictureTruth> pictures,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<TableTruth> tables,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> headings,
    Optional<String> text,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Box> ambiguous) {
  public PageTruth {
    pictures = List.copyOf(pictures);
    tables = List.copyOf(tables);
    headings = List.copyOf(headings);
    ambiguous = List.copyOf(ambiguous);
  }

  /// @param caption empty when it has none
  /// @param label its class, a [label of docling's
  ///   classifier][dev.pagestream.pageworker.classify.PictureLabel] in small letters; empty when
  ///   people would not agree
  public record PictureTruth(Box box, Optional<String> caption, Optional<String> label) {}

  /// Signs that stand apart from their numbers belong to them: `$ 12`.
  ///
  /// @param box of texts, lines and tints
  /// @param caption empty when it has none
  /// @param rows at least 1; blank space between rows is none
  /// @param columns at least 1
  /// @param cells those without text may be left out
  public record TableTruth(
      Box box, Optional<String> caption, int rows, int columns, List<CellTruth> cells) {
    public TableTruth {
      cells = List.copyOf(cells);
    }
  }

  /// One cell of a table; rows and columns are counted from 0, columns always from the left.
  ///
  /// @param text may be empty
  /// @param header whether its row heads the columns
  public record CellTruth(
      int row, int column, int rowSpan, int columnSpan, String text, boolean header) {
    /// The row below its last one.
    int bottom() {
      return row + rowSpan;
    }

    /// The column beyond its last one.
    int right() {
      return column + columnSpan;
    }
  }
}
