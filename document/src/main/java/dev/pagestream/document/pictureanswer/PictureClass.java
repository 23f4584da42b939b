package dev.pagestream.document.pictureanswer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The class a model gave to a picture. Immutable.
///
/// @param name in the notation of docling's labels: `bar_chart`
/// @param confidence 0 to 1
public record PictureClass(String name, double confidence) {
  /// For a class named without a doubt, as docling's own reader has it.
  private static final double CERTAIN = 1;

  /// With quotes and the like around it.
  private static final int MAX_LABEL_CHARS = 80;

  private static final double PERCENT = 100;
  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s-]+");
  private static final Pattern QUOTES = Pattern.compile("^[`'\"*.\\s]+|[`'\"*.\\s]+$");

  /// Reads `{"class": "bar_chart", "confidence": 0.9}`, or a label alone.
  ///
  /// @return empty when the answer names no class
  public static Optional<PictureClass> read(String answer) {
    Optional<JsonNode> object = LooseJson.object(answer);
    if (object.isEmpty()) {
      return label(answer).map(name -> new PictureClass(name, CERTAIN));
    }
    return LooseJson.text(object.get(), "class", "class_name", "label")
        .flatMap(PictureClass::label)
        .map(name -> new PictureClass(name, confidence(object.get().path("confidence"))));
  }

  private static Optional<String> label(String text) {
    if (text.length() > MAX_LABEL_CHARS) {
      return Optional.empty();
    }
    String bare = QUOTES.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    return Optional.of(SEPARATORS.matcher(bare).replaceAll("_"))
        .filter(name -> LABEL.matcher(name).matches());
  }

  /// A share, also when it is given as a percentage.
  private static double confidence(JsonNode node) {
    double value = node.asDouble(CERTAIN);
    double share = value > 1 && value <= PERCENT ? value / PERCENT : value;
    return Double.isNaN(share) ? CERTAIN : Math.clamp(share, 0, 1);
  }
}
