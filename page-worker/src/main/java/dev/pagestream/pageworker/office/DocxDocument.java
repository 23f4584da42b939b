package dev.pagestream.pageworker.office;

import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.written.PageWriter;
import dev.pagestream.pageworker.written.WrittenDocument;
import dev.pagestream.pageworker.written.WrittenPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.w3c.dom.Element;

/// A DOCX document: one page without places, because only a printer lays it out. Running headers
/// and footers are left out.
public final class DocxDocument implements WrittenDocument {
  private final OfficePackage office;

  private DocxDocument(OfficePackage office) {
    this.office = office;
  }

  /// @throws PageFailedException when it is encrypted or beyond the limits
  /// @throws IOException when it is damaged
  public static DocxDocument open(Path file) throws IOException, PageFailedException {
    return new DocxDocument(OfficePackage.open(file));
  }

  @Override
  public int pages() {
    return 1;
  }

  @Override
  public WrittenPage read(int page) throws IOException {
    PackagePart main = office.main();
    DocxStyles styles = new DocxStyles(root(main, "/styles"));
    DocxNumbering numbering = new DocxNumbering(root(main, "/numbering"), styles);
    PageWriter writer = PageWriter.withoutPages();
    DocxBlocks blocks = new DocxBlocks(main, writer, styles, numbering);
    Element body =
        Xml.child(OfficePackage.xml(main), "body")
            .orElseThrow(() -> new IOException("the document has no body"));
    blocks.body(body);
    Optional<PackagePart> footnotes = OfficePackage.related(main, "/footnotes");
    if (footnotes.isPresent()) {
      blocks.notes(footnotes.get(), false);
    }
    Optional<PackagePart> endnotes = OfficePackage.related(main, "/endnotes");
    if (endnotes.isPresent()) {
      blocks.notes(endnotes.get(), true);
    }
    return writer.build();
  }

  private static Optional<Element> root(PackagePart main, String type) throws IOException {
    Optional<PackagePart> part = OfficePackage.related(main, type);
    return part.isEmpty() ? Optional.empty() : Optional.of(OfficePackage.xml(part.get()));
  }

  @Override
  public void close() {
    office.close();
  }
}
