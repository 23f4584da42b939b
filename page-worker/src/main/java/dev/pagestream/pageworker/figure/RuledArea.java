package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import java.util.List;

/// Rules, boxes and shaded rows that look like those of a table. Immutable.
///
/// @param box of all marks
public record RuledArea(Box box, List<Atom> atoms) {
  public RuledArea {
    atoms = List.copyOf(atoms);
  }
}
