package dev.pagestream.vlm;

import dev.pagestream.document.FailureCode;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.client.VlmRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Gives one reply after the other, then always the last. Thread-safe.
final class ScriptedClient implements VlmClient {
  static final VlmReply ANSWERED =
      new VlmReply.Answered(
          "A cat.",
          Optional.of("m-1"),
          Optional.of("stop"),
          Optional.of(10L),
          Optional.of(3L),
          Duration.ofMillis(40));
  static final VlmReply THROTTLED = new VlmReply.Throttled(Optional.empty(), "slow down");
  static final VlmReply REFUSED =
      new VlmReply.Unavailable(
          VlmReply.Reason.REFUSED, Optional.empty(), "the model server refused the connection");
  static final VlmReply REJECTED =
      new VlmReply.Rejected(FailureCode.PICTURE_REJECTED, "the model server answered 400: no");

  private final Deque<VlmReply> replies;
  private int calls;

  ScriptedClient(VlmReply... replies) {
    this.replies = new ArrayDeque<>(List.of(replies));
  }

  static VlmReply failed(FailureCode code, VlmReply.Symptom symptom, int tries) {
    return new VlmReply.Failed(code, symptom, tries, Optional.empty(), "it broke");
  }

  static VlmReply[] times(int count, VlmReply reply, VlmReply last) {
    VlmReply[] replies = new VlmReply[count + 1];
    Arrays.fill(replies, 0, count, reply);
    replies[count] = last;
    return replies;
  }

  synchronized int calls() {
    return calls;
  }

  @Override
  public synchronized VlmReply call(VlmRequest request) {
    calls++;
    return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
  }
}
