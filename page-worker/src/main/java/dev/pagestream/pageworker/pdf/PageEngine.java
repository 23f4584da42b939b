package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Form;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/// One pass over a page that collects text lines, bitmaps and paths, and draws nothing. Used for
/// one page; confined to one thread; stops when that thread is interrupted.
final class PageEngine extends PDFGraphicsStreamEngine {
  /// A bitmap of up to this many pixels is a colour, not a picture.
  private static final int COLOUR_PIXELS = 4;

  /// An image clipped by less than this is whole.
  private static final double CLIPPED_PT = 0.5;

  private final DisplaySpace space;
  private final PageLimits limits;
  private final StructureReader structure;
  private final MarkedContent marked;
  private final GlyphReader glyphs;
  private final LineCollector lines = new LineCollector();
  private final AtomCollector atoms;
  private final PathReader path = new PathReader();
  private final Colours colours = new Colours();
  private final CidWidths widths = new CidWidths();
  private final List<Form> forms = new ArrayList<>();
  private int form = Origin.NO_FORM;

  /// Of what was shown last: most of a page is of one origin.
  private Origin origin = Origin.PAGE;

  private final PlainJpegs jpegs = new PlainJpegs();

  /// Forms we are in that are painted as one, with the opacity of the whole.
  private int groups;

  private boolean pathClips;
  private ClipBoxes clip;
  private int objects;

  /// @param structureRoot of the document; null when it is untagged
  PageEngine(
      PDPage page, DisplaySpace space, PageLimits limits, @Nullable COSDictionary structureRoot) {
    super(page);
    this.space = space;
    this.limits = limits;
    structure = new StructureReader(structureRoot);
    marked = new MarkedContent(structure, page.getCOSObject());
    glyphs = new GlyphReader(space);
    atoms = new AtomCollector(space.page(), limits.paths());
    clip = new ClipBoxes(space.page());
  }

  /// @param number of the page, from 1
  /// @throws TooManyObjectsException when the page has more glyphs and bitmaps than allowed
  PageModel run(int number) throws IOException {
    processPage(getPage());
    List<Atom> marks = atoms.finish();
    return new PageModel(
        number,
        space.widthPt(),
        space.heightPt(),
        DrawnBullets.read(lines.finish(), marks),
        marks,
        forms,
        structure.elements(),
        List.of(),
        atoms.degraded());
  }

  /// Of the page that was run.
  PlainJpegs jpegs() {
    return jpegs;
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    Interruption.check();
    Unfolding.checkInline(operator);
    widths.check(operator, operands, getResources());
    super.processOperator(operator, operands);
  }

