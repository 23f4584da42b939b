package dev.pagestream.pageworker.office;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.written.EmbeddedImage;
import dev.pagestream.pageworker.written.PageWriter;
import dev.pagestream.pageworker.written.TableWriter;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xslf.usermodel.XSLFGraphicFrame;
import org.apache.poi.xslf.usermodel.XSLFGroupShape;
import org.apache.poi.xslf.usermodel.XSLFPictureShape;
import org.apache.poi.xslf.usermodel.XSLFShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableCell;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.openxmlformats.schemas.drawingml.x2006.main.CTNonVisualDrawingProps;
import org.openxmlformats.schemas.presentationml.x2006.main.CTGraphicalObjectFrame;
import org.openxmlformats.schemas.presentationml.x2006.main.CTPicture;

/// Writes the blocks of a slide: its title, then the shapes from the back to the front, which is
/// the order screen readers use. Used for one slide.
final class SlideBlocks {
  private final PageWriter page;
  private final Box slide;
  private final boolean first;

  /// @param size of the slide in points
  /// @param first whether its title is the document's
  SlideBlocks(PageWriter page, Dimension size, boolean first) {
    this.page = page;
    this.slide = new Box(0, 0, size.getWidth(), size.getHeight());
    this.first = first;
  }

  void write(XSLFSlide slide) throws IOException {
    List<XSLFShape> shapes = slide.getShapes();
    for (XSLFShape shape : shapes) {
      if (isTitle(shape)) {
        title((XSLFTextShape) shape);
      }
    }
    for (XSLFShape shape : shapes) {
      if (!isTitle(shape)) {
        shape(shape, new AffineTransform());
      }
    }
  }

  private static boolean isTitle(XSLFShape shape) {
    return shape instanceof XSLFTextShape text
        && (text.getTextType() == Placeholder.TITLE
            || text.getTextType() == Placeholder.CENTERED_TITLE);
  }

  private void title(XSLFTextShape shape) {
    Box box = box(shape.getAnchor(), new AffineTransform());
    if (first) {
      page.title(shape.getText(), box);
    } else {
      page.heading(1, shape.getText(), box);
    }
  }

  /// @param placed from the coordinates of its group to those of the slide
  private void shape(XSLFShape shape, AffineTransform placed) throws IOException {
    switch (shape) {
      case XSLFGroupShape group -> group(group, placed);
      case XSLFTextShape text -> text(text, box(text.getAnchor(), placed));
      case XSLFTable table -> table(table, box(table.getAnchor(), placed));
      case XSLFPictureShape picture -> picture(picture, box(picture.getAnchor(), placed));
      case XSLFGraphicFrame frame when frame.hasChart() ->
          ChartSheet.of(frame.getChart().getPackagePart())
              .write(page, alternate(frame), box(frame.getAnchor(), placed));
      case XSLFShape _ -> {} // Lines, and drawings of extensions.
    }
  }

  private void group(XSLFGroupShape group, AffineTransform placed) throws IOException {
    AffineTransform inner = new AffineTransform(placed);
    Rectangle2D outside = group.getAnchor();
    Rectangle2D inside = group.getInteriorAnchor();
    if (outside != null && inside != null && inside.getWidth() > 0 && inside.getHeight() > 0) {
      inner.translate(outside.getX(), outside.getY());
      inner.scale(outside.getWidth() / inside.getWidth(), outside.getHeight() / inside.getHeight());
      inner.translate(-inside.getX(), -inside.getY());
    }
    for (XSLFShape shape : group.getShapes()) {
      shape(shape, inner); // The parser bounds how deep that goes.
    }
  }

  private void text(XSLFTextShape shape, Box box) {
    int number = 0;
    for (XSLFTextParagraph paragraph : shape.getTextParagraphs()) {
      String text = paragraph.getText();
      if (isFooter(shape)) {
        page.text(TextKind.PAGE_FOOTER, text, box);
      } else if (isItem(paragraph) && !text.isBlank()) {
        number = paragraph.getAutoNumberingScheme() == null ? 0 : number + 1;
        page.listItem(paragraph.getIndentLevel(), marker(paragraph, number), text, box);
      } else {
        page.text(TextKind.PARAGRAPH, text, box);
      }
    }
  }

  private static boolean isItem(XSLFTextParagraph paragraph) {
    return paragraph.isBullet() || paragraph.getAutoNumberingScheme() != null;
  }

  private static String marker(XSLFTextParagraph paragraph, int number) {
    if (number == 0) {
      return "•";
    }
    Integer startAt = paragraph.getAutoNumberingStartAt();
    return paragraph
        .getAutoNumberingScheme()
        .format(startAt == null ? number : startAt + number - 1);
  }

  private static boolean isFooter(XSLFTextShape shape) {
    Placeholder kind = shape.getTextType();
    return kind == Placeholder.DATETIME
        || kind == Placeholder.FOOTER
        || kind == Placeholder.SLIDE_NUMBER
        || kind == Placeholder.HEADER;
  }

  private void table(XSLFTable shape, Box box) {
    TableWriter table = new TableWriter();
    boolean header = shape.getCTTable().isSetTblPr() && shape.getCTTable().getTblPr().getFirstRow();
    for (int row = 0; row < shape.getNumberOfRows(); row++) {
      table.row();
      for (XSLFTableCell cell : shape.getRows().get(row).getCells()) {
        if (!cell.isMerged()) {
          table.cell(
              cell.getText(), cell.getRowSpan(), cell.getGridSpan(), header && row == 0, false);
        }
      }
    }
    page.table(table, box);
  }

  private void picture(XSLFPictureShape picture, Box box) {
    EmbeddedImage image =
        picture.isExternalLinkedPicture()
            ? DocxRuns.outside()
            : Optional.ofNullable(picture.getPictureData())
                .map(data -> OfficePackage.image(data.getPackagePart()))
                .orElseGet(DocxRuns::outside);
    Insets cut = picture.getClipping();
    page.picture(
        box,
        alternate(picture),
        cut == null
            ? image
            : SourceRectangle.of(cut.left, cut.top, cut.right, cut.bottom).cut(image));
  }

  private static String alternate(XSLFShape shape) {
    Optional<CTNonVisualDrawingProps> properties =
        switch (shape.getXmlObject()) {
          case CTPicture picture -> Optional.of(picture.getNvPicPr().getCNvPr());
          case CTGraphicalObjectFrame frame -> Optional.of(frame.getNvGraphicFramePr().getCNvPr());
          case Object _ -> Optional.empty();
        };
    return properties
        .map(found ->
            found.getDescr() == null || found.getDescr().isBlank()
                ? found.getTitle()
                : found.getDescr())
        .orElse("");
  }

  /// Where a shape lies, as far as that is on the slide.
  private Box box(Rectangle2D anchor, AffineTransform placed) {
    if (anchor == null) {
      return Box.NOWHERE;
    }
    Rectangle2D outer = placed.createTransformedShape(anchor).getBounds2D();
    return Boxes.rounded(
        new Box(outer.getMinX(), outer.getMinY(), outer.getMaxX(), outer.getMaxY())
            .intersect(slide));
  }
}
