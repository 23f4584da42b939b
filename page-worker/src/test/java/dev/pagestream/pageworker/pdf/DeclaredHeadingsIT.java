package dev.pagestream.pageworker.pdf;

import static dev.pagestream.pageworker.PdfFixture.REGULAR;
import static dev.pagestream.pageworker.PdfFixture.paragraph;
import static dev.pagestream.pageworker.PdfFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.source.PageLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Headings that look like running text, and which only the document itself calls headings.
class DeclaredHeadingsIT {
  private static final String[] LINES = {
    "The gauge at the bridge was read every hour of the flood, and the",
    "numbers were kept in a book that was dry enough to be read later by",
    "those who came to ask how high the water had been at its highest."
  };

  @TempDir Path directory;

  @Test
  void bookmarksNameHeadingsOfThePageTheyLeadTo() throws Exception {
    PdfFixture fixture = new PdfFixture().page(this::plain).page(this::plain);
    PDDocumentOutline outline = new PDDocumentOutline();
    fixture.document().getDocumentCatalog().setDocumentOutline(outline);
    PDOutlineItem chapter = bookmark(fixture.document(), "The flood", 0);
    outline.addLast(chapter);
    chapter.addLast(bookmark(fixture.document(), "2.1. What was READ", 0));
    chapter.addLast(new PDOutlineItem()); // Leads nowhere and says nothing.

    assertThat(headings(fixture, 1))
        .containsExactly(
            tuple("The flood", TextKind.HEADING, 1, true),
            tuple("What was read", TextKind.HEADING, 2, true));
    assertThat(headings(fixture, 2)).isEmpty();
  }

  @Test
  void outlinesThatAreCirclesEnd() throws Exception {
    PdfFixture fixture = new PdfFixture().page(this::plain);
    PDDocumentOutline outline = new PDDocumentOutline();
    fixture.document().getDocumentCatalog().setDocumentOutline(outline);
    PDOutlineItem item = bookmark(fixture.document(), "The flood", 0);
    outline.addLast(item);
    item.getCOSObject().setItem(COSName.FIRST, item.getCOSObject());
    item.getCOSObject().setItem(COSName.NEXT, item.getCOSObject());

    assertThat(headings(fixture, 1)).hasSize(1);
  }

  @Test
  void tagsSayWhatIsTheTitleAndHowHighHeadingsAre() throws Exception {
    List<String> types = List.of("Title", "P", "H2", "P");
    PdfFixture fixture = new PdfFixture().page((document, page, content) -> tagged(content));
    addTree(fixture.document(), types);

    assertThat(headings(fixture, 1))
        .containsExactly(
            tuple("The flood", TextKind.TITLE, 0, true),
            tuple("What was read", TextKind.HEADING, 2, true));
  }

  private void plain(PDDocument document, PDPage page, PDPageContentStream content)
      throws IOException {
    text(content, REGULAR, 10, 72, 700, "The flood");
    paragraph(content, 10, 72, 670, LINES);
    text(content, REGULAR, 10, 72, 610, "What was read");
    paragraph(content, 10, 72, 580, LINES);
  }

  private static void tagged(PDPageContentStream content) throws IOException {
    mark(content, "Title", 0, () -> text(content, REGULAR, 10, 72, 700, "The flood"));
    mark(content, "P", 1, () -> paragraph(content, 10, 72, 670, LINES));
    mark(content, "H2", 2, () -> text(content, REGULAR, 10, 72, 610, "What was read"));
    mark(content, "P", 3, () -> paragraph(content, 10, 72, 580, LINES));
  }

  @FunctionalInterface
  private interface Drawing {
    void draw() throws IOException;
  }

  private static void mark(PDPageContentStream content, String type, int id, Drawing drawing)
      throws IOException {
    COSDictionary properties = new COSDictionary();
    properties.setInt(COSName.MCID, id);
    content.beginMarkedContent(COSName.getPDFName(type), PDPropertyList.create(properties));
    drawing.draw();
    content.endMarkedContent();
  }

  private static PDOutlineItem bookmark(PDDocument document, String title, int page) {
    PDPageFitDestination destination = new PDPageFitDestination();
    destination.setPage(document.getPage(page));
    PDOutlineItem item = new PDOutlineItem();
    item.setTitle(title);
    item.setDestination(destination);
    return item;
  }

  private static void addTree(PDDocument document, List<String> types) {
    PDStructureTreeRoot root = new PDStructureTreeRoot();
    document.getDocumentCatalog().setStructureTreeRoot(root);
    PDPage page = document.getPage(0);
    page.setStructParents(0);
    COSArray marked = new COSArray();
    for (String type : types) {
      PDStructureElement element = new PDStructureElement(type, root);
      element.setPage(page);
      element.getCOSObject().setInt(COSName.K, marked.size());
      root.appendKid(element);
      marked.add(element.getCOSObject());
    }
    COSArray numbers = new COSArray();
    numbers.add(COSInteger.get(0));
    numbers.add(marked);
    COSDictionary tree = new COSDictionary();
    tree.setItem(COSName.NUMS, numbers);
    root.getCOSObject().setItem(COSName.PARENT_TREE, tree);
  }

  private List<Tuple> headings(PdfFixture fixture, int page) throws Exception {
    Path file = directory.resolve("headings.pdf");
    fixture.document().save(file.toFile());
    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      List<Tuple> found = new ArrayList<>();
      for (PageBlock.Text text : texts(source, page)) {
        if (text.kind() != TextKind.PARAGRAPH) {
          found.add(tuple(text.text(), text.kind(), text.level(), text.levelDeclared()));
        }
      }
      return found;
    }
  }

  private static List<PageBlock.Text> texts(PdfPageSource source, int page) throws Exception {
    return source.arrange(page, new PageLayout(new FigureFinder())).items().stream()
        .filter(ArrangedPage.Text.class::isInstance)
        .map(item -> ((ArrangedPage.Text) item).block())
        .toList();
  }
}
