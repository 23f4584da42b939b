package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.EveryNodeDocument;
import dev.pagestream.document.RandomDocuments;
import dev.pagestream.document.SamplePages;
import dev.pagestream.document.Unicode;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DocLangExporterTest {
  @Test
  void anEmptyDocumentIsEmpty() {
    assertThat(exported()).isEqualTo("<doclang version=\"0.7\"></doclang>");
  }

  @Test
  void aTextThatXmlKnowsStandsInASectionThatEndsNoLine() {
    assertThat(exported(SamplePages.text(TextKind.PARAGRAPH, "a < b")))
        .isEqualTo(
            """
            <doclang version="0.7">
              <text>
                <location value="60"/>
                <location value="194"/>
                <location value="452"/>
                <location value="207"/>
            <![CDATA[a < b]]>  </text>
            </doclang>\
            """);
  }

  @Test
  void theEndOfASectionInATextIsCut() throws Exception {
    Element text =
        only(parsed(exported(SamplePages.text(TextKind.CODE, "a[b[0]]>1;\n\n c"))), "content");

    assertThat(text.getTextContent()).isEqualTo("a[b[0]]>1;\n\n c");
  }

  @Test
  void namesWhatXmlCannotHold() throws Exception {
    Element text =
        only(
            parsed(exported(SamplePages.text(TextKind.PARAGRAPH, "a\u0000b\u001Bc\uFFFE"))),
            "text");

    assertThat(text.getTextContent().strip()).isEqualTo("a[U+0000]b[U+001B]c[U+FFFE]");
  }

  @Test
  void keepsHeadingsWithinWhatTheFormatHas() throws Exception {
    Element document = parsed(DocLangExporter.export(EveryNodeDocument.document()));

    assertThat(all(document, "heading"))
        .extracting(heading -> heading.getAttribute("level"))
        .containsExactly("", "2", "3");
  }

  @Test
  void aChartOfAnotherClassHasNoTable() throws Exception {
    Element document =
        parsed(
            DocLangExporter.export(
                EveryNodeDocument.worded(
                    text -> text.equals("bar_chart") ? "a \"b\" <c>\n&" : text)));

    assertThat(all(document, "tabular")).isEmpty();
    assertThat(all(document, "label").getFirst().getAttribute("value")).startsWith("a \"b\" <c>");
  }

  @Test
  void whatIsSaidOfAPictureStandsBeforeItsTable() throws Exception {
    Element picture =
        all(parsed(DocLangExporter.export(EveryNodeDocument.document())), "picture").getFirst();

    assertThat(children(picture))
        .extracting(Node::getNodeName)
        .containsExactly(
            "label",
            "location",
            "location",
            "location",
            "location",
            "caption",
            "description",
            "summary",
            "tabular");
  }

  @Test
  void hostileTextsStayInTheirElements() throws Exception {
    HostileTexts hostile = new HostileTexts(20261128);
    String expected = skeleton(parsed(DocLangExporter.export(EveryNodeDocument.worded(_ -> "x"))));
    for (int round = 0; round < 200; round++) {
      String xml = DocLangExporter.export(EveryNodeDocument.worded(_ -> hostile.next()));

      assertThat(skeleton(parsed(xml))).as("round %d:%n%s", round, xml).isEqualTo(expected);
    }
  }

  @Test
  void hostileTextsAreReadBack() throws Exception {
    HostileTexts hostile = new HostileTexts(7);
    for (int round = 0; round < 400; round++) {
      String text = hostile.next();

      Element read = only(parsed(exported(SamplePages.text(TextKind.PARAGRAPH, text))), "text");

      assertThat(said(read)).as("round %d", round).isEqualTo(expected(text));
    }
  }

  @Test
  void everyDocumentIsWellFormed() throws Exception {
    RandomDocuments random = new RandomDocuments(11);
    for (int round = 0; round < 200; round++) {
      DoclingDocument document = random.next().document();

      Element root = parsed(DocLangExporter.export(document));

      assertThat(children(root))
          .as("round %d", round)
          .hasSameSizeAs(Blocks.withFurniture(document));
      assertThat(all(root, "description"))
          .hasSize(
              (int)
                  document.pictures().stream()
                      .filter(
                          picture -> picture.meta().flatMap(PictureMeta::description).isPresent())
                      .count());
    }
  }

  /// As it went through XML, which has one line end and lacks some characters.
  private static String expected(String text) {
    return DocLangText.legal(Unicode.wellFormed(text));
  }

  /// White space that counts stands in a `content`; all other belongs to the layout.
  private static String said(Element element) {
    List<Element> verbatim = all(element, "content");
    return verbatim.isEmpty()
        ? element.getTextContent().strip()
        : verbatim.getFirst().getTextContent();
  }

  private static String skeleton(Element element) {
    // Texts decide which cells of a chart are headers.
    String name = element.getNodeName().replaceAll("ched|rhed|fcel", "cell");
    StringBuilder skeleton = new StringBuilder(name).append('(');
    for (Element child : children(element)) {
      // How a text is written depends on it.
      if (!child.getNodeName().equals("content") && !child.getNodeName().equals("rtl")) {
        skeleton.append(skeleton(child));
      }
    }
    return skeleton.append(')').toString();
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  private static Element only(Element root, String name) {
    assertThat(all(root, name)).hasSize(1);
    return all(root, name).getFirst();
  }

  private static List<Element> all(Element root, String name) {
    NodeList nodes = root.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int at = 0; at < nodes.getLength(); at++) {
      elements.add((Element) nodes.item(at));
    }
    return elements;
  }

  private static Element parsed(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
  }

  private static String exported(PageBlock... blocks) {
    return DocLangExporter.export(
        SamplePages.assembled(Map.of(), SamplePages.page(1, blocks)).document());
  }
}
