package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Why pictures have no description, and facts about such pictures. It stands at the top level
/// under `pagestream`, which docling's readers pass over: on the picture itself docling-core
/// refuses unknown keys, prints own keys under `meta` as paragraphs, and moves `misc` annotations
/// there when it loads the document.
///
/// @param undescribed in reading order
/// @param sources what is known of pictures beside their descriptions, in reading order
/// @param extracted facts about undescribed pictures, in reading order; of the others they stand in
///   the description
public record PagestreamNotes(
    List<Undescribed> undescribed,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Extracted> extracted,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Source> sources) {
  public PagestreamNotes {
    undescribed = List.copyOf(undescribed);
    extracted = List.copyOf(extracted);
    sources = List.copyOf(sources);
  }

  /// Whether there is nothing to say.
  public boolean saysNothing() {
    return undescribed.isEmpty() && extracted.isEmpty() && sources.isEmpty();
  }

  /// @param picture pointer to the picture
  /// @param altText what the source says stands for it; empty when it says nothing
  /// @param panels parts that stand apart in it
  public record Source(
      String picture,
      Optional<String> altText,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<Provenance.BoundingBox> panels) {
    public Source {
      panels = List.copyOf(panels);
    }
  }

  /// @param picture pointer to the picture
  /// @param outcome `skipped` or `failed`
  /// @param reason of a skipped picture a [dev.pagestream.document.SkipReason] code, of a failed
  ///   one a [dev.pagestream.document.FailureCode]
  /// @param detail for people; may be empty
  public record Undescribed(String picture, String outcome, String reason, String detail) {}

  /// @param picture pointer to the picture
  /// @param facts by the schema that was asked for
  public record Extracted(String picture, JsonNode facts) {}
}
