package dev.pagestream.document.export;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Texts in DocLang: those with characters that XML knows stand in CDATA sections, those with white
/// space that counts in a `content`.
final class DocLangText {
  /// XML has no form for them, not even an escaped one. A regular expression sees whole surrogate
  /// pairs as one character, so that only lone halves are matched.
  private static final Pattern ILLEGAL =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF\\p{Cs}]");

  /// XML readers make one character of any.
  private static final Pattern LINE_END = Pattern.compile("\\r\\n?");

  private static final Pattern SPECIAL = Pattern.compile("[\"'&<>]");
  private static final String CDATA_END = "]]>";

  private DocLangText() {}

  /// @return nothing when there is no text
  static List<XmlNode> nodes(String text) {
    String legal = legal(text);
    if (legal.isEmpty()) {
      return List.of();
    }
    List<XmlNode> nodes =
        SPECIAL.matcher(legal).find() ? sections(legal) : List.of(new XmlNode.Text(legal));
    boolean verbatim = legal.indexOf('\n') >= 0 || !legal.equals(Inline.stripped(legal));
    return verbatim ? List.of(new XmlNode.Element("content", nodes)) : nodes;
  }

  /// The same, marked when it is written from right to left.
  static List<XmlNode> directed(String text) {
    List<XmlNode> nodes = nodes(text);
    return isRightToLeft(XmlLayout.compact(nodes))
        ? List.of(new XmlNode.Element("rtl", nodes))
        : nodes;
  }

  /// Names what XML cannot hold, as docling-core does: `[U+0000]`.
  static String legal(String text) {
    return ILLEGAL
        .matcher(LINE_END.matcher(text).replaceAll("\n"))
        .replaceAll(illegal -> String.format("[U+%04X]", (int) illegal.group().charAt(0)));
  }

  /// A section cannot hold its own end, so it is cut in it.
  private static List<XmlNode> sections(String text) {
    List<XmlNode> sections = new ArrayList<>();
    int from = 0;
    int end = text.indexOf(CDATA_END);
    while (end >= 0) {
      sections.add(new XmlNode.CData(text.substring(from, end + 2)));
      from = end + 2;
      end = text.indexOf(CDATA_END, from);
    }
    sections.add(new XmlNode.CData(text.substring(from)));
    return sections;
  }

  /// As docling-core has it, which counts its own tags in.
  private static boolean isRightToLeft(String markup) {
    if (markup.isEmpty()) {
      return false;
    }
    long letters = markup.codePoints().filter(DocLangText::isRightToLeft).count();
    return isRightToLeft(markup.codePointAt(0))
        || letters * 2 > markup.codePointCount(0, markup.length());
  }

  private static boolean isRightToLeft(int codePoint) {
    return switch (Character.getDirectionality(codePoint)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
          true;
      default -> false;
    };
  }
}
