package dev.pagestream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the model had been paid for when a process was killed: the pictures whose answers lay in
/// the blob store. Asking for one of them again breaks G4, whatever the time it took to store them.
/// Immutable.
public final class PaidAtKill {
  private static final Pattern PICTURE = Pattern.compile("sha256 ([0-9a-f]{64})");

  private final Instant at;
  private final Set<String> pictures;

  private PaidAtKill(Instant at, Set<String> pictures) {
    this.at = at;
    this.pictures = pictures;
  }

  /// @param blobs directory of the blob store; the process is dead already
  public static PaidAtKill read(Path blobs) throws IOException {
    Instant at = Instant.now();
    try (Stream<Path> answers = Files.walk(blobs.resolve("answers"))) {
      return new PaidAtKill(
          at,
          answers
              .filter(file -> file.toString().endsWith(".json"))
              .map(PaidAtKill::picture)
              .collect(Collectors.toUnmodifiableSet()));
    }
  }

  public int pictures() {
    return pictures.size();
  }

  /// Pictures asked for again though their answers were stored, or though no call for them was
  /// under way at the kill; each with its calls. A call under way may be made once more, not more
  /// often.
  public List<String> paidAgain(FakeVlm vlm) {
    return vlm.callsByPicture().entrySet().stream()
        .filter(picture -> picture.getValue().size() > 1)
        .filter(picture -> pictures.contains(picture.getKey()) || !wasUnderWay(picture.getValue()))
        .map(picture -> picture.getKey() + ": " + times(picture.getValue()))
        .toList();
  }

  private boolean wasUnderWay(List<VlmCall> calls) {
    return calls.size() == 2 && calls.stream().anyMatch(call -> call.start().isBefore(at));
  }

  private static String times(List<VlmCall> calls) {
    return calls.stream()
        .map(call -> call.start() + " to " + call.end())
        .collect(Collectors.joining(", "));
  }

  private static String picture(Path answer) {
    try {
      Matcher matcher = PICTURE.matcher(Files.readString(answer));
      if (!matcher.find()) {
        throw new IllegalStateException("not the answer to a picture: " + answer);
      }
      return matcher.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
