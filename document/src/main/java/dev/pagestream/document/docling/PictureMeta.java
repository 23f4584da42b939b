package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What is known about a picture.
public record PictureMeta(
    Optional<Description> description, Optional<Classification> classification) {

  /// A model's description. Keys with a namespace are the only ones docling-core lets in here; it
  /// prints none of them.
  ///
  /// @param text not empty
  /// @param createdBy the model
  /// @param latencyMs of the successful call
  /// @param attempts calls made for this document; 0 when the answer was reused
  public record Description(
      String text,
      String createdBy,
      @JsonProperty("pagestream__fingerprint") String fingerprint,
      @JsonProperty("pagestream__model") String model,
      @JsonProperty("pagestream__latency_ms") long latencyMs,
      @JsonProperty("pagestream__attempts") int attempts,
      @JsonProperty("pagestream__reused") boolean reused,
      @JsonProperty("pagestream__usage") Optional<Usage> usage) {
    public Description {
      if (text.isBlank()) {
        throw new IllegalArgumentException("a description is never empty: " + fingerprint);
      }
    }
  }

  /// Tokens of the successful call, as far as the server told.
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
}
