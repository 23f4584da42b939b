package dev.pagestream.pageworker.office;

import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.written.PageWriter;
import dev.pagestream.pageworker.written.WrittenDocument;
import dev.pagestream.pageworker.written.WrittenPage;
import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.xslf.usermodel.XMLSlideShow;

/// A PPTX presentation: a page per slide, hidden ones among them. Notes are left out.
public final class PptxDocument implements WrittenDocument {
  private final OfficePackage office;
  private final XMLSlideShow show;

  private PptxDocument(OfficePackage office, XMLSlideShow show) {
    this.office = office;
    this.show = show;
  }

  /// @throws PageFailedException when it is encrypted or beyond the limits
  /// @throws IOException when it is damaged
  public static PptxDocument open(Path file) throws IOException, PageFailedException {
    OfficePackage office = OfficePackage.open(file);
    try {
      return new PptxDocument(office, new XMLSlideShow(office.opc()));
    } catch (RuntimeException e) {
      office.close();
      throw e;
    }
  }

  @Override
  public int pages() {
    return show.getSlides().size();
  }

  @Override
  public WrittenPage read(int page) throws IOException {
    Dimension size = show.getPageSize();
    PageWriter writer = new PageWriter(page, size.getWidth(), size.getHeight());
    new SlideBlocks(writer, size, page == 1).write(show.getSlides().get(page - 1));
    return writer.build();
  }

  @Override
  public void close() {
    office.close();
  }
}
