package dev.pagestream.pageworker.pdf;

import dev.pagestream.pageworker.model.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/// What the content being read is marked as: furniture, or content of a structure element. Confined
/// to the thread of the pass.
final class MarkedContent {
  private static final String ARTIFACT = "Artifact";

  private final StructureReader structure;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private @Nullable COSArray parents;

  MarkedContent(StructureReader structure, COSDictionary page) {
    this.structure = structure;
    parents = structure.parents(page);
  }

  private record Mark(boolean artifact, int element) {}

  /// Enters a form, whose marked content may be numbered on its own.
  ///
  /// @return for [#leave]
  @Nullable COSArray enter(COSDictionary form) {
    COSArray outer = parents;
    COSArray own = structure.parents(form);
    if (own != null) {
      parents = own;
    }
    return outer;
  }

  void leave(@Nullable COSArray outer) {
    parents = outer;
  }

  void begin(COSName tag, @Nullable COSDictionary properties) {
    int id = properties == null ? -1 : properties.getInt(COSName.MCID, -1);
    int element = id < 0 ? element() : structure.element(parents, id);
    boolean artifact =
        artifact() || COSName.ARTIFACT.equals(tag) || structure.isOfType(element, ARTIFACT);
    marks.push(new Mark(artifact, element));
  }

  void end() {
    marks.poll();
  }

  boolean artifact() {
    Mark mark = marks.peek();
    return mark != null && mark.artifact();
  }

  /// Index of the innermost element, or [Origin#NO_ELEMENT].
  int element() {
    Mark mark = marks.peek();
    return mark == null ? Origin.NO_ELEMENT : mark.element();
  }
}
