package dev.pagestream.pageworker.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom.Shape;
import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PathReaderTest {
  private PathReader path = new PathReader();

  @BeforeEach
  void start() {
    path = new PathReader();
  }

  @Test
  void takesTheLinesOfAGridApart() {
    for (int i = 0; i < 3; i++) {
      path.moveTo(at(10, 10 + 20 * i));
      path.lineTo(at(110, 10 + 20 * i));
    }

    assertThat(path.painted(1, false))
        .extracting(PathReader.Painted::box)
        .containsExactly(
            new Box(10, 9.5, 110, 10.5),
            new Box(10, 29.5, 110, 30.5),
            new Box(10, 49.5, 110, 50.5));
    assertThat(path.painted(1, false))
        .extracting(PathReader.Painted::shape)
        .containsOnly(Shape.HORIZONTAL);
  }

  @Test
  void tellsShapesApart() {
    assertThat(shape(1, false, at(0, 0), at(0, 50))).isEqualTo(Shape.VERTICAL);
    assertThat(shape(1, false, at(0, 0), at(40, 50))).isEqualTo(Shape.DIAGONAL);
    assertThat(shape(0, true, at(0, 0), at(2, 0), at(2, 2), at(0, 2))).isEqualTo(Shape.DOT);
    assertThat(shape(0, true, at(0, 0), at(30, 0), at(30, 20), at(0, 20)))
        .isEqualTo(Shape.RECTANGLE);
    assertThat(shape(0, true, at(0, 0), at(30, 0), at(15, 20))).isEqualTo(Shape.DIAGONAL);
  }

  @Test
  void takesAThickLineForTheBarThatItLooksLike() {
    path.moveTo(at(100, 200));
    path.lineTo(at(100, 120));

    assertThat(path.painted(20, false))
        .containsExactly(new PathReader.Painted(new Box(90, 120, 110, 200), Shape.RECTANGLE));
  }

  @Test
  void takesARectangleWithRoundCornersForARectangle() {
    path.moveTo(at(10, 0));
    path.lineTo(at(90, 0));
    path.curveTo(at(96, 0), at(100, 4), at(100, 10));
    path.lineTo(at(100, 50));
    path.curveTo(at(100, 56), at(96, 60), at(90, 60));
    path.lineTo(at(10, 60));
    path.curveTo(at(4, 60), at(0, 56), at(0, 50));
    path.lineTo(at(0, 10));
    path.curveTo(at(0, 4), at(4, 0), at(10, 0));
    path.close();

    assertThat(path.painted(0, true))
        .containsExactly(new PathReader.Painted(new Box(0, 0, 100, 60), Shape.RECTANGLE));
  }

  @Test
  void boundsACurveByWhereItRunsAndNotByItsHandles() {
    path.moveTo(at(0, 0));
    path.curveTo(at(0, 100), at(100, 100), at(100, 0));

    List<PathReader.Painted> painted = path.painted(0, true);
    assertThat(painted).extracting(PathReader.Painted::shape).containsExactly(Shape.CURVE);
    assertThat(painted.getFirst().box()).isEqualTo(new Box(0, 0, 100, 75));
  }

  @Test
  void keepsTheSubpathsOfAnEndlessPathWithinBounds() {
    for (int i = 0; i < 10_000; i++) {
      path.moveTo(at(i, 0));
      path.lineTo(at(i, 10));
    }

    assertThat(path.painted(0, true)).hasSize(4_096);
    assertThat(path.bounds()).isEqualTo(new Box(0, 0, 9_999, 10));
  }

  private Shape shape(double lineWidth, boolean filled, Point2D... points) {
    path.clear();
    path.moveTo(points[0]);
    for (int i = 1; i < points.length; i++) {
      path.lineTo(points[i]);
    }
    if (filled) {
      path.close();
    }
    return path.painted(lineWidth, filled).getFirst().shape();
  }

  private static Point2D at(double x, double y) {
    return new Point2D.Double(x, y);
  }
}
