package dev.pagestream.document.page;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.SkipReason;
import dev.pagestream.document.Unicode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One thing on a page, in reading order. Immutable.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PageBlock.Text.class, name = "text"),
  @JsonSubTypes.Type(value = PageBlock.Picture.class, name = "picture"),
  @JsonSubTypes.Type(value = PageBlock.Table.class, name = "table")
})
public sealed interface PageBlock {
  Box box();

  /// @param text words joined, hyphenation undone, not empty; code keeps its lines
  /// @param level of a heading, from 1; of a list item how many lists it stands in beside its own;
  ///   0 for everything else
  /// @param fontSizePt of most of the text
  /// @param marker of a list item as printed, else empty
  /// @param levelDeclared whether the source itself says that it is a heading of this level, by its
  ///   tags, bookmarks or styles
  record Text(
      TextKind kind,
      String text,
      Box box,
      int level,
      double fontSizePt,
      String marker,
      boolean levelDeclared)
      implements PageBlock {
    public Text {
      text = Unicode.wellFormed(text);
      marker = Unicode.wellFormed(marker);
    }

    /// A text whose source does not say what it is.
    public Text(TextKind kind, String text, Box box, int level, double fontSizePt, String marker) {
      this(kind, text, box, level, fontSizePt, marker, false);
    }

    /// The same, said by the source itself.
    public Text declared() {
      return new Text(kind, text, box, level, fontSizePt, marker, true);
    }
  }

  /// @param index from 0 on this page; names the picture in events
  /// @param caption index in [PageContent#blocks()] of the caption block
  /// @param crop where its bytes are; empty when it was not cropped
  /// @param fingerprint what its description is asked under; empty when skipped
  /// @param skipped why it is not described; empty when it is
  /// @param classes best first; empty when not classified
  /// @param more further questions about it, beside its description
  /// @param alternate what the source says stands for it: `/Alt`, `alt`; empty when it says nothing
  /// @param panels parts that stand apart in it; empty when there is one
  record Picture(
      int index,
      Box box,
      Optional<Integer> caption,
      Optional<Crop> crop,
      Optional<String> fingerprint,
      Optional<Skip> skipped,
      List<ClassScore> classes,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<Question> more,
      @JsonSetter(nulls = Nulls.AS_EMPTY) Optional<String> alternate,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<Box> panels)
      implements PageBlock {
    public Picture {
      classes = List.copyOf(classes);
      more = List.copyOf(more);
      alternate = alternate.map(Unicode::wellFormed);
      panels = List.copyOf(panels);
    }

    /// A picture of which the source says nothing.
    public Picture(
        int index,
        Box box,
        Optional<Integer> caption,
        Optional<Crop> crop,
        Optional<String> fingerprint,
        Optional<Skip> skipped,
        List<ClassScore> classes,
        List<Question> more) {
      this(
          index,
          box,
          caption,
          crop,
          fingerprint,
          skipped,
          classes,
          more,
          Optional.empty(),
          List.of());
    }

    /// A picture about which nothing but its description is asked.
    public Picture(
        int index,
        Box box,
        Optional<Integer> caption,
        Optional<Crop> crop,
        Optional<String> fingerprint,
        Optional<Skip> skipped,
        List<ClassScore> classes) {
      this(index, box, caption, crop, fingerprint, skipped, classes, List.of());
    }
  }

  /// Cells in rows and columns. Cells do not overlap; places that no cell covers are empty.
  ///
  /// @param caption index in [PageContent#blocks()] of the caption block
  /// @param rows at least 1
  /// @param columns at least 1
  /// @param cells row by row, from left to right
  record Table(Box box, Optional<Integer> caption, int rows, int columns, List<Cell> cells)
      implements PageBlock {
    public Table {
      cells = List.copyOf(cells);
    }

    /// Rows of texts whose places are not known; short rows are filled up.
    ///
    /// @param headerRows how many rows at the top name the columns
    public static Table of(List<List<String>> rows, int headerRows, Box box) {
      int columns = rows.stream().mapToInt(List::size).max().orElse(0);
      List<Cell> cells = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < rows.get(row).size(); column++) {
          String text = rows.get(row).get(column);
          cells.add(new Cell(row, column, 1, 1, text, row < headerRows, false, Optional.empty()));
        }
      }
      return new Table(box, Optional.empty(), rows.size(), columns, cells);
    }
  }

  /// One cell of a table.
  ///
  /// @param row from 0
  /// @param column from 0, always counted from the left
  /// @param rowSpan rows it covers, from 1
  /// @param columnSpan columns it covers, from 1
  /// @param text may be empty
  /// @param columnHeader whether it names what stands below it
  /// @param rowHeader whether it names what stands beside it
  /// @param box of its text; empty when not known
  /// @param rowSection whether it names the rows below it, up to the next such cell
  record Cell(
      int row,
      int column,
      int rowSpan,
      int columnSpan,
      String text,
      boolean columnHeader,
      boolean rowHeader,
      Optional<Box> box,
      boolean rowSection) {
    public Cell {
      text = Unicode.wellFormed(text);
    }

    /// A cell that names no section.
    public Cell(
        int row,
        int column,
        int rowSpan,
        int columnSpan,
        String text,
        boolean columnHeader,
        boolean rowHeader,
        Optional<Box> box) {
      this(row, column, rowSpan, columnSpan, text, columnHeader, rowHeader, box, false);
    }

    /// The same in another row.
    public Cell inRow(int other) {
      return new Cell(
          other, column, rowSpan, columnSpan, text, columnHeader, rowHeader, box, rowSection);
    }

    /// The same in another row, which is no header.
    public Cell inBody(int other) {
      return new Cell(other, column, rowSpan, columnSpan, text, false, rowHeader, box, rowSection);
    }
  }

  /// @param offset first byte, counted from the start of the crops section of the page object
  /// @param length in bytes
  /// @param sha256 of these bytes, lower-case hex
  record Crop(
      long offset, int length, String mediaType, int widthPx, int heightPx, String sha256) {}

  /// @param purpose of the last of its steps
  /// @param fingerprint its answer is asked under
  record Question(Purpose purpose, String fingerprint) {}

  /// @param detail the numbers behind it, for people: `1.2 % of the page, threshold 5 %`
  record Skip(SkipReason reason, String detail) {}

  /// @param confidence 0 to 1
  record ClassScore(String name, double confidence) {}
}
