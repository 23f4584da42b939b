package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.figure.RuledArea;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.text.CodeBlocks;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.TextBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the tables of a page and reads their cells. Stateless, thread-safe.
///
/// The steps: areas that are drawn as tables, rules stacked over and under rows, rows that are
/// aligned; rows next to an area that fit its columns; columns from rules and gutters, rows from
/// rules and leading, cells from both; captions.
public final class TableFinder {
  private static final double INSIDE = 0.6;
  private static final double IN_PICTURE = 0.5;
  private static final double TOLERANCE_PT = 3;
  private static final double TAKEN = 0.3;
  private static final double FILLED = 0.3;

  /// Where neither marks nor a caption say so: formulas have their letters here and there.
  private static final double FILLED_ALONE = 0.5;

  private static final double AT_EDGE_PT = 5;
  private static final double WHOLE = 0.8;
  private static final double ROWS_APART_EM = 3;
  private static final int MOST_NAMES = 2;
  private static final double BODY = 0.6;
  private static final double SAME_ROW_PT = 2;
  private static final double CARD_MARGIN_PT = 25;
  private static final double CARD_HEIGHT = 0.6;
  private static final double CARD_WIDTH = 0.6;

  private final PageModel model;
  private final PageText text;
  private final List<TextLine> lines;
  private final List<Box> pictures;
  private final TableText words;

  /// What can be seen.
  private final List<Atom> marks;

  private TableFinder(PageModel model, PageText text, List<TextLine> lines, List<Box> pictures) {
    this.model = model;
    this.text = text;
    this.lines = lines;
    this.pictures = pictures;
    words = new TableText(text, lines);
    marks =
        model.atoms().stream()
            .filter(atom -> !(atom instanceof Atom.Path path) || !path.white())
            .toList();
  }

  /// @param areas that look like tables
  /// @param pictures boxes of what is a picture
  /// @param lines that belong to no picture
  /// @return from top to bottom; tables do not overlap
  public static List<FoundTable> find(
      PageModel model,
      PageText text,
      List<RuledArea> areas,
      List<Box> pictures,
      List<TextLine> lines) {
    List<TextLine> horizontal = lines.stream().filter(line -> !line.vertical()).toList();
    return new TableFinder(model, text, horizontal, pictures).find(areas);
  }

  private List<FoundTable> find(List<RuledArea> areas) {
    List<FoundTable> tables = new ArrayList<>();
    List<Box> drawn =
        areas.stream()
            .map(RuledArea::box)
            .filter(area -> pictures.stream().noneMatch(p -> Boxes.inside(area, p) > IN_PICTURE))
            .toList();
    for (Box box : stacked(drawn, 0)) {
      read(region(withSides(box), true), tables);
    }
    List<TextLine> captions = text.tableCaptions().stream().map(TextBlock::first).toList();
    List<TextLine> uncaptioned = new ArrayList<>(free(tables));
    uncaptioned.removeAll(captions);
    for (Box box :
        stacked(StackedRules.of(freeAtoms(tables), uncaptioned, model.widthPt()), MOST_NAMES)) {
      if (!isSetAcross(box)) {
        read(region(box, false), tables);
      }
    }
    List<TextLine> loose = loose(tables);
    for (Box box : AlignedRows.of(TextRow.of(loose), text)) {
      if (!isOfCards(box)) {
        read(region(box, false), tables);
      }
    }
    tables.sort(Comparator.comparingDouble(table -> table.box().top()));
    return TableCaptions.give(tables, text);
  }

  /// What is shaded or framed may be a part of the columns; the rows go on beside it.
  private Box withSides(Box area) {
    List<TextLine> loose = loose(List.of());
    List<TextRow> rows = TextRow.of(linesIn(area, loose));
    List<TextLine> beside =
        loose.stream()
            .filter(line -> Boxes.sharedX(line.box(), area) <= TOLERANCE_PT)
            .filter(line ->
                rows.stream()
                    .anyMatch(row -> Math.abs(row.baseline() - line.baselinePt()) < SAME_ROW_PT))
            .toList();
    Box all = area;
    for (boolean left : new boolean[] {true, false}) {
      List<TextLine> side =
          beside.stream().filter(line -> line.box().left() < area.left() == left).toList();
      long rowsBeside = side.stream().map(line -> Math.round(line.baselinePt())).distinct().count();
      if (rowsBeside >= 2 && rowsBeside >= BODY * rows.size()) {
        all = all.union(Boxes.union(side.stream().map(TextLine::box).toList()));
      }
    }
    return all;
  }

  /// Areas of one width, one right below the other, are one.
  ///
  /// @param names rows of a single cell that may stand between them: they name a part of the table
  private List<Box> stacked(List<Box> areas, int names) {
    return Boxes.joined(
        areas.stream().sorted(Comparator.comparingDouble(Box::top)).toList(),
        (above, area) -> goesOn(above, area, names));
  }

  private boolean goesOn(Box above, Box area, int names) {
    return Math.abs(above.left() - area.left()) < AT_EDGE_PT
        && Math.abs(above.right() - area.right()) < AT_EDGE_PT
        && Boxes.gapY(above, area) < ROWS_APART_EM * text.statistics().bodyPt()
        && areRowsBetween(above, area, names);
  }

