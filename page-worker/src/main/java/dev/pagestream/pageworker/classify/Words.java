package dev.pagestream.pageworker.classify;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where text stands in a picture: told by the text layer, else seen by the pixels. Boxes are in
/// pixels of the raster.
///
/// @param texts short runs of text, in no order
/// @param labels texts, and single characters of their height
/// @param letters marks the size of letters that stand in them
/// @param read whether their words are known
/// @param numeric share of the texts that are numbers; 0 when their words are not known
/// @param paragraphs texts of several words; 0 when their words are not known
/// @param turned whether some text is read upwards or downwards
record Words(
    List<Blob> texts,
    List<Blob> labels,
    int letters,
    boolean read,
    double numeric,
    int paragraphs,
    boolean turned) {
  private static final int LEAST_HEIGHT_PX = 3;
  private static final int MOST_HEIGHT_PX = 26;
  private static final double WIDEST = 14;
  private static final double GAP = 0.9;
  private static final int MOST_LETTERS = 2_000;
  private static final double SHARED = 0.55;
  private static final int WORDS_OF_PARAGRAPH = 5;

  Words {
    texts = List.copyOf(texts);
    labels = List.copyOf(labels);
  }

  static Words of(PictureView picture, Raster raster, Mask strokes) {
    List<TextLine> visible = picture.lines().stream().filter(TextLine::visible).toList();
    return visible.isEmpty() ? seen(strokes) : read(visible, picture.box(), raster);
  }

  private static Words read(List<TextLine> lines, Box box, Raster raster) {
    double x = raster.width() / Math.max(1, box.width());
    double y = raster.height() / Math.max(1, box.height());
    List<Blob> texts = new ArrayList<>();
    int letters = 0;
    int numbers = 0;
    int paragraphs = 0;
    for (TextLine line : lines) {
      Box at = line.box().intersect(box);
      texts.add(
          box(
              (int) ((at.left() - box.left()) * x),
              (int) ((at.top() - box.top()) * y),
              (int) ((at.right() - box.left()) * x),
              (int) ((at.bottom() - box.top()) * y),
              line.text().length()));
      letters += line.text().length();
      numbers += isNumeric(line.text()) ? 1 : 0;
      paragraphs += line.text().strip().split("\\s+").length >= WORDS_OF_PARAGRAPH ? 1 : 0;
    }
    boolean turned = lines.stream().anyMatch(TextLine::vertical);
    return new Words(
        texts, texts, letters, true, numbers / (double) lines.size(), paragraphs, turned);
  }

  private static boolean isNumeric(String text) {
    long digits = text.chars().filter(Character::isDigit).count();
    long letters = text.chars().filter(Character::isLetter).count();
    return digits > letters;
  }

  private static Words seen(Mask strokes) {
    List<Blob> letters =
        Blobs.marks(strokes).stream()
            .filter(Words::isLetter)
            .limit(MOST_LETTERS)
            .sorted(Comparator.comparingInt(Blob::left))
            .toList();
    List<Blob> open = new ArrayList<>();
    List<Blob> texts = new ArrayList<>();
    for (Blob letter : letters) {
      int at = -1;
      for (int i = open.size() - 1; i >= 0; i--) {
        Blob text = open.get(i);
        if (letter.left() - text.right() > GAP * MOST_HEIGHT_PX) {
          texts.add(open.remove(i));
          at = at > i ? at - 1 : at;
        } else if (at < 0 && continues(text, letter)) {
          at = i;
        }
      }
      if (at < 0) {
        open.add(letter);
      } else {
        open.set(at, joined(open.get(at), letter));
      }
    }
    texts.addAll(open);
    List<Blob> lines = texts.stream().filter(Words::isText).toList();
    int inText = lines.stream().mapToInt(Blob::span).sum();
    return new Words(lines, labels(lines, texts), inText, false, 0, 0, false);
  }

  private static List<Blob> labels(List<Blob> texts, List<Blob> runs) {
    int[] heights = texts.stream().mapToInt(Blob::height).sorted().toArray();
    if (heights.length == 0) {
      return List.of();
    }
    int usual = heights[heights.length / 2];
    return runs.stream()
        .filter(run -> run.height() >= 0.6 * usual && run.height() <= 1.6 * usual)
        .toList();
  }

  private static boolean isLetter(Blob mark) {
    return mark.height() >= LEAST_HEIGHT_PX
        && mark.height() <= MOST_HEIGHT_PX
        && mark.width() <= WIDEST * mark.height()
        && mark.density() > 0.12;
  }

  private static boolean continues(Blob text, Blob letter) {
    int shared = Math.min(text.bottom(), letter.bottom()) - Math.max(text.top(), letter.top()) + 1;
    int smaller = Math.min(text.height(), letter.height());
    int larger = Math.max(text.height(), letter.height());
    return shared >= SHARED * smaller
        && larger <= 2.5 * smaller
        && letter.left() - text.right() <= Math.max(3, GAP * larger);
  }

  private static Blob joined(Blob text, Blob letter) {
    return box(
        text.left(),
        Math.min(text.top(), letter.top()),
        Math.max(text.right(), letter.right()),
        Math.max(text.bottom(), letter.bottom()),
        (text.span() > 0 && text.area() == 0 ? text.span() : 1) + 1);
  }

  /// Wider than high, or of several letters.
  private static boolean isText(Blob text) {
    return text.area() == 0
        ? text.width() >= 1.2 * text.height() || text.span() >= 3
        : text.width() >= 1.5 * text.height() && text.width() > 6;
  }

  /// A box without pixels of its own; `span` counts its letters.
  private static Blob box(int left, int top, int right, int bottom, int letters) {
    return new Blob(left, top, Math.max(left, right), Math.max(top, bottom), 0, letters, 0, false);
  }

  /// Share of the picture that text takes.
  double cover(Raster raster) {
    return texts.stream().mapToDouble(Blob::boxArea).sum() / raster.pixels();
  }

  boolean touches(Blob other) {
    return texts.stream()
        .anyMatch(text -> text.gap(other) == 0 && other.height() <= 1.6 * text.height());
  }

  /// Texts that stand below one another at even distances, as the labels of an upright axis do.
  int upright() {
    int most = 0;
    for (Blob first : labels) {
      int[] places =
          labels.stream()
              .filter(text ->
                  Math.abs(text.right() - first.right()) <= ALIGNED_PX
                      || Math.abs(text.left() - first.left()) <= ALIGNED_PX)
              .mapToInt(text -> (int) text.centreY())
              .sorted()
              .toArray();
      most = Math.max(most, evenly(places));
    }
    return most;
  }

  /// Texts that stand beside one another at even distances.
  int level() {
    int most = 0;
    for (Blob first : labels) {
      int[] places =
          labels.stream()
              .filter(text -> Math.abs(text.bottom() - first.bottom()) <= ALIGNED_PX)
              .mapToInt(text -> (int) text.centreX())
              .sorted()
              .toArray();
      most = Math.max(most, evenly(places));
    }
    return most;
  }

  private static final int ALIGNED_PX = 3;
  private static final double UNEVEN = 0.12;
  private static final int CLOSEST_PX = 7;

  private static int evenly(int[] places) {
    int most = Math.min(1, places.length);
    int run = 1;
    for (int i = 2; i < places.length; i++) {
      int step = places[i] - places[i - 1];
      int before = places[i - 1] - places[i - 2];
      boolean even = step >= CLOSEST_PX && Math.abs(step - before) <= Math.max(3, UNEVEN * before);
      run = even ? run + 1 : 1;
      most = Math.max(most, run + 1);
    }
    return most;
  }

  /// Rows of a table: so many texts apart on one line, and so often.
  int rowsOfCells(int leastCells) {
    List<Blob> rest = new ArrayList<>(texts);
    rest.sort(Comparator.comparingDouble(Blob::centreY));
    int rows = 0;
    int i = 0;
    while (i < rest.size()) {
      Blob first = rest.get(i);
      int cells = 0;
      while (i < rest.size()
          && rest.get(i).centreY() - first.centreY() <= Math.max(3, 0.5 * first.height())) {
        cells++;
        i++;
      }
      rows += cells >= leastCells ? 1 : 0;
    }
    return rows;
  }

  /// Share of the texts that begin, end or are centred where at least two others do.
  double inColumns() {
    if (texts.size() < 4) {
      return 0;
    }
    long aligned =
        texts.stream()
            .filter(text ->
                texts.stream().filter(other -> Math.abs(other.left() - text.left()) <= 2).count()
                        >= 3
                    || texts.stream()
                            .filter(other -> Math.abs(other.right() - text.right()) <= 2)
                            .count()
                        >= 3
                    || texts.stream()
                            .filter(other -> Math.abs(other.centreX() - text.centreX()) <= 2)
                            .count()
                        >= 3)
            .count();
    return aligned / (double) texts.size();
  }
}
