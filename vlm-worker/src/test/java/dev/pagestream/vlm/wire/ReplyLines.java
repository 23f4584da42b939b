package dev.pagestream.vlm.wire;

import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.client.VlmReply.Answered;
import dev.pagestream.vlm.client.VlmReply.Failed;
import dev.pagestream.vlm.client.VlmReply.Rejected;
import dev.pagestream.vlm.client.VlmReply.Throttled;
import dev.pagestream.vlm.client.VlmReply.Unavailable;
import dev.pagestream.vlm.client.VlmReply.Unfit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A reply as the `=` lines of a file have it: its kind with its codes, then a line for everything
/// in it that is there, latencies aside. `streamed` says that the time of the first token is known.
final class ReplyLines {
  private final List<String> lines = new ArrayList<>();

  private ReplyLines() {}

  static List<String> of(VlmReply reply) {
    ReplyLines all = new ReplyLines();
    all.add(reply);
    return List.copyOf(all.lines);
  }

  private void add(VlmReply reply) {
    switch (reply) {
      case Answered answered -> answered(answered);
      case Unfit unfit -> {
        lines.add("unfit " + unfit.code() + " " + unfit.change());
        lines.add(unfit.message());
        tokens(unfit.promptTokens(), unfit.completionTokens());
      }
      case Throttled(Optional<Duration> retryAfter, String message) -> {
        lines.add("throttled");
        lines.add(message);
        retryAfter(retryAfter);
      }
      case Unavailable down -> {
        lines.add("unavailable " + down.reason());
        lines.add(down.message());
        retryAfter(down.retryAfter());
      }
      case Rejected rejected -> {
        lines.add("rejected " + rejected.code());
        lines.add(rejected.message());
      }
      case Failed failed -> {
        String tries = failed.tries() == Integer.MAX_VALUE ? "" : " tries " + failed.tries();
        lines.add("failed " + failed.code() + " " + failed.symptom() + tries);
        lines.add(failed.message());
        retryAfter(failed.retryAfter());
      }
    }
  }

  private void answered(Answered answered) {
    lines.add("answered");
    lines.add(answered.text().replace("\n", "\\n"));
    answered.model().ifPresent(model -> lines.add("model " + model));
    answered.finishReason().ifPresent(reason -> lines.add("finish " + reason));
    tokens(answered.promptTokens(), answered.completionTokens());
    answered.firstToken().ifPresent(_ -> lines.add("streamed"));
    answered.stoppedBy().ifPresent(stopper -> lines.add("stopped by " + stopper));
  }

  private void tokens(Optional<Long> prompt, Optional<Long> completion) {
    prompt.ifPresent(count -> lines.add("prompt tokens " + count));
    completion.ifPresent(count -> lines.add("completion tokens " + count));
  }

  private void retryAfter(Optional<Duration> retryAfter) {
    retryAfter.ifPresent(wait -> lines.add("retry after " + wait));
  }
}
