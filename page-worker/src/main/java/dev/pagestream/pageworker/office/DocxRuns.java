package dev.pagestream.pageworker.office;

import dev.pagestream.pageworker.written.EmbeddedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.w3c.dom.Element;

/// What stands in a paragraph: text, and what is anchored in it. Deletions and hidden text are left
/// out. Used for one paragraph.
final class DocxRuns {
  private final PackagePart part;
  private final StringBuilder text = new StringBuilder();
  private final List<Anchored> anchored = new ArrayList<>();
  private final NoteNumbers numbers;

  /// @param part the paragraph is in
  DocxRuns(PackagePart part, NoteNumbers numbers) {
    this.part = part;
    this.numbers = numbers;
  }

  /// What a paragraph carries beside its text.
  sealed interface Anchored {
    record Picture(String alternate, EmbeddedImage image) implements Anchored {}

    record Chart(String alternate, PackagePart part) implements Anchored {}

    /// @param content paragraphs and tables
    record TextBox(Element content) implements Anchored {}
  }

  /// A reference to a note.
  ///
  /// @param end whether it is an endnote
  record Note(String id, boolean end) {}

  /// Numbers the notes of a document.
  @FunctionalInterface
  interface NoteNumbers {
    int numberOf(Note note);
  }

  DocxRuns read(Element paragraph) {
    content(paragraph);
    return this;
  }

  String text() {
    return text.toString();
  }

  List<Anchored> anchored() {
    return anchored;
  }

  private void content(Element parent) {
    Xml.children(parent).forEach(this::element);
  }

  private void element(Element element) {
    switch (element.getLocalName()) {
      case "t" -> text.append(element.getTextContent());
      case "tab", "ptab" -> text.append('\t');
      case "br", "cr" -> text.append('\n');
      case "noBreakHyphen" -> text.append('-');
      case "footnoteReference" -> note(element, false);
      case "endnoteReference" -> note(element, true);
      case "r" -> {
        if (Xml.child(element, "rPr").filter(format -> Xml.on(format, "vanish")).isEmpty()) {
          content(element);
        }
      }
      case "drawing", "pict", "object" -> drawing(element, "");
      case "AlternateContent" -> chosen(element).ifPresent(this::content);
      case "pPr",
          "rPr",
          "del",
          "moveFrom",
          "instrText",
          "delText",
          "delInstrText",
          "rt",
          "sdtPr",
          "sdtEndPr",
          "fldChar",
          "p",
          "tbl" -> {}
      case String _ -> content(element);
    }
  }

  private void note(Element reference, boolean end) {
    Xml.attribute(reference, "id")
        .ifPresent(id -> text.append('[').append(numbers.numberOf(new Note(id, end))).append(']'));
  }

  /// The newer of two ways to say the same.
  static Optional<Element> chosen(Element alternatives) {
    return Xml.child(alternatives, "Choice")
        .filter(choice -> !Xml.children(choice).isEmpty())
        .or(() -> Xml.child(alternatives, "Fallback"));
  }

  /// @param alternate text of the drawing around it
  private void drawing(Element parent, String alternate) {
    String named =
        Xml.child(parent, "docPr")
            .map(DocxRuns::alternate)
            .filter(s -> !s.isBlank())
            .orElse(alternate);
    for (Element child : Xml.children(parent)) {
      switch (child.getLocalName()) {
        case "pic" -> picture(child, named);
        case "chart" -> chart(child, named);
        case "imagedata" -> vmlPicture(child, named);
        case "txbxContent" -> anchored.add(new Anchored.TextBox(child));
        case "AlternateContent" -> chosen(child).ifPresent(chosen -> drawing(chosen, named));
        case "shape", "rect" -> drawing(child, Xml.attribute(child, "alt").orElse(named));
        case String _ -> drawing(child, named);
      }
    }
  }

  private void picture(Element picture, String named) {
    Optional<String> own =
        Xml.path(picture, "nvPicPr", "cNvPr").map(DocxRuns::alternate).filter(s -> !s.isBlank());
    Optional<Element> fill = Xml.child(picture, "blipFill");
    Optional<Element> blip = fill.flatMap(found -> Xml.child(found, "blip"));
    EmbeddedImage image =
        blip.flatMap(found -> Xml.attribute(found, "embed"))
            .map(this::image)
            .orElseGet(DocxRuns::outside);
    anchored.add(
        new Anchored.Picture(
            named.isBlank() ? own.orElse("") : named, // Of a file Word only writes its name.
            fill.flatMap(found -> Xml.child(found, "srcRect"))
                .map(cut -> SourceRectangle.of(cut).cut(image))
                .orElse(image)));
  }

  private void vmlPicture(Element data, String named) {
    String title = Xml.attribute(data, "title").orElse("");
    EmbeddedImage image = Xml.attribute(data, "id").map(this::image).orElseGet(DocxRuns::outside);
    anchored.add(new Anchored.Picture(named.isBlank() ? title : named, image));
  }

  private void chart(Element chart, String named) {
    Xml.attribute(chart, "id")
        .flatMap(id -> OfficePackage.named(part, id))
        .ifPresent(found -> anchored.add(new Anchored.Chart(named, found)));
  }

  private EmbeddedImage image(String id) {
    return OfficePackage.named(part, id).map(OfficePackage::image).orElseGet(DocxRuns::outside);
  }

  static EmbeddedImage outside() {
    return new EmbeddedImage.Missing("its image is not in the document and is not fetched");
  }

  private static String alternate(Element properties) {
    return Xml.attribute(properties, "descr")
        .filter(description -> !description.isBlank())
        .or(() -> Xml.attribute(properties, "title"))
        .orElse("");
  }
}
