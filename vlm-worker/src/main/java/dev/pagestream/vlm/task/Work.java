package dev.pagestream.vlm.task;

import dev.pagestream.document.pictureanswer.PictureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A task, read from its record: what is asked about which picture, where, until when. Immutable.
///
/// @param picture index on the page, from 0; -1 for the page as a whole
/// @param fingerprint what the task is settled under: of its question, or of all of them together
/// @param url empty when the lane knows its own
/// @param headers of the request, opened; never logged
/// @param timeout of one call
/// @param firstByteTimeout to the first token of a streamed answer; empty for the lane's
/// @param concurrency the request's own limit; 0 for none
/// @param known what the picture was found to be before
/// @param questions asked in turn, at least one
/// @param deadline of the document
/// @param answersNotBefore stored answers from before are not used
public record Work(
    String documentId,
    int page,
    int picture,
    String tenant,
    String fingerprint,
    String lane,
    String url,
    Map<String, String> headers,
    Duration timeout,
    Optional<Duration> firstByteTimeout,
    int concurrency,
    Crop crop,
    Optional<PictureClass> known,
    List<Question> questions,
    Instant deadline,
    Optional<Instant> answersNotBefore) {
  public Work {
    headers = Map.copyOf(headers);
    questions = List.copyOf(questions);
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("a task asks at least one question");
    }
  }

  /// The request the document belongs to: its id without the number of the document.
  public String taskId() {
    int dash = documentId.lastIndexOf('-');
    return dash > 0 ? documentId.substring(0, dash) : documentId;
  }

  /// Whether an answer that was given then may be used.
  public boolean mayUse(Instant answeredAt) {
    return answersNotBefore.isEmpty() || !answeredAt.isBefore(answersNotBefore.get());
  }

  /// For messages: which picture of which page, or the page.
  public String place() {
    return picture < 0 ? "Page " + page : "Picture " + (picture + 1) + " on page " + page;
  }
}
