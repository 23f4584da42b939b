package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What is known about a picture, in docling-core's order.
///
/// @param summary what a chart says
/// @param tabularChart the data behind a chart
/// @param code that draws it; newer than the rest, see [DoclingVersion]
@JsonPropertyOrder({"summary", "description", "classification", "tabular_chart", "code"})
public record PictureMeta(
    Optional<Summary> summary,
    Optional<Description> description,
    Optional<Classification> classification,
    Optional<TabularChart> tabularChart,
    Optional<Code> code) {

  /// Whether there is nothing to say.
  boolean saysNothing() {
    return Stream.of(summary, description, classification, tabularChart, code)
        .allMatch(Optional::isEmpty);
  }

  PictureMeta withoutCode() {
    return new PictureMeta(summary, description, classification, tabularChart, Optional.empty());
  }

  /// The meta itself, when it says something.
  public Optional<PictureMeta> unlessEmpty() {
    return saysNothing() ? Optional.empty() : Optional.of(this);
  }

  /// @param text not empty
  /// @param createdBy the model
  public record Summary(String text, String createdBy) {}

  /// A model's description. Keys with a namespace are the only ones docling-core lets in here; it
  /// prints none of them.
  ///
  /// @param text not empty
  /// @param createdBy the model
  /// @param latencyMs of the successful call
  /// @param attempts calls made for this document; 0 when the answer was reused
  /// @param kind what the picture is, as a structured answer names it
  /// @param altText a sentence or two for people who do not see it
  /// @param decorative whether it says nothing that a reader would miss
  /// @param textInImage words seen in it
  /// @param language of the texts, BCP 47
  /// @param extracted facts by a schema
  public record Description(
      String text,
      String createdBy,
      @JsonProperty("pagestream__fingerprint") String fingerprint,
      @JsonProperty("pagestream__model") String model,
      @JsonProperty("pagestream__latency_ms") long latencyMs,
      @JsonProperty("pagestream__attempts") int attempts,
      @JsonProperty("pagestream__reused") boolean reused,
      @JsonProperty("pagestream__usage") Optional<Usage> usage,
      @JsonProperty("pagestream__kind") Optional<String> kind,
      @JsonProperty("pagestream__alt_text") Optional<String> altText,
      @JsonProperty("pagestream__decorative") Optional<Boolean> decorative,
      @JsonProperty("pagestream__text_in_image") Optional<List<String>> textInImage,
      @JsonProperty("pagestream__language") Optional<String> language,
      @JsonProperty("pagestream__extracted") Optional<JsonNode> extracted) {
    public Description {
      textInImage = textInImage.map(List::copyOf);
      // What is absent in JSON is read as its null.
      extracted = extracted.filter(facts -> !facts.isNull());
      if (text.isBlank()) {
        throw new IllegalArgumentException("a description is never empty: " + fingerprint);
      }
    }

    /// A plain description.
    public Description(
        String text,
        String createdBy,
        String fingerprint,
        String model,
        long latencyMs,
        int attempts,
        boolean reused,
        Optional<Usage> usage) {
      this(
          text,
          createdBy,
          fingerprint,
          model,
          latencyMs,
          attempts,
          reused,
          usage,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /// Tokens of the successful calls, as far as the server told.
  public record Usage(Optional<Long> promptTokens, Optional<Long> completionTokens) {}

  /// @param predictions at least one
  public record Classification(List<Prediction> predictions) {
    public Classification {
      predictions = List.copyOf(predictions);
      if (predictions.isEmpty()) {
        throw new IllegalArgumentException("a classification has predictions");
      }
    }

    /// The most confident one.
    public Prediction main() {
      return predictions.stream()
          .max(Comparator.comparingDouble(Prediction::confidence))
          .orElseThrow();
    }
  }

  /// @param confidence 0 to 1
  public record Prediction(double confidence, String createdBy, String className) {}

  /// @param createdBy the model
  public record TabularChart(String createdBy, Optional<String> title, CellTable chartData) {}

  /// @param text not empty
  /// @param createdBy the model
  /// @param language one of docling's `CodeLanguageLabel`
  public record Code(String text, String createdBy, Optional<String> language) {}
}
