package dev.pagestream.pageworker;

import dev.pagestream.document.Fingerprint;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.QuestionRules;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Makes of what a document asks the question about one crop: prompts completed, fingerprint
/// computed. Immutable.
///
/// @param asked as it came with the page
/// @param tenant whose question it is
record QuestionBuilder(PictureDescription asked, String tenant) {
  /// @param picture index on the page, or [AnalyzedPage#WHOLE_PAGE]
  /// @param withContext puts what is known of the crop behind a prompt
  /// @param known best class of the picture
  AnalyzedPage.Question about(
      int picture,
      PageBlock.Crop crop,
      Optional<PageBlock.ClassScore> known,
      UnaryOperator<String> withContext) {
    if (asked.getSteps().isEmpty()) {
      String prompt =
          asked.getPromptContext() ? withContext.apply(asked.getPrompt()) : asked.getPrompt();
      String fingerprint =
          Fingerprint.of(crop.sha256(), asked.getModel(), prompt, asked.getParams(), tenant);
      return new AnalyzedPage.Question(
          picture, asked, fingerprint, Purpose.DESCRIBE_PICTURE, prompt, List.of(), crop, known);
    }
    List<VisionStep> steps = new ArrayList<>();
    List<String> fingerprints = new ArrayList<>();
    for (VisionStep step : asked.getSteps()) {
      String prompt =
          step.getPromptContext() ? withContext.apply(step.getPrompt()) : step.getPrompt();
      VisionStep complete = VisionStep.newBuilder(step).setPrompt(prompt).build();
      steps.add(complete);
      fingerprints.add(fingerprint(crop, complete));
    }
    VisionStep last = steps.getLast();
    return new AnalyzedPage.Question(
        picture,
        asked,
        Fingerprint.ofChain(fingerprints),
        purpose(last.getPurpose()),
        last.getPrompt(),
        steps,
        crop,
        known);
  }

  /// What the last step answers in.
  String responseFormat() {
    return asked.getSteps().isEmpty()
        ? "plaintext"
        : asked.getSteps().getLast().getResponseFormat();
  }

  private String fingerprint(PageBlock.Crop crop, VisionStep step) {
    String rules =
        QuestionRules.of(
            step.getResponseFormat(),
            step.getStoppers(),
            step.getImageMaxSidePx(),
            step.getImageMaxPixels(),
            step.getImageEncoding(),
            step.getAllowClasses(),
            step.getDenyClasses(),
            step.getMinConfidence());
    return Fingerprint.of(
        crop.sha256(), step.getModel(), step.getPrompt(), step.getParams(), tenant, rules);
  }

  private static Purpose purpose(VisionPurpose purpose) {
    return switch (purpose) {
      case DESCRIBE_PICTURE, UNKNOWN -> Purpose.DESCRIBE_PICTURE;
      case CLASSIFY_PICTURE -> Purpose.CLASSIFY_PICTURE;
      case ALT_TEXT -> Purpose.ALT_TEXT;
      case CHART_TABLE -> Purpose.CHART_TABLE;
      case CHART_CODE -> Purpose.CHART_CODE;
      case CHART_SUMMARY -> Purpose.CHART_SUMMARY;
      case CONVERT_PAGE -> Purpose.CONVERT_PAGE;
      case EXTRACT -> Purpose.EXTRACT;
    };
  }
}
