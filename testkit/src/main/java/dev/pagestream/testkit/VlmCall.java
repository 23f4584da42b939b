package dev.pagestream.testkit;

import java.time.Instant;
import java.util.Map;

/// One call a [FakeVlm] received, after it ended.
///
/// @param number from 1, by arrival
/// @param pictureSha256 of the decoded picture, lower-case hex; empty without one
/// @param status sent; 0 when the connection ended without an answer
/// @param serviceNanos the answer took in its slot, waiting not included; 0 when it took none
/// @param tokens of a streamed answer that were sent; 0 for an answer in one piece
/// @param headers of the request, names in lower case
/// @param body of the request; empty when bodies are not kept
public record VlmCall(
    int number,
    Instant start,
    Instant end,
    String pictureSha256,
    String prompt,
    String model,
    int status,
    long serviceNanos,
    long tokens,
    Map<String, String> headers,
    String body) {
  /// Whether the model was paid: an answer was made and sent.
  public boolean answered() {
    return status == 200;
  }
}
