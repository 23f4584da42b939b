package dev.pagestream.vlm.quality;

import dev.pagestream.document.Purpose;

/// What was asked, as far as the gates look at it.
///
/// @param prompt as it was sent
/// @param language BCP 47, empty for any
/// @param responseFormat as in a step: `plaintext`, `markdown`, `doctags`, `json`, `csv` ...
/// @param params JSON object of the request's parameters, which may carry a schema
public record QuestionFacts(
    Purpose purpose, String prompt, String language, String responseFormat, String params) {
  /// Prose for readers, as opposed to a label, a table, code or a page.
  boolean prose() {
    return switch (purpose) {
      case DESCRIBE_PICTURE, CHART_SUMMARY -> !responseFormat.equals("json");
      case CLASSIFY_PICTURE, ALT_TEXT, CHART_TABLE, CHART_CODE, CONVERT_PAGE, EXTRACT -> false;
    };
  }
}