  /// Without `super`: the glyph programs of Type 3 fonts would draw paths and images.
  @Override
  protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement)
      throws IOException {
    count();
    RenderingMode mode = getGraphicsState().getTextState().getRenderingMode();
    if (mode.isClip()) {
      clip.intersect(clip.current(), false);
    }
    boolean visible = mode != RenderingMode.NEITHER;
    Glyph glyph = glyphs.read(rendering, font, code, displacement, visible, origin());
    if (glyph.box().intersect(space.page()).area() > 0) {
      lines.add(glyph);
      if (visible) {
        jpegs.covered(glyph.box());
      }
    }
  }

  /// The placement only; pixels are never decoded.
  @Override
  public void drawImage(PDImage image) {
    count();
    if (Colours.invisible(getGraphicsState().getNonStrokeAlphaConstant())
        || (long) image.getWidth() * image.getHeight() <= COLOUR_PIXELS) {
      return;
    }
    Matrix placement = getGraphicsState().getCurrentTransformationMatrix();
    Box whole = space.box(placement, 0, 0, 1, 1);
    Box box = whole.intersect(clip.current());
    if (box.area() > 0) {
      atoms.add(new Atom.Bitmap(box, origin()));
      if (image instanceof PDImageXObject object && isPlain(placement, whole)) {
        jpegs.add(object, whole);
      } else {
        jpegs.covered(box);
      }
    }
  }

  /// Whether an image is seen as it is: upright, whole, opaque.
  private boolean isPlain(Matrix placement, Box whole) {
    PDGraphicsState state = getGraphicsState();
    return groups == 0
        && state.getNonStrokeAlphaConstant() >= 1
        && BlendMode.NORMAL.equals(state.getBlendMode())
        && state.getSoftMask() == null
        && clip.shows(whole, CLIPPED_PT)
        && space.isUpright(placement);
  }

  @Override
  public void showForm(PDFormXObject shown) throws IOException {
    Entered outer = enter(shown);
    try {
      super.showForm(shown);
    } finally {
      leave(outer);
    }
  }

  @Override
  public void showTransparencyGroup(PDTransparencyGroup shown) throws IOException {
    Entered outer = enter(shown);
    groups++;
    try {
      super.showTransparencyGroup(shown);
    } finally {
      groups--;
      leave(outer);
    }
  }

  /// What holds again when a form is left.
  private record Entered(ClipBoxes clip, int form, @Nullable COSArray parents) {}

  /// A form clips to its box and has saved states of its own.
  private Entered enter(PDFormXObject entered) {
    Entered outer = new Entered(clip, form, marked.enter(entered.getCOSObject()));
    clip = outer.clip().inner();
    @Nullable PDRectangle bounds = entered.getBBox();
    if (bounds != null) {
      Matrix toUser =
          entered.getMatrix().multiply(getGraphicsState().getCurrentTransformationMatrix());
      clip.intersect(
          space.box(
              toUser,
              bounds.getLowerLeftX(),
              bounds.getLowerLeftY(),
              bounds.getUpperRightX(),
              bounds.getUpperRightY()),
          space.isUpright(toUser));
    }
    if (forms.size() < limits.objects()) {
      forms.add(new Form(clip.current(), form));
      form = forms.size() - 1;
    }
    return outer;
  }

  private void leave(Entered outer) {
    clip = outer.clip();
    form = outer.form();
    marked.leave(outer.parents());
  }

  private Origin origin() {
    if (origin.form() != form
        || origin.artifact() != marked.artifact()
        || origin.element() != marked.element()) {
      origin = new Origin(form, marked.artifact(), marked.element());
    }
    return origin;
  }

  private void count() {
    if (++objects > limits.objects()) {
      throw new TooManyObjectsException(limits.objects());
    }
  }

  @Override
  public void saveGraphicsState() {
    super.saveGraphicsState();
    clip.save();
  }

  @Override
  public void restoreGraphicsState() {
    super.restoreGraphicsState();
    clip.restore();
  }

  @Override
  public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
    marked.begin(tag, properties);
  }

  @Override
  public void endMarkedContentSequence() {
    marked.end();
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
    path.rectangle(displayed(p0), displayed(p1), displayed(p2), displayed(p3));
  }

  private Point2D displayed(Point2D user) {
    return space.point(user.getX(), user.getY());
  }

  @Override
  public void moveTo(float x, float y) {
    path.moveTo(space.point(x, y));
    path.at(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    path.lineTo(space.point(x, y));
    path.at(x, y);
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    path.curveTo(space.point(x1, y1), space.point(x2, y2), space.point(x3, y3));
    path.at(x3, y3);
  }

  @Override
  public Point2D getCurrentPoint() {
    return path.currentPoint();
  }

  @Override
  public void closePath() {
    path.close();
  }

  @Override
  public void clip(int windingRule) {
    pathClips = true;
  }

  @Override
  public void endPath() {
    paint(false, false);
  }

  @Override
  public void strokePath() {
    paint(true, false);
  }

  @Override
  public void fillPath(int windingRule) {
    paint(false, true);
  }

  @Override
  public void fillAndStrokePath(int windingRule) {
    paint(true, true);
  }

  private void paint(boolean stroked, boolean filled) {
    PDGraphicsState state = getGraphicsState();
    int stroke =
        stroked ? colours.read(state.getStrokingColor(), state.getAlphaConstant()) : Atom.Path.NONE;
    int fill =
        filled
            ? colours.read(state.getNonStrokingColor(), state.getNonStrokeAlphaConstant())
            : Atom.Path.NONE;
    if (!path.isEmpty()) {
      if (stroke != Atom.Path.NONE || fill != Atom.Path.NONE) {
        collect(stroke, fill);
      }
      if (pathClips) {
        clip.intersect(path.bounds(), path.isRectangle());
      }
    }
    pathClips = false;
    path.clear();
  }

  private void collect(int stroke, int fill) {
    double lineWidth = stroke == Atom.Path.NONE ? 0 : lineWidthPt();
    Origin origin = origin();
    for (PathReader.Painted piece : path.painted(lineWidth, fill != Atom.Path.NONE)) {
      Box box = piece.box().intersect(clip.current());
      if (box.left() <= box.right() && box.top() <= box.bottom()) {
        atoms.add(new Atom.Path(box, piece.shape(), stroke, fill, origin));
        jpegs.covered(box);
      }
    }
  }

  private double lineWidthPt() {
    Matrix ctm = getGraphicsState().getCurrentTransformationMatrix();
    double determinant = ctm.getScaleX() * ctm.getScaleY() - ctm.getShearX() * ctm.getShearY();
    return getGraphicsState().getLineWidth() * Math.sqrt(Math.abs(determinant));
  }

  @Override
  public void shadingFill(COSName shadingName) {
    if (!Colours.invisible(getGraphicsState().getNonStrokeAlphaConstant())
        && clip.current().area() > 0) {
      atoms.add(new Atom.Shading(clip.current(), origin()));
      jpegs.covered(clip.current());
    }
  }
}
