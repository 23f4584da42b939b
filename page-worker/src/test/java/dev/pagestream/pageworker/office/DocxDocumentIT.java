package dev.pagestream.pageworker.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.document.FailureCode;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.written.Written;
import dev.pagestream.pageworker.written.WrittenSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHyperlinkRun;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocxDocumentIT {
  private static final String W =
      "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
          + " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
          + " xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'"
          + " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
          + " xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'"
          + " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
          + " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
          + " xmlns:v='urn:schemas-microsoft-com:vml'";

  private static final String STYLES =
      """
      <w:styles %s>
      <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
      <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
      <w:style w:type="paragraph" w:styleId="Eigene"><w:name w:val="Own"/><w:basedOn w:val="berschrift2"/></w:style>
      <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
      <w:style w:type="paragraph" w:styleId="Gliederung"><w:name w:val="Outlined"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
      <w:style w:type="paragraph" w:styleId="Quelltext"><w:name w:val="Source Code"/></w:style>
      <w:style w:type="paragraph" w:styleId="Punkt2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      </w:styles>
      """
          .formatted(W);

  private static final String NUMBERING =
      """
      <w:numbering %s>
      <w:abstractNum w:abstractNumId="0">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
      <w:abstractNum w:abstractNumId="1">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%%1.%%2)"/></w:lvl></w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
      </w:numbering>
      """
          .formatted(W);

  @TempDir Path directory;

  @Test
  void readsHeadingsByStyleAncestorAndOutline() throws Exception {
    assertThat(
            blocks(
                styled("Titel", "Report")
                    + styled("berschrift1", "One")
                    + styled("Eigene", "Two")
                    + styled("Gliederung", "Three")
                    + "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>"
                    + run("Four")
                    + "</w:p>"
                    + styled("", "Words")))
        .containsExactly(
            "TITLE Report",
            "HEADING 1 One",
            "HEADING 2 Two",
            "HEADING 3 Three",
            "HEADING 1 Four",
            "PARAGRAPH Words");
  }

  @Test
  void numbersListsAsWordDoes() throws Exception {
    assertThat(
            blocks(
                item(1, 0, "Bullet")
                    + styled("Punkt2", "Deeper")
                    + item(2, 0, "First")
                    + item(2, 1, "Inner")
                    + item(2, 1, "Inner too")
                    + styled("", "Between")
                    + item(2, 0, "Second")
                    + item(2, 1, "Again")
                    + item(3, 0, "New list")
                    + item(0, 0, "Switched off")))
        .containsExactly(
            "LIST_ITEM 0 • Bullet",
            "LIST_ITEM 1 • Deeper",
            "LIST_ITEM 0 1. First",
            "LIST_ITEM 1 1.a) Inner",
            "LIST_ITEM 1 1.b) Inner too",
            "PARAGRAPH Between",
            "LIST_ITEM 0 2. Second",
            "LIST_ITEM 1 2.a) Again",
            "LIST_ITEM 0 1. New list",
            "PARAGRAPH Switched off");
  }

  @Test
  void numbersHeadings() throws Exception {
    assertThat(
            blocks(
                "<w:p><w:pPr><w:pStyle w:val='berschrift1'/><w:numPr><w:ilvl w:val='0'/>"
                    + "<w:numId w:val='2'/></w:numPr></w:pPr>"
                    + run("Rain")
                    + "</w:p>"))
        .containsExactly("HEADING 1 1. Rain");
  }

  @Test
  void leavesOutWhatIsDeletedHiddenOrAnInstruction() throws Exception {
    assertThat(
            blocks(
                "<w:p>"
                    + run("Kept ")
                    + "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
                    + "<w:ins>"
                    + run("inserted ")
                    + "</w:ins>"
                    + "<w:moveFrom>"
                    + run("moved away")
                    + "</w:moveFrom>"
                    + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
                    + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
                    + "<w:hyperlink r:id='x'>"
                    + run("link")
                    + "</w:hyperlink>"
                    + "<w:sdt><w:sdtContent>"
                    + run(" control")
                    + "</w:sdtContent></w:sdt></w:p>"))
        .containsExactly("PARAGRAPH Kept inserted link control");
  }

  @Test
  void readsCellsMergedOverRowsAndColumns() throws Exception {
    String table =
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
            + cell("<w:vMerge w:val='restart'/>", "Place")
            + cell("<w:gridSpan w:val='2'/>", "Rain")
            + "</w:tr><w:tr>"
            + cell("<w:vMerge/>", "")
            + cell("", "2023")
            + cell("", "2024")
            + "</w:tr><w:tr>"
            + cell("", "North")
            + cell("", "1")
            + cell("", "2")
            + "</w:tr></w:tbl>";

    assertThat(blocks(styled("Beschriftung", "Table 1: Rain") + table))
        .containsExactly(
            "CAPTION Table 1: Rain",
            "TABLE [Place* 2x1 | Rain* 1x2] [2023 | 2024] [North | 1 | 2] ^Table 1: Rain");
    assertThat(blocks("<w:tbl><w:tr>" + cell("", "Boxed words") + "</w:tr></w:tbl>"))
        .containsExactly("PARAGRAPH Boxed words");
  }

  @Test
  void takesTheFirstRowForTheHeaderUnlessWordSaysOtherwise() throws Exception {
    String rows =
        "<w:tr>"
            + cell("", "a")
            + cell("", "b")
            + "</w:tr><w:tr>"
            + cell("", "c")
            + cell("", "d")
            + "</w:tr></w:tbl>";

    assertThat(blocks("<w:tbl>" + rows)).containsExactly("TABLE [a* | b*] [c | d]");
    assertThat(blocks("<w:tbl><w:tblPr><w:tblLook w:firstRow='0'/></w:tblPr>" + rows))
        .containsExactly("TABLE [a | b] [c | d]");
    assertThat(blocks("<w:tbl><w:tblPr><w:tblLook w:val='0480'/></w:tblPr>" + rows))
        .containsExactly("TABLE [a | b] [c | d]");
  }

  @Test
  void joinsParagraphsOfCode() throws Exception {
    assertThat(
            blocks(
                styled("Quelltext", "if (a) {")
                    + styled("Quelltext", "  b();")
                    + styled("Quelltext", "}")
                    + styled("", "After")))
        .containsExactly("CODE if (a) {\n  b();\n}", "PARAGRAPH After");
  }

  @Test
  void readsTextBoxesOnceAndInOrder() throws Exception {
    String box =
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:wsp>"
            + "<wps:txbx><w:txbxContent>"
            + styled("", "In the box")
            + "</w:txbxContent></wps:txbx>"
            + "</wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            + "<w:txbxContent>"
            + styled("", "In the box")
            + "</w:txbxContent></v:textbox></w:pict>"
            + "</mc:Fallback></mc:AlternateContent></w:r>";

    assertThat(blocks("<w:p>" + run("Before") + box + "</w:p>" + styled("", "After")))
        .containsExactly("PARAGRAPH Before", "PARAGRAPH In the box", "PARAGRAPH After");
  }

  @Test
  void readsPicturesAlternateTextsCaptionsLinksAndFootnotesOfARealDocument() throws Exception {
    Path file = directory.resolve("real.docx");
    try (XWPFDocument document = new XWPFDocument();
        OutputStream out = Files.newOutputStream(file)) {
      XWPFRun picture = document.createParagraph().createRun();
      picture
          .addPicture(
              new ByteArrayInputStream(png()),
              PictureType.PNG,
              "flag.png",
              Units.toEMU(300),
              Units.toEMU(200))
          .getCTPicture();
      picture.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr().setDescr("A flag");
      document.createParagraph().createRun().setText("Figure 1: The flag");
      document
          .createParagraph()
          .createRun()
          .addPicture(
              new ByteArrayInputStream(new byte[] {1, 2, 3}),
              PictureType.EMF,
              "drawing.emf",
              Units.toEMU(30),
              Units.toEMU(20));
      XWPFParagraph paragraph = document.createParagraph();
      XWPFHyperlinkRun link = paragraph.createHyperlinkRun("https://example.com");
      link.setText("A link");
      var footnote = document.createFootnote();
      footnote.createParagraph().createRun().setText("A note");
      paragraph.addFootnoteReference(footnote);
      document.write(out);
    }
    try (WrittenSource source = open(file)) {
      ArrangedPage page = Written.page(source, 1);

      assertThat(Written.blocks(page))
          .containsExactly(
              "PICTURE (A flag) ^Figure 1: The flag",
              "CAPTION Figure 1: The flag",
              "PICTURE",
              "PARAGRAPH A link[1]",
              "FOOTNOTE [1] A note");
      assertThat(Written.images(source, page))
          .containsExactly("300x200", "it is a Windows metafile, which is not rendered");
    }
  }

  @Test
  void showsOnlyThePartOfAPictureThatTheDocumentShows() throws Exception {
    String picture =
        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' title='Cut'/><pic:pic><pic:blipFill>"
            + "<a:blip r:embed='image'/><a:srcRect l='50000' b='25000'/></pic:blipFill></pic:pic>"
            + "</wp:inline></w:drawing></w:r></w:p>"
            + "<w:p><w:r><w:pict><v:shape alt='Old'><v:imagedata r:id='image'/></v:shape></w:pict>"
            + "</w:r></w:p><w:p><w:r><w:drawing><wp:inline><pic:pic><pic:blipFill>"
            + "<a:blip r:link='far'/></pic:blipFill></pic:pic></wp:inline></w:drawing></w:r></w:p>";
    try (WrittenSource source = open(docx(picture))) {
      ArrangedPage page = Written.page(source, 1);

      assertThat(Written.blocks(page)).containsExactly("PICTURE (Cut)", "PICTURE (Old)", "PICTURE");
      assertThat(Written.images(source, page))
          .containsExactly(
              "150x150", "300x200", "its image is not in the document and is not fetched");
    }
  }

  @Test
  void saysThatAnEncryptedDocumentIsEncrypted() throws Exception {
    Path file = directory.resolve("secret.docx");
    try (POIFSFileSystem container = new POIFSFileSystem()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (XWPFDocument document = new XWPFDocument();
          OutputStream out = encryptor.getDataStream(container)) {
        document.write(out);
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        container.writeFilesystem(out);
      }
    }

    assertFails(file, FailureCode.SOURCE_ENCRYPTED);
  }

  @Test
  void resolvesNoExternalEntities() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret.txt"), "secret words");
    String entity =
        "<!DOCTYPE w:document [<!ENTITY x SYSTEM '"
            + secret.toUri()
            + "'>]><w:document "
            + W
            + "><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>";

    try (WrittenSource source = open(zip(entity, STYLES))) {
      assertThatThrownBy(() -> Written.page(source, 1)).hasMessageNotContaining("secret words");
    }
  }

  @Test
  void unpacksNoBombs() throws Exception {
    assertFails(
        docx("<w:p/>".repeat((int) (OfficePackage.MAX_XML_BYTES / 6))),
        FailureCode.SOURCE_TOO_LARGE);
    // Below the limit, but a thousandth of its size in the file.
    try (WrittenSource source = open(docx(" ".repeat(5 << 20)))) {
      assertThatThrownBy(() -> Written.page(source, 1)).hasMessageContaining("Zip bomb");
    }
  }

  @Test
  void failsOnTenThousandLevelsAndOnDamageWithoutHarm() throws Exception {
    String nested =
        "<w:sdt><w:sdtContent>".repeat(10_000)
            + styled("", "deep")
            + "</w:sdtContent></w:sdt>".repeat(10_000);
    try (WrittenSource source = open(docx(nested))) {
      assertThatThrownBy(() -> Written.page(source, 1)).isInstanceOf(IOException.class);
    }
    byte[] whole = Files.readAllBytes(docx(styled("", "Words")));
    Path cut = Files.write(directory.resolve("cut.docx"), Arrays.copyOf(whole, 700));
    assertThatThrownBy(() -> open(cut)).isInstanceOf(Exception.class);
  }

  private void assertFails(Path file, FailureCode code) {
    assertThatThrownBy(() -> open(file))
        .isInstanceOfSatisfying(
            PageFailedException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private List<String> blocks(String body) throws Exception {
    try (WrittenSource source = open(docx(body))) {
      return Written.blocks(Written.page(source, 1));
    }
  }

  private static WrittenSource open(Path file) throws Exception {
    return new WrittenSource(DocxDocument.open(file), PageLimits.DEFAULT);
  }

  private Path docx(String body) throws IOException {
    return zip("<w:document " + W + "><w:body>" + body + "</w:body></w:document>", STYLES);
  }

  private Path zip(String document, String styles) throws IOException {
    Path file = directory.resolve("made.docx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(
          zip,
          "[Content_Types].xml",
          """
          <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
          <Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
          <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
          </Types>\
          """);
      put(
          zip,
          "_rels/.rels",
          relationships(relationship("r1", "officeDocument", "word/document.xml")));
      put(
          zip,
          "word/_rels/document.xml.rels",
          relationships(
              relationship("s", "styles", "styles.xml")
                  + relationship("n", "numbering", "numbering.xml")
                  + relationship("image", "image", "media/flag.png")
                  + relationship("far", "image", "https://example.com/a.png")
                      .replace("/>", " TargetMode='External'/>")));
      put(zip, "word/document.xml", document);
      put(zip, "word/styles.xml", styles);
      put(zip, "word/numbering.xml", NUMBERING);
      zip.putNextEntry(new ZipEntry("word/media/flag.png"));
      zip.write(png());
    }
    return file;
  }

  private static void put(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String relationships(String all) {
    return "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        + all
        + "</Relationships>";
  }

  private static String relationship(String id, String type, String target) {
    return "<Relationship Id='%s' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s' Target='%s'/>"
        .formatted(id, type, target);
  }

  private static String styled(String style, String text) {
    return "<w:p><w:pPr><w:pStyle w:val='" + style + "'/></w:pPr>" + run(text) + "</w:p>";
  }

  private static String item(int list, int level, String text) {
    return "<w:p><w:pPr><w:numPr><w:ilvl w:val='%d'/><w:numId w:val='%d'/></w:numPr></w:pPr>%s</w:p>"
        .formatted(level, list, run(text));
  }

  private static String run(String text) {
    return "<w:r><w:t xml:space='preserve'>" + text + "</w:t></w:r>";
  }

  private static String cell(String properties, String text) {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + styled("", text) + "</w:tc>";
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(PdfFixture.flag(300, 200), "png", out);
    return out.toByteArray();
  }
}
