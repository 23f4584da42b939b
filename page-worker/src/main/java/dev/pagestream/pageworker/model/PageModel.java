package dev.pagestream.pageworker.model;

import dev.pagestream.document.page.Box;
import java.util.List;

/// What one pass over a page collected, before anything is made of it. Boxes are clipped and lie on
/// the displayed page. Immutable.
///
/// @param page number in the source, from 1
/// @param lines in the order they were drawn
/// @param atoms bitmaps, paths and shadings in the order they were drawn
/// @param forms that `atoms` name as their origin
/// @param structure elements that lines and atoms are content of; empty when untagged
/// @param bookmarks that lead to the page
/// @param degraded whether the page has more paths than are told apart: what came after the limit
///   was only noted by its place
public record PageModel(
    int page,
    double widthPt,
    double heightPt,
    List<TextLine> lines,
    List<Atom> atoms,
    List<Form> forms,
    List<StructureElement> structure,
    List<Bookmark> bookmarks,
    boolean degraded) {
  public PageModel {
    lines = List.copyOf(lines);
    atoms = List.copyOf(atoms);
    forms = List.copyOf(forms);
    structure = List.copyOf(structure);
    bookmarks = List.copyOf(bookmarks);
  }

  /// A page of plain marks.
  public PageModel(
      int page, double widthPt, double heightPt, List<TextLine> lines, List<Atom> atoms) {
    this(page, widthPt, heightPt, lines, atoms, List.of(), List.of(), List.of(), false);
  }

  /// The same page with these bookmarks.
  public PageModel with(List<Bookmark> leadingHere) {
    return new PageModel(
        page, widthPt, heightPt, lines, atoms, forms, structure, leadingHere, degraded);
  }

  public double areaPt2() {
    return widthPt * heightPt;
  }

  /// Boxes of the bitmaps, in the order they were drawn.
  public List<Box> bitmaps() {
    return atoms.stream().filter(Atom.Bitmap.class::isInstance).map(Atom::box).toList();
  }

  public Box box() {
    return new Box(0, 0, widthPt, heightPt);
  }
}
