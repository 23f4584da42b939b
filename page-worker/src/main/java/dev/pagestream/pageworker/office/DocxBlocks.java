package dev.pagestream.pageworker.office;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.written.PageWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.w3c.dom.Element;

/// Writes the blocks of a DOCX document in their order. Used for one document.
final class DocxBlocks {
  private final PackagePart part;
  private final PageWriter page;
  private final DocxStyles styles;
  private final DocxNumbering numbering;
  private final List<String> code = new ArrayList<>();

  /// In the order they are referred to; the first has number 1.
  private final Map<DocxRuns.Note, Integer> notes = new LinkedHashMap<>();

  DocxBlocks(PackagePart part, PageWriter page, DocxStyles styles, DocxNumbering numbering) {
    this.part = part;
    this.page = page;
    this.styles = styles;
    this.numbering = numbering;
  }

  void body(Element container) throws IOException {
    blocks(container);
    flushCode();
  }

  /// Notes stand at the end, as on paper.
  ///
  /// @param part of the notes
  void notes(PackagePart part, boolean end) throws IOException {
    Map<String, Element> byId =
        Xml.children(OfficePackage.xml(part)).stream()
            .filter(note -> Xml.attribute(note, "id").isPresent())
            .collect(
                Collectors.toMap(
                    note -> Xml.attribute(note, "id").orElseThrow(),
                    note -> note,
                    (first, _) -> first));
    for (Map.Entry<DocxRuns.Note, Integer> note : List.copyOf(notes.entrySet())) {
      Element content = byId.get(note.getKey().id());
      if (note.getKey().end() == end && content != null) {
        page.text(TextKind.FOOTNOTE, "[" + note.getValue() + "] " + text(content), Box.NOWHERE);
      }
    }
  }

  private void blocks(Element container) throws IOException {
    for (Element child : Xml.children(container)) {
      switch (child.getLocalName()) {
        case "p" -> paragraph(child);
        case "tbl" -> table(child);
        case "AlternateContent" -> {
          Optional<Element> chosen = DocxRuns.chosen(child);
          if (chosen.isPresent()) {
            blocks(chosen.get());
          }
        }
        case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag" -> blocks(child);
        case String _ -> {}
      }
    }
  }

  private void paragraph(Element paragraph) throws IOException {
    Optional<Element> properties = Xml.child(paragraph, "pPr");
    String style = properties.flatMap(found -> Xml.setting(found, "pStyle")).orElse("");
    DocxRuns runs = runs(paragraph);
    if (styles.kind(style) == DocxStyles.Kind.CODE && runs.anchored().isEmpty()) {
      code.add(runs.text());
      return;
    }
    flushCode();
    Optional<DocxNumbering.Numbered> numbered =
        properties
            .flatMap(found -> Xml.child(found, "numPr"))
            .or(() -> styles.numbering(style))
            .flatMap(found -> numbering.next(found, style));
    text(runs.text(), style, properties, numbered);
    for (DocxRuns.Anchored anchored : runs.anchored()) {
      anchored(anchored);
    }
  }

  private void text(
      String text,
      String style,
      Optional<Element> properties,
      Optional<DocxNumbering.Numbered> numbered) {
    Optional<Integer> heading =
        styles.headingLevel(style).or(() -> properties.flatMap(DocxStyles::outlineLevel));
    DocxStyles.Kind kind = styles.kind(style);
    if (text.isBlank()) {
      return;
    }
    if (kind == DocxStyles.Kind.TITLE) {
      page.title(text, Box.NOWHERE);
    } else if (heading.isPresent()) {
      String number = numbered.map(found -> found.marker() + " ").orElse("");
      page.heading(heading.get(), number + text, Box.NOWHERE);
    } else if (kind == DocxStyles.Kind.CAPTION) {
      page.text(TextKind.CAPTION, text, Box.NOWHERE);
    } else if (numbered.isPresent()) {
      int level = Math.max(numbered.get().level(), styles.listDepth(style));
      page.listItem(level, numbered.get().marker(), text, Box.NOWHERE);
    } else {
      page.text(TextKind.PARAGRAPH, text, Box.NOWHERE);
    }
  }

  private void anchored(DocxRuns.Anchored anchored) throws IOException {
    switch (anchored) {
      case DocxRuns.Anchored.Picture(var alternate, var image) ->
          page.picture(Box.NOWHERE, alternate, image);
      case DocxRuns.Anchored.Chart(var alternate, var chart) ->
          ChartSheet.of(chart).write(page, alternate, Box.NOWHERE);
      case DocxRuns.Anchored.TextBox(var content) -> blocks(content);
    }
  }

  private void table(Element element) throws IOException {
    flushCode();
    DocxTable table = DocxTable.of(element);
    if (table.single()) {
      blocks(table.cells().getFirst());
      return;
    }
    List<DocxRuns.Anchored> anchored = new ArrayList<>();
    page.table(table.write(cell -> text(cell, anchored)), Box.NOWHERE);
    for (DocxRuns.Anchored found : anchored) {
      anchored(found);
    }
  }

  private String text(Element container) {
    return text(container, new ArrayList<>());
  }

  /// The paragraphs of a cell or note in one line, those of tables in it among them.
  ///
  /// @param anchored gets what they carry
  private String text(Element container, List<DocxRuns.Anchored> anchored) {
    List<String> texts = new ArrayList<>();
    for (Element child : Xml.children(container)) {
      switch (child.getLocalName()) {
        case "p" -> {
          DocxRuns runs = runs(child);
          texts.add(runs.text());
          anchored.addAll(runs.anchored());
        }
        case "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "moveTo", "customXml" ->
            texts.add(text(child, anchored));
        case String _ -> {}
      }
    }
    return String.join(" ", texts);
  }

  private DocxRuns runs(Element paragraph) {
    return new DocxRuns(part, note -> notes.computeIfAbsent(note, _ -> notes.size() + 1))
        .read(paragraph);
  }

  /// Paragraphs of code that follow each other are one listing.
  private void flushCode() {
    if (!code.isEmpty()) {
      page.code(String.join("\n", code), Box.NOWHERE);
      code.clear();
    }
  }
}
