package dev.pagestream.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What decides an answer, or whether it is asked for, beside picture, model, prompt and
/// parameters; in one notation, as part of a fingerprint. Pure.
public final class QuestionRules {
  private QuestionRules() {}

  /// `format=doctags;stop=[tag:</doctag>];side=1540`: only what is not as usual, so that a plain
  /// description has none.
  ///
  /// @param maxSidePx 0 for the usual
  /// @param maxPixels 0 for the usual
  /// @return empty when everything is as usual
  public static String of(
      String responseFormat,
      List<String> stoppers,
      int maxSidePx,
      long maxPixels,
      String encoding,
      List<String> allow,
      List<String> deny,
      double minConfidence) {
    List<String> rules = new ArrayList<>();
    add(rules, "format", responseFormat, responseFormat.equals("plaintext"));
    add(rules, "stop", quoted(stoppers), stoppers.isEmpty());
    add(rules, "side", Integer.toString(maxSidePx), maxSidePx == 0);
    add(rules, "pixels", Long.toString(maxPixels), maxPixels == 0);
    add(rules, "encoding", encoding, encoding.equals("png"));
    add(rules, "allow", quoted(allow), allow.isEmpty());
    add(rules, "deny", quoted(deny), deny.isEmpty());
    boolean anyClass = allow.isEmpty() && deny.isEmpty();
    add(rules, "confidence", String.format(Locale.ROOT, "%.4f", minConfidence), anyClass);
    return String.join(";", rules);
  }

  private static void add(List<String> rules, String name, String value, boolean usual) {
    if (!usual) {
      rules.add(name + "=" + value);
    }
  }

  /// Each with its length, so that no text can pass for two.
  private static String quoted(List<String> texts) {
    return texts.stream().map(text -> text.length() + ":" + text).toList().toString();
  }
}
