package dev.pagestream.pageworker.layout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How captions and list items begin.
final class Cues {
  private static final String NUMBER = "([A-Z]?\\d+|[IVXLC]+|[A-Z])";
  private static final String TAIL = "([.\\-:|)–—]\\s?\\w+)?(?=$|[\\s.,:;|)–—-])";

  /// Figure captions: a word for a figure, then its number.
  private static final Pattern FIGURE =
      Pattern.compile(
          "^\\s*(Extended Data |Supplementary |Suppl\\. )?"
              + "(Figs?\\.?|Figures?|FIG\\.?|FIGURE|Abb\\.|Abbildung|Chart|CHART|Scheme|Diagram|Exhibit|Plate|Photo|Map|Graph"
              + "|Image|Illustration|Figura|Рис\\.|Рисунок|図|图|圖|그림)\\s*"
              + NUMBER
              + TAIL);

  private static final Pattern TABLE =
      Pattern.compile(
          "^\\s*(Table|TABLE|Tab\\.|Tabelle|Tableau|Tabla|表)\\s*([A-Z]?\\d+|[IVXLC]+)" + TAIL);

  private static final Pattern BULLET = Pattern.compile("^\\s*([•◦▪▫■□●○‣⁃·∙➢➤✓❍–—*-])\\s+(?=\\S)");
  private static final Pattern COUNTER =
      Pattern.compile("^\\s*(\\(?(?:\\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\\s+(?=\\S)");

  private Cues() {}

  static boolean figureCaption(String text) {
    return FIGURE.matcher(text).find();
  }

  static boolean tableCaption(String text) {
    return TABLE.matcher(text).find();
  }

  static boolean caption(String text) {
    return figureCaption(text) || tableCaption(text);
  }

  static boolean bullet(String text) {
    return BULLET.matcher(text).find();
  }

  static boolean counter(String text) {
    return COUNTER.matcher(text).find();
  }

  /// The marker of a list item as printed; empty when the text is none.
  static Optional<String> marker(String text) {
    for (Pattern pattern : new Pattern[] {BULLET, COUNTER}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }
}
