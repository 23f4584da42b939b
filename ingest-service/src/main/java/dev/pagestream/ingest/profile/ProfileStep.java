package dev.pagestream.ingest.profile;

import dev.pagestream.document.Purpose;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// One question of a profile. Immutable but for `params`, which nobody changes.
///
/// @param params merged flat into the request body, `model` among them
/// @param promptContext whether caption and surrounding text go behind the prompt
/// @param responseFormat what the answer is: plaintext, markdown, doctags, html, json, csv or code
/// @param stoppers when a streamed answer is cut short
/// @param maxSidePx longest side of the picture; 0 leaves it to the model's family
/// @param maxPixels of the picture; 0 leaves it to the model's family
/// @param imageEncoding `png` or `jpeg`
/// @param language BCP 47 the answer has to be in; empty for any
/// @param gates quality gates the answer has to pass
/// @param allowClasses when not empty, only pictures of these classes are asked about
public record ProfileStep(
    Purpose purpose,
    String prompt,
    ObjectNode params,
    boolean promptContext,
    String responseFormat,
    boolean stream,
    List<String> stoppers,
    int maxSidePx,
    long maxPixels,
    String imageEncoding,
    String language,
    List<String> gates,
    List<String> allowClasses) {
  /// Faults that are looked for in every description.
  public static final List<String> DESCRIPTION_GATES = List.of("one_word", "looping", "refusal");

  public ProfileStep {
    stoppers = List.copyOf(stoppers);
    gates = List.copyOf(gates);
    allowClasses = List.copyOf(allowClasses);
  }

  /// A question with everything else as usual.
  public static ProfileStep of(Purpose purpose, String prompt, ObjectNode params) {
    return new ProfileStep(
        purpose,
        prompt,
        params,
        false,
        "plaintext",
        false,
        List.of(),
        0,
        0,
        "png",
        "",
        purpose == Purpose.DESCRIBE_PICTURE ? DESCRIPTION_GATES : List.of("looping"),
        List.of());
  }

  public ProfileStep withContext(boolean context) {
    return new ProfileStep(
        purpose,
        prompt,
        params,
        context,
        responseFormat,
        stream,
        stoppers,
        maxSidePx,
        maxPixels,
        imageEncoding,
        language,
        gates,
        allowClasses);
  }

  public ProfileStep withFormat(String format, List<String> newGates) {
    return new ProfileStep(
        purpose,
        prompt,
        params,
        promptContext,
        format,
        stream,
        stoppers,
        maxSidePx,
        maxPixels,
        imageEncoding,
        language,
        newGates,
        allowClasses);
  }

  public ProfileStep streamed(List<String> newStoppers) {
    return new ProfileStep(
        purpose,
        prompt,
        params,
        promptContext,
        responseFormat,
        true,
        newStoppers,
        maxSidePx,
        maxPixels,
        imageEncoding,
        language,
        gates,
        allowClasses);
  }

  public ProfileStep withMaxSide(int pixels) {
    return new ProfileStep(
        purpose,
        prompt,
        params,
        promptContext,
        responseFormat,
        stream,
        stoppers,
        pixels,
        maxPixels,
        imageEncoding,
        language,
        gates,
        allowClasses);
  }

  /// In this language; the prompt says so, and a gate looks.
  public ProfileStep in(String newLanguage) {
    if (newLanguage.isEmpty()) {
      return this;
    }
    List<String> all =
        gates.contains("language")
            ? gates
            : Stream.concat(gates.stream(), Stream.of("language")).toList();
    return new ProfileStep(
        purpose,
        prompt + "\nAnswer in the language " + newLanguage + ".",
        params,
        promptContext,
        responseFormat,
        stream,
        stoppers,
        maxSidePx,
        maxPixels,
        imageEncoding,
        newLanguage,
        all,
        allowClasses);
  }

  public ProfileStep withGates(List<String> newGates) {
    return withFormat(responseFormat, newGates);
  }

  public ProfileStep onlyFor(List<String> classes) {
    return new ProfileStep(
        purpose,
        prompt,
        params,
        promptContext,
        responseFormat,
        stream,
        stoppers,
        maxSidePx,
        maxPixels,
        imageEncoding,
        language,
        gates,
        classes);
  }
}