  /// Nothing, or rows with cells.
  private boolean areRowsBetween(Box above, Box area, int names) {
    List<TextRow> between =
        TextRow.of(
            lines.stream()
                .filter(line -> line.baselinePt() > above.bottom())
                .filter(line -> line.baselinePt() < area.top())
                .filter(line -> Boxes.sharedX(line.box(), area) > 0)
                .toList());
    return between.isEmpty()
        ? Boxes.gapY(above, area) < AT_EDGE_PT
        : between.stream().filter(TextRow::single).count() <= names
            && between.stream().flatMap(row -> row.lines().stream()).noneMatch(words::isFixed);
  }

  /// Boxes side by side, each with lines of its own, are cards.
  private boolean isOfCards(Box box) {
    return model.atoms().stream()
        .filter(Atom.Path.class::isInstance)
        .map(Atom::box)
        .anyMatch(card ->
            card.left() > box.left() - CARD_MARGIN_PT
                && card.right() < box.right() + CARD_MARGIN_PT
                && Boxes.sharedY(card, box) > CARD_HEIGHT * box.height()
                && card.width() < CARD_WIDTH * box.width()
                && linesIn(card, lines).size() >= 2);
  }

  /// Running text as wide as what rules it is no cell: the rules are those of the page.
  private boolean isSetAcross(Box box) {
    return text.blocks().stream()
        .filter(text::isBody)
        .anyMatch(block ->
            Boxes.inside(block.box(), Boxes.grown(box, TOLERANCE_PT)) > WHOLE
                && block.rows() >= 2
                && block.box().width() > WHOLE * box.width());
  }

  private TableRegion region(Box box, boolean drawn) {
    Box wider = Boxes.grown(box, TOLERANCE_PT);
    List<Atom> atoms =
        marks.stream().filter(atom -> Boxes.holds(wider, atom.box(), TOLERANCE_PT)).toList();
    return new TableRegion(box, Rulings.of(atoms, wider), drawn, TableCaptions.isNear(box, text));
  }

  private void read(TableRegion region, List<FoundTable> tables) {
    boolean taken =
        tables.stream()
            .anyMatch(
                table -> table.box().intersect(region.box()).area() > TAKEN * region.box().area());
    if (taken) {
      return;
    }
    List<TextLine> free = free(tables);
    List<TextRow> rows = TextRow.of(linesIn(region.box(), free));
    if (rows.isEmpty()) {
      return;
    }
    Columns columns = Columns.of(rows, region.rulings());
    List<TextRow> grown = new RegionGrowth(model, words).grown(rows, columns, region, free);
    boolean same = grown.size() == rows.size();
    table(grown, same ? columns : Columns.of(grown, region.rulings()), region)
        .ifPresent(tables::add);
  }

  private Optional<FoundTable> table(List<TextRow> rows, Columns columns, TableRegion region) {
    if (rows.size() < 2) {
      return Optional.empty();
    }
    if (columns.count() < 2 || isListing(rows, columns)) {
      return Optional.empty();
    }
    CellReader.Grid grid = CellReader.read(rows, columns, region.rulings());
    if (grid.rows() < 2
        || grid.filled() < (region.drawn() || region.captioned() ? FILLED : FILLED_ALONE)
        || NoTable.is(grid, region, columns)
        || (!region.captioned() && words.isRunningText(rows))) {
      return Optional.empty();
    }
    List<TextLine> used = rows.stream().flatMap(row -> row.lines().stream()).toList();
    Box wordsBox = rows.stream().map(TextRow::box).reduce(Box::union).orElseThrow();
    Box box = region.rulings().across().isEmpty() ? wordsBox : wordsBox.union(region.box());
    return Optional.of(
        new FoundTable(
            Boxes.rounded(box), grid.rows(), grid.columns(), grid.cells(), used, Optional.empty()));
  }

  /// A listing with the numbers of its lines.
  private static boolean isListing(List<TextRow> rows, Columns columns) {
    return columns.count() == 2
        && CodeBlocks.areOneWidth(rows.stream().flatMap(row -> row.lines().stream()).toList());
  }

  private static List<TextLine> linesIn(Box box, List<TextLine> lines) {
    Box wider = Boxes.grown(box, TOLERANCE_PT);
    return lines.stream().filter(line -> Boxes.inside(line.box(), wider) >= INSIDE).toList();
  }

  private List<TextLine> free(List<FoundTable> tables) {
    if (tables.isEmpty()) {
      return lines;
    }
    Set<TextLine> used = new HashSet<>();
    tables.forEach(table -> used.addAll(table.lines()));
    return lines.stream().filter(line -> !used.contains(line)).toList();
  }

  /// Lines that are no running text either.
  private List<TextLine> loose(List<FoundTable> tables) {
    return free(tables).stream().filter(line -> !words.isRunning(line)).toList();
  }

  private List<Atom> freeAtoms(List<FoundTable> tables) {
    List<Box> boxes = new ArrayList<>(pictures);
    tables.forEach(table -> boxes.add(table.box()));
    return boxes.isEmpty()
        ? marks
        : marks.stream()
            .filter(atom -> boxes.stream().noneMatch(box -> Boxes.holds(box, atom.box(), 1)))
            .toList();
  }
}
