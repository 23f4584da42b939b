package dev.pagestream.pageworker.classify;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;
import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a caption calls its picture, in several languages. The word that comes first counts most: a
/// caption names its picture before it says what is on it.
final class CaptionCues {
  private static final double FIRST = 0.75;
  private static final double LATER = 0.3;
  private static final int EARLY_CHARS = 60;

  private static final Map<PictureLabel, Pattern> WORDS = new EnumMap<>(PictureLabel.class);

  static {
    cue(
        PictureLabel.GEOGRAPHICAL_MAP,
        "(?:land|stra[sß]+en|weltkarte)?karte von|landkarte|(?<!score|key|bit|road|heat|mind)\\bmaps? of|\\bmap\\b(?! of the (?:site|process))|carte de|carte géographique|mapa|mappa|cartina|plattegrond|landkaart|карта|地図|地图");
    cue(
        PictureLabel.TOPOGRAPHICAL_MAP,
        "topographi\\w+|topografi\\w+|contour map|höhenlinien\\w*|courbes de niveau|curvas de nivel|топограф\\w+");
    cue(PictureLabel.LOGO, "logos?|wordmark|firmenzeichen|wappen|emblem|logotipo|логотип|ロゴ");
    cue(
        PictureLabel.ICON,
        "icons?|pictograms?|piktogramm\\w*|icônes?|ícono|icono|pictogramme|иконка");
    cue(
        PictureLabel.SCREENSHOT_FROM_COMPUTER,
        "screen ?shots?|screen ?captures?|bildschirmfoto\\w*|bildschirmaufnahme|capture d['’]écran|captura de pantalla|schermata|schermafbeelding|скриншот|снимок экрана|スクリーンショット|user interface|benutzeroberfläche");
    cue(
        PictureLabel.BAR_CHART,
        "bar (?:chart|graph|plot|diagram)s?|column charts?|histograms?|histogramm\\w*|balkendiagramm\\w*|säulendiagramm\\w*|diagramme (?:à|en) (?:barres|bâtons)|histogramme|gráfico de barras|grafico a barre|istogramma|staafdiagram|столбчат\\w+ диаграмм\\w+|棒グラフ");
    cue(
        PictureLabel.LINE_CHART,
        "line (?:chart|graph|plot)s?|time series|liniendiagramm\\w*|kurvenverlauf|zeitreihe\\w*|courbes?|graphique linéaire|gráfico de líneas|grafico a linee|lijndiagram|линейный график|折れ線グラフ|learning curves?|roc curves?");
    cue(
        PictureLabel.PIE_CHART,
        "pie (?:chart|graph|diagram)s?|donut charts?|doughnut charts?|tortendiagramm\\w*|kreisdiagramm\\w*|camembert|diagramme circulaire|gráfico circular|gráfico de sectores|grafico a torta|taartdiagram|cirkeldiagram|кругов\\w+ диаграмм\\w+|円グラフ");
    cue(
        PictureLabel.SCATTER_PLOT,
        "scatter ?(?:plot|chart|graph|gram|diagram)s?|streudiagramm\\w*|punktwolke|nuage de points|diagrama de dispersión|diagramma a dispersione|spreidingsdiagram|диаграмма рассеяния|散布図");
    cue(
        PictureLabel.BOX_PLOT,
        "box[- ]?plots?|box[- ]and[- ]whiskers?|kastengrafik\\w*|boîtes? à moustaches|diagrama de caja\\w*|箱ひげ図");
    cue(
        PictureLabel.FLOW_CHART,
        "flow ?(?:chart|diagram)s?|block diagrams?|flussdiagramm\\w*|ablaufdiagramm\\w*|blockschaltbild\\w*|organigramm?e?s?|organi[sz]ation(?:al)? charts?|logigramme|diagramme de flux|diagrama de flujo|diagramma di flusso|stroomdiagram|блок-схема|フローチャート|state (?:machine|diagram)|decision tree");
    cue(
        PictureLabel.ENGINEERING_DRAWING,
        "technical drawings?|engineering drawings?|floor ?plans?|cross[- ]sections? of|exploded view|technische zeichnung\\w*|konstruktionszeichnung\\w*|grundriss\\w*|schnittzeichnung|dessin technique|plan d['’]étage|dibujo técnico|plano de|disegno tecnico|planimetria|чертёж|чертеж|circuit diagrams?|schaltplan\\w*|wiring diagram");
    cue(
        PictureLabel.SIGNATURE,
        "signature|signatur|unterschrift\\w*|firma autógrafa|handtekening|подпись|署名");
    cue(PictureLabel.STAMP, "rubber stamp|stempel|tampon|sello|timbro|печать|штамп|seal of");
    cue(PictureLabel.QR_CODE, "qr[- ]?codes?");
    cue(
        PictureLabel.BAR_CODE,
        "bar ?codes?|strichcodes?|code[- ]barres|código de barras|codice a barre|штрих-код");
    cue(
        PictureLabel.PHOTOGRAPH,
        "photo(?:graph)?s?(?: of)?|fotos?|fotografie\\w*|photographie\\w*|fotografía\\w*|micrographs?|aerial view|luftbild\\w*|фото(?:графия)?|写真|照片|portrait of|porträt");
    cue(PictureLabel.TABLE, "^\\s*(?:table|tabelle|tableau|tabla|tabela|tabella|таблица|表)\\b");
    cue(
        PictureLabel.CHEMISTRY_STRUCTURE,
        "chemical structures?|molecular structures?|structural formulae?|strukturformel\\w*|formule développée|molecules?|reaction scheme|fórmula estructural|структурная формула");
    cue(
        PictureLabel.MUSIC,
        "sheet music|musical score|music notation|notenblatt|notenbeispiel\\w*|partition musicale|partitura|spartito|楽譜");
    cue(PictureLabel.CALENDAR, "calendars?|kalender\\w*|calendriers?|calendarios?|календарь|カレンダー");
    cue(
        PictureLabel.CROSSWORD_PUZZLE,
        "crosswords?(?: puzzle)?|kreuzworträtsel|mots croisés|crucigrama|cruciverba|кроссворд|クロスワード");
    cue(
        PictureLabel.PAGE_THUMBNAIL,
        "thumbnails?(?: of)?|page preview|seitenvorschau|title page of|cover of|titelblatt|vignette de page");
  }

