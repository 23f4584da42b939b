package dev.pagestream.pageworker.layout;

import dev.pagestream.document.page.Box;
import java.util.List;

/// What one pass over a page collected, before anything is made of it. Boxes are clipped and lie on
/// the displayed page. Path and shading atoms, from which vector figures and tables are found, join
/// here as further lists. Immutable.
///
/// @param page number in the source, from 1
/// @param lines in the order they were drawn
/// @param images one box per placement, in the order they were drawn
public record PageModel(
    int page, double widthPt, double heightPt, List<TextLine> lines, List<Box> images) {
  public PageModel {
    lines = List.copyOf(lines);
    images = List.copyOf(images);
  }

  public double areaPt2() {
    return widthPt * heightPt;
  }
}
