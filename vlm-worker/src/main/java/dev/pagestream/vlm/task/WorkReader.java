package dev.pagestream.vlm.task;

import dev.pagestream.document.Fingerprint;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.QuestionRules;
import dev.pagestream.document.pictureanswer.PictureClass;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionStep;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.vlm.stop.Stoppers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads tasks. Thread-safe.
public final class WorkReader {
  /// For records without a deadline; those come only from hand-made producers.
  private static final Duration LONGEST_LIFE = Duration.ofHours(24);

  private static final Question.ImageLimits AS_CROPPED = new Question.ImageLimits(0, 0, "png");

  private final SealedHeaders sealedHeaders;
  private final InstantSource clock;

  public WorkReader(SealedHeaders sealedHeaders, InstantSource clock) {
    this.sealedHeaders = sealedHeaders;
    this.clock = clock;
  }

  public Instant deadline(EventHeaders headers) {
    return headers.deadline().orElseGet(() -> clock.instant().plus(LONGEST_LIFE));
  }

  /// @throws IllegalArgumentException when the task makes no sense to this version; the message
  ///   says why
  public Work read(VisionTask task, EventHeaders headers) {
    Crop crop =
        new Crop(
            task.getPageKey(),
            task.getImageOffset(),
            task.getImageBytes(),
            task.getImageMediaType(),
            task.getImageSha256());
    return new Work(
        task.getDocumentId(),
        task.getPage(),
        task.getPicture(),
        headers.tenant(),
        task.getFingerprint(),
        task.getLane(),
        task.getUrl(),
        sealedHeaders.open(task.getHeaders()),
        Duration.ofMillis(Math.max(1, task.getTimeoutMs())),
        task.getFirstByteTimeoutMs() <= 0
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(task.getFirstByteTimeoutMs())),
        task.getConcurrency(),
        crop,
        task.getPictureClass().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new PictureClass(task.getPictureClass(), task.getPictureClassConfidence())),
        questions(task, headers.tenant()),
        deadline(headers),
        Optional.ofNullable(task.getAnswersNotBefore()));
  }

  private static List<Question> questions(VisionTask task, String tenant) {
    if (task.getSteps().isEmpty()) {
      return List.of(
          new Question(
              task.getFingerprint(),
              purpose(task.getPurpose()),
              task.getModel(),
              task.getPrompt(),
              task.getParams(),
              "plaintext",
              false,
              List.of(),
              AS_CROPPED,
              List.of(),
              "",
              ClassRule.ANY));
    }
    List<Question> questions = new ArrayList<>();
    for (VisionStep step : task.getSteps()) {
      questions.add(question(task, step, tenant));
    }
    return questions;
  }

  private static Question question(VisionTask task, VisionStep step, String tenant) {
    ClassRule classes =
        new ClassRule(step.getAllowClasses(), step.getDenyClasses(), step.getMinConfidence());
    boolean whole = task.getSteps().size() == 1 && classes.equals(ClassRule.ANY);
    return new Question(
        whole ? task.getFingerprint() : fingerprint(task, step, tenant),
        purpose(step.getPurpose()),
        step.getModel(),
        step.getPrompt(),
        step.getParams(),
        step.getResponseFormat(),
        step.getStream(),
        Stoppers.parse(step.getStoppers()),
        new Question.ImageLimits(
            step.getImageMaxSidePx(), step.getImageMaxPixels(), step.getImageEncoding()),
        step.getGates(),
        step.getLanguage(),
        classes);
  }

  /// Of the call alone: which classes are asked about decides whether it is made, not its answer.
  private static String fingerprint(VisionTask task, VisionStep step, String tenant) {
    return Fingerprint.of(
        task.getImageSha256(),
        step.getModel(),
        step.getPrompt(),
        step.getParams(),
        tenant,
        QuestionRules.of(
            step.getResponseFormat(),
            step.getStoppers(),
            step.getImageMaxSidePx(),
            step.getImageMaxPixels(),
            step.getImageEncoding(),
            List.of(),
            List.of(),
            0));
  }

  private static Purpose purpose(VisionPurpose purpose) {
    return switch (purpose) {
      case DESCRIBE_PICTURE -> Purpose.DESCRIBE_PICTURE;
      case CLASSIFY_PICTURE -> Purpose.CLASSIFY_PICTURE;
      case ALT_TEXT -> Purpose.ALT_TEXT;
      case CHART_TABLE -> Purpose.CHART_TABLE;
      case CHART_CODE -> Purpose.CHART_CODE;
      case CHART_SUMMARY -> Purpose.CHART_SUMMARY;
      case CONVERT_PAGE -> Purpose.CONVERT_PAGE;
      case EXTRACT -> Purpose.EXTRACT;
      case UNKNOWN ->
          throw new IllegalArgumentException(
              "this version of the vlm-worker does not know the purpose of the task");
    };
  }
}
