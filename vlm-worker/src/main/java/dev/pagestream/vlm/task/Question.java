package dev.pagestream.vlm.task;

import dev.pagestream.document.Purpose;
import dev.pagestream.vlm.stop.GenerationStopper;
import java.util.List;

/// One question of a task, ready to be asked. Immutable.
///
/// @param fingerprint what it is paid for once under
/// @param params JSON object merged flat into the request body
/// @param prompt complete
/// @param responseFormat what the answer is, as in a step
/// @param stoppers look at the answer as it is streamed
/// @param gates names of the quality gates the answer has to pass
/// @param language BCP 47 the answer has to be in; empty for any
/// @param classes which pictures it is asked about
public record Question(
    String fingerprint,
    Purpose purpose,
    String model,
    String prompt,
    String params,
    String responseFormat,
    boolean stream,
    List<GenerationStopper> stoppers,
    ImageLimits image,
    List<String> gates,
    String language,
    ClassRule classes) {
  public Question {
    stoppers = List.copyOf(stoppers);
    gates = List.copyOf(gates);
  }

  /// What a profile says about the size of the picture.
  ///
  /// @param maxSidePx 0 leaves it to the model's family
  /// @param maxPixels 0 leaves it to the model's family
  /// @param encoding `png` or `jpeg`
  public record ImageLimits(int maxSidePx, long maxPixels, String encoding) {}
}
