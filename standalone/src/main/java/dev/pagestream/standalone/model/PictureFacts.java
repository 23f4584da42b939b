package dev.pagestream.standalone.model;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a few counts over the pixels tell about a picture: its size, whether it is flat artwork or
/// a photograph, and its main colours. Pure.
///
/// @param colours names of up to three colours beside the background, most frequent first
record PictureFacts(
    int widthPx, int heightPx, String kind, String background, List<String> colours) {
  private static final int SAMPLES_PER_SIDE = 160;
  private static final int MAX_COLOURS = 3;

  /// A colour seen in fewer samples than this share is an edge or a speck.
  private static final double MIN_SHARE = 0.01;

  /// Artwork has few distinct colours; a photograph has hundreds even after rounding.
  private static final int FLAT_COLOURS = 48;

  static PictureFacts of(BufferedImage image) {
    Map<String, Integer> names = new HashMap<>();
    Map<Integer, Integer> tones = new HashMap<>();
    int samples = 0;
    int stepX = Math.max(1, image.getWidth() / SAMPLES_PER_SIDE);
    int stepY = Math.max(1, image.getHeight() / SAMPLES_PER_SIDE);
    for (int y = 0; y < image.getHeight(); y += stepY) {
      for (int x = 0; x < image.getWidth(); x += stepX) {
        int rgb = image.getRGB(x, y);
        names.merge(ColourName.of(rgb), 1, Integer::sum);
        tones.merge(rgb & 0xf0f0f0, 1, Integer::sum);
        samples++;
      }
    }
    List<String> byShare = byShare(names, samples);
    String background = byShare.isEmpty() ? "white" : byShare.getFirst();
    List<String> colours = byShare.stream().skip(1).limit(MAX_COLOURS).toList();
    return new PictureFacts(
        image.getWidth(), image.getHeight(), kind(tones, samples), background, colours);
  }

  private static List<String> byShare(Map<String, Integer> names, int samples) {
    List<Map.Entry<String, Integer>> entries = new ArrayList<>(names.entrySet());
    entries.removeIf(entry -> entry.getValue() < samples * MIN_SHARE);
    entries.sort(
        Comparator.comparing(Map.Entry<String, Integer>::getValue)
            .reversed()
            .thenComparing(Map.Entry::getKey));
    return entries.stream().map(Map.Entry::getKey).toList();
  }

  private static String kind(Map<Integer, Integer> tones, int samples) {
    int top = tones.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (tones.size() <= FLAT_COLOURS || top > samples / 2) {
      return "chart or drawing";
    }
    return "photograph or shaded picture";
  }

  /// The facts as a sentence or two.
  String sentence() {
    StringBuilder text = new StringBuilder("A ");
    text.append(String.format(Locale.ROOT, "%s of %d by %d pixels", kind, widthPx, heightPx));
    text.append(" on ").append(background);
    if (!colours.isEmpty()) {
      text.append(" with ").append(String.join(", ", colours));
    }
    return text.append('.').toString();
  }
}
