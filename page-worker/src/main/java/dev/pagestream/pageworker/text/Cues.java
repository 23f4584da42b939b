package dev.pagestream.pageworker.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How captions and list items begin.
public final class Cues {
  private static final String NUMBER = "([A-Z]?\\d+|[IVXLC]+|[A-Z])";

  /// A sentence that only speaks of the figure goes on in small letters: `Figure 3 shows`.
  private static final String TAIL =
      "(?:[.\\-:|)–—]\\s?\\w+)?(?=$|[\\s.,:;|)(–—：。、-]|[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}])"
          + "(?!\\s+(?!(?:and|und|et|y|e|en|und|bis|to|и)\\s)\\p{Ll})";

  /// Words for a figure in the languages of Europe, in Arabic, Hebrew, Chinese, Japanese, Korean.
  private static final String FIGURE_WORDS =
      String.join(
          "|",
          "Fig(?:s|ure|ures|ura|uur|uren|ur)?\\.?",
          "FIG(?:S|URE|URES|URA)?\\.?",
          "Abb(?:ildung|ildungen)?\\.?",
          "Bild|Bilder|Grafik|Diagramm|Karte|Foto|Schaubild|Tafel",
          "Chart|CHART|Scheme|Diagram|Exhibit|Plate|Photo|Map|Graph|Image",
          "Illustration|Picture|Box plot|Panel|Screenshot",
          "Schéma|Graphique|Carte|Planche|Image|Encadré",
          "Gráfico|Gráfica|Imagen|Ilustración|Mapa|Esquema|Imagem|Gravura",
          "Grafico|Immagine|Illustrazione|Mappa|Tavola|Schema",
          "Afbeelding|Afb\\.|Grafiek|Kaart|Kuva|Kuvio|Ábra|Rysunek|Rys\\.|Wykres|Obr(?:ázek|\\.)|Graf",
          "Slika|Şekil|Resim|Hình",
          "Рис(?:унок|\\.)|Схема|График|Фото|Карта|Фиг\\.|Мал(?:юнок|\\.)",
          "Εικόνα|Σχήμα|Διάγραμμα",
          "(?:ال)?(?:شكل|صورة|رسم)",
          "איור|תמונה|תרשים",
          "図|图|圖|그림|사진");

  private static final String TABLE_WORDS =
      String.join(
          "|",
          "Table|TABLE|Tab\\.|Tabelle|Tableau|TABLEAU|Tabla|Tabela|Tabella|Tabel|Tabulka|Tablo",
          "Cuadro|Quadro|Taulukko|Tablica|Таблица|Табл\\.|Таблиця|Πίνακας|Bảng",
          "(?:ال)?جدول",
          "טבלה|לוח",
          "表|표");

  /// No word for a figure or a table begins small. Most lines do, and need not be held against each
  /// of the words.
  private static final String START =
      "^\\s*(?=[\\p{Lu}\\p{Lo}])(?:Extended Data |Supplementary |Suppl\\. )?(?:";

  /// Figure captions: a word for a figure, then its number.
  private static final Pattern FIGURE =
      Pattern.compile(START + FIGURE_WORDS + ")\\s*" + NUMBER + TAIL);

  private static final Pattern TABLE =
      Pattern.compile(START + TABLE_WORDS + ")\\s*" + NUMBER + TAIL);

  private static final Pattern BULLET = Pattern.compile("^\\s*([•◦▪▫■□●○‣⁃·∙➢➤✓❍–—*-])\\s+(?=\\S)");
  private static final Pattern COUNTER =
      Pattern.compile("^\\s*(\\(?(?:\\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\\s+(?=\\S)");

  private Cues() {}

  public static boolean figureCaption(String text) {
    return FIGURE.matcher(text).find();
  }

  public static boolean tableCaption(String text) {
    return TABLE.matcher(text).find();
  }

  public static boolean caption(String text) {
    return figureCaption(text) || tableCaption(text);
  }

  public static boolean bullet(String text) {
    return BULLET.matcher(text).find();
  }

  public static boolean counter(String text) {
    return COUNTER.matcher(text).find();
  }

  /// The marker of a list item as printed; empty when the text is none.
  public static Optional<String> marker(String text) {
    for (Pattern pattern : new Pattern[] {BULLET, COUNTER}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }
}
