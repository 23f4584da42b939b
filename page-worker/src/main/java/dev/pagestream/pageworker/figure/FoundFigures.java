package dev.pagestream.pageworker.figure;

import java.util.List;

/// What the marks of a page draw. Immutable.
///
/// @param pictures that do not lie in one another, from top to bottom
/// @param tables what looks like a table and is no picture
public record FoundFigures(List<FoundPicture> pictures, List<RuledArea> tables) {
  public FoundFigures {
    pictures = List.copyOf(pictures);
    tables = List.copyOf(tables);
  }
}
