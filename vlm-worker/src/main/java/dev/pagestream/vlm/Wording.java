package dev.pagestream.vlm;

import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.client.VlmRequest;
import dev.pagestream.vlm.image.Encoding;
import dev.pagestream.vlm.image.ImagePolicy;
import dev.pagestream.vlm.image.ModelFamilies;
import dev.pagestream.vlm.image.PreparedImage;
import dev.pagestream.vlm.lane.Destination;
import dev.pagestream.vlm.quality.Finding;
import dev.pagestream.vlm.quality.QuestionFacts;
import dev.pagestream.vlm.quality.Variation;
import dev.pagestream.vlm.task.Question;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// How a question is put: as it came, or in another way after an answer that was none. Each kind of
/// change is made once, so a question is asked a bounded number of times. Immutable.
///
/// @param image how large the picture may be
/// @param params JSON object merged flat into the request body
/// @param changes that were made already
record Wording(
    Question question,
    ImagePolicy image,
    String params,
    String prompt,
    Set<VlmReply.Change> changes) {
  Wording {
    changes = Set.copyOf(changes);
  }

  /// As the question came.
  static Wording of(Question question) {
    Question.ImageLimits limits = question.image();
    ImagePolicy image =
        ModelFamilies.policy(question.model())
            .with(limits.maxSidePx(), limits.maxPixels(), Encoding.parse(limits.encoding()));
    return new Wording(question, image, question.params(), question.prompt(), Set.of());
  }

  /// The request to one of the servers.
  VlmRequest request(Destination destination, String url, PreparedImage.Prepared picture) {
    return new VlmRequest(
        destination.target(url),
        params,
        prompt,
        picture.bytes(),
        picture.mediaType(),
        destination.timeouts(),
        question.stream(),
        question.stoppers());
  }

  /// What the gates look at.
  QuestionFacts facts() {
    return new QuestionFacts(
        question.purpose(), prompt, question.language(), question.responseFormat(), params);
  }

  /// The question in another way; empty when it was asked in that way already.
  ///
  /// @param finding of a gate, if one refused the answer
  /// @param sent the picture as it was sent
  Optional<Wording> after(
      VlmReply.Change change, Optional<Finding> finding, PreparedImage.Prepared sent) {
    if (changes.contains(change)) {
      return Optional.empty();
    }
    Set<VlmReply.Change> all = EnumSet.of(change);
    all.addAll(changes);
    boolean shrinks = change == VlmReply.Change.SMALLER_IMAGE;
    if (shrinks && sent.widthPx() == 0) {
      return Optional.empty(); // Nobody here can read it, so nobody can make it smaller.
    }
    ImagePolicy next = shrinks ? image.smaller(sent.widthPx(), sent.heightPx()) : image;
    Variation varied = Variation.of(params, prompt, change, finding);
    if (!shrinks && varied.params().equals(params) && varied.prompt().equals(prompt)) {
      return Optional.empty(); // Nothing to change: the same would be paid for twice.
    }
    return Optional.of(new Wording(question, next, varied.params(), varied.prompt(), all));
  }
}