  private CaptionCues() {}

  private static void cue(PictureLabel label, String words) {
    int flags = CASE_INSENSITIVE | UNICODE_CASE | UNICODE_CHARACTER_CLASS;
    // Scripts without spaces have no boundaries of words to look for.
    WORDS.put(label, Pattern.compile("(?<![\\p{L}&&[^\\p{IsHan}]])(?:" + words + ")", flags));
  }

  /// How strongly a caption speaks for which labels, 0 to 1; only those it names.
  static Map<PictureLabel, Double> of(String caption) {
    Map<PictureLabel, Integer> places = new EnumMap<>(PictureLabel.class);
    WORDS.forEach((label, words) -> {
      Matcher found = words.matcher(caption);
      if (found.find() && endsThere(caption, found.end())) {
        places.put(label, found.start());
      }
    });
    int first = places.values().stream().min(Integer::compare).orElse(0);
    Map<PictureLabel, Double> strengths = new EnumMap<>(PictureLabel.class);
    places.forEach((label, place) -> {
      boolean leads = place == first && place <= EARLY_CHARS;
      strengths.put(label, leads ? FIRST : LATER);
    });
    return strengths;
  }

  /// Not in the middle of a word of letters.
  private static boolean endsThere(String caption, int end) {
    return end >= caption.length()
        || !Character.isLetter(caption.charAt(end))
        || Character.isIdeographic(caption.codePointAt(end))
        || Character.isIdeographic(caption.codePointBefore(end))
        || Character.UnicodeScript.of(caption.codePointBefore(end))
            == Character.UnicodeScript.KATAKANA;
  }
}
