package dev.pagestream.document.assembly;

import dev.pagestream.document.StepAnswer;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.markup.Fence;
import java.util.Optional;
import java.util.Set;

/// The code that draws a chart, without the fence and the sentences around it.
final class ChartCode {
  /// What chart models write when they do not say otherwise.
  private static final Set<String> PYTHON = Set.of("", "python", "py", "python3");

  private ChartCode() {}

  static Optional<PictureMeta.Code> of(StepAnswer answer, String author) {
    Fence fence = Fence.first(answer.text()).orElse(new Fence("", answer.text()));
    String code = String.join("\n", fence.content().lines().toList()).strip();
    // docling refuses languages it has no label for.
    Optional<String> language =
        PYTHON.contains(fence.language()) ? Optional.of("Python") : Optional.empty();
    return code.isEmpty()
        ? Optional.empty()
        : Optional.of(new PictureMeta.Code(code, author, language));
  }
}
