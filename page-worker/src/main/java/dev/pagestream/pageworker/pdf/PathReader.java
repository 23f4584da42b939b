package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows the path under construction and takes it apart into pieces that stand alone, its
/// subpaths: the lines of a grid are often one path. Points are given on the displayed page.
/// Confined to the thread of the pass.
final class PathReader {
  /// Subpaths of one path beyond this count as one piece.
  private static final int MAX_PIECES = 4_096;

  private final List<Piece> pieces = new ArrayList<>();
  private @Nullable Piece current;
  private Point2D currentInUserSpace = new Point2D.Float();

  /// A piece as painted.
  record Painted(Box box, Atom.Shape shape) {}

  void moveTo(Point2D point) {
    startPiece(point);
  }

  void lineTo(Point2D point) {
    piece(point).lineTo(point);
  }

  void curveTo(Point2D a, Point2D b, Point2D point) {
    piece(a).curveTo(a, b, point);
  }

  void rectangle(Point2D a, Point2D b, Point2D c, Point2D d) {
    Piece piece = startPiece(a);
    piece.lineTo(b);
    piece.lineTo(c);
    piece.lineTo(d);
    piece.close();
    current = null;
  }

  void close() {
    Piece piece = current;
    if (piece != null) {
      piece.close();
      current = null;
    }
  }

  /// The current point in user space, as the engine asks for it.
  void at(float x, float y) {
    currentInUserSpace = new Point2D.Float(x, y);
  }

  Point2D currentPoint() {
    return currentInUserSpace;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// Bounds of the whole path, which is not empty.
  Box bounds() {
    return pieces.stream().map(Piece::bounds).reduce(Box::union).orElseThrow();
  }

  /// Whether it is one rectangle, parallel to the page's sides.
  boolean isRectangle() {
    return pieces.size() == 1 && pieces.getFirst().isRectangle();
  }

  /// The pieces with the ink of their lines.
  ///
  /// @param lineWidthPt 0 when it is not stroked
  List<Painted> painted(double lineWidthPt, boolean filled) {
    List<Painted> painted = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      if (piece.segments() > 0) {
        Box box = piece.inked(lineWidthPt);
        painted.add(new Painted(box, piece.shape(box, filled, lineWidthPt)));
      }
    }
    return painted;
  }

  /// Forgets the path: it is painted, or was none.
  void clear() {
    pieces.clear();
    current = null;
  }

  private Piece piece(Point2D start) {
    Piece piece = current;
    return piece == null ? startPiece(start) : piece;
  }

  private Piece startPiece(Point2D start) {
    Piece last = pieces.isEmpty() ? null : pieces.getLast();
    if (last != null && pieces.size() >= MAX_PIECES) {
      last.jumpTo(start);
      current = last;
      return last;
    }
    Piece piece = new Piece(start);
    pieces.add(piece);
    current = piece;
    return piece;
  }
}
