package dev.pagestream.ingest.options;

import java.util.List;
import java.util.Optional;

/// Our extensions that change how models are asked, whatever they are asked for. Immutable.
///
/// @param refresh whether stored answers are not good enough (`pagestream_refresh`)
/// @param promptContext `pagestream_prompt_context`
/// @param language BCP 47 (`pagestream_language`)
/// @param gates in place of the usual ones (`pagestream_quality_gates`)
/// @param classify whether the model tells the class of a picture before it describes it
///   (`pagestream_classify: vlm`)
public record QuestionOptions(
    boolean refresh,
    boolean promptContext,
    Optional<String> language,
    Optional<List<String>> gates,
    boolean classify) {
  static final List<String> GATES =
      List.of("one_word", "looping", "refusal", "language", "json", "prompt_copy");
  static final List<String> CLASSIFIERS = List.of("none", "vlm");

  static QuestionOptions read(FieldReader options) {
    return new QuestionOptions(
        options.bool("pagestream_refresh", false),
        options.bool("pagestream_prompt_context", false),
        options.text("pagestream_language"),
        options.manyOf("pagestream_quality_gates", GATES),
        options.oneOf("pagestream_classify", CLASSIFIERS, "none").equals("vlm"));
  }
}
