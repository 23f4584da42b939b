package dev.pagestream.document.assembly;

import dev.pagestream.document.Purpose;
import dev.pagestream.document.StepAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// All that models said about one picture. Immutable.
///
/// @param result of its description
/// @param answers to all questions about it, those of the description first
record SettledPicture(PictureResult result, List<StepAnswer> answers) {
  SettledPicture {
    answers = List.copyOf(answers);
  }

  /// The first answer of this purpose that can be read.
  <T> Optional<T> read(Purpose purpose, Function<StepAnswer, Optional<T>> reader) {
    return answers.stream()
        .filter(answer -> answer.purpose() == purpose)
        .flatMap(answer -> reader.apply(answer).stream())
        .findFirst();
  }
}
